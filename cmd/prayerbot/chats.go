package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"prayerbot/bot/discord"
	"prayerbot/bot/store/archive"
	"prayerbot/bot/telegram"
	"prayerbot/commands/record"
)

// chatsCommand counts chats, and says when how many points are due.
type chatsCommand struct{}

// Run counts, in whole tens. No count is shown that could point to somebody: what is
// under few is said to be so, and only platform and hour are crossed.
func (chatsCommand) Run(world surroundings, c *Config) error {
	if err := c.check(os.Getenv); err != nil {
		return err
	}
	kept, err := lookInto(world, *c)
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintln(world.out, "Nothing was ever stored.")
		return nil
	}
	if err != nil {
		return err
	}
	defer kept.Close()
	counts, now := newCensus(), systemClock().Now()
	err = kept.Export(world, func(item archive.Item) error {
		if item.Chat != nil {
			counts.add(item.Chat.Chat, now)
		}
		return nil
	})
	if err != nil {
		return err
	}
	counts.write(world.out)
	return nil
}

// few is below what a count is not said.
const few = 10

// A census counts chats that have a subscription and can be written to.
type census struct {
	chats                            map[string]int // by platform
	language, zone                   map[string]int
	hour                             map[string]map[int]int // by platform and hour of the chat's own clock
	minute                           map[string]map[int]int // by platform and minute of the next day in UTC
	subscriptions, paused, cannotGet int
}

func newCensus() *census {
	return &census{
		chats: map[string]int{}, language: map[string]int{}, zone: map[string]int{},
		hour: map[string]map[int]int{}, minute: map[string]map[int]int{},
	}
}

func (c *census) add(chat record.Chat, now time.Time) {
	if len(chat.Subscriptions) == 0 {
		return
	}
	if chat.Stopped != "" {
		c.cannotGet++
		return
	}
	c.chats[chat.ID.Platform]++
	c.language[cmp.Or(chat.Language, "not set")]++
	c.zone[chat.Location().String()]++
	for _, s := range chat.Subscriptions {
		c.addSubscription(chat.ID.Platform, s, now)
	}
}

func (c *census) addSubscription(platform string, s record.Subscription, now time.Time) {
	slot, active := s.Next(now)
	if !active {
		c.paused++
		return
	}
	c.subscriptions++
	countAt(c.hour, platform, int(s.At)/60)
	if slot.Due.Sub(now) <= 24*time.Hour {
		due := slot.Due.UTC()
		countAt(c.minute, platform, due.Hour()*60+due.Minute())
	}
}

func countAt(all map[string]map[int]int, platform string, key int) {
	if all[platform] == nil {
		all[platform] = map[int]int{}
	}
	all[platform][key]++
}

// shown is a count as it may be said: in whole tens, so that no sum tells what is left
// out.
func shown(n int) string {
	if n < few {
		return fmt.Sprintf("under %d", few)
	}
	return fmt.Sprint(n / few * few)
}

// mostRows is how many rows of a table are shown.
const mostRows = 12

func (c *census) write(out io.Writer) {
	fmt.Fprintf(out, "Times that bring something: %s. Paused: %s. Chats that cannot be written to: %s.\n", shown(c.subscriptions), shown(c.paused), shown(c.cannotGet))
	tableOf(out, "Chats by platform", c.chats)
	tableOf(out, "Chats by language", c.language)
	tableOf(out, "Chats by time zone", c.zone)
	for _, platform := range sorted(c.hour) {
		hours := map[string]int{}
		for hour, n := range c.hour[platform] {
			hours[fmt.Sprintf("%02d:00 to %02d:59", hour, hour)] = n
		}
		tableOf(out, "Times on "+platform+" by hour of their own clock", hours)
	}
	for _, platform := range sorted(c.minute) {
		c.forecast(out, platform)
	}
}

// tableOf writes counts, the highest first; those under few are not said.
func tableOf(out io.Writer, title string, counts map[string]int) {
	fmt.Fprintf(out, "\n%s\n", title)
	names := sorted(counts)
	slices.SortStableFunc(names, func(a, b string) int { return counts[b] - counts[a] })
	rows := min(mostRows, len(names))
	for rows > 0 && counts[names[rows-1]] < few {
		rows--
	}
	for _, name := range names[:rows] {
		fmt.Fprintf(out, "  %-32s %s\n", name, shown(counts[name]))
	}
	if hidden := len(names) - rows; hidden > 0 {
		fmt.Fprintf(out, "  and %d more\n", hidden)
	}
}

// pace is how many points a platform is sent in a second.
func pace(platform string) float64 {
	switch platform {
	case "telegram":
		return telegram.DeliveriesPerSecond
	case "discord":
		return discord.DeliveriesPerSecond
	}
	return 0
}

// peaks is how many of the fullest minutes the forecast names.
const peaks = 5

// forecast says of the fullest minutes of the next day how long they take.
func (c *census) forecast(out io.Writer, platform string) {
	per := pace(platform)
	if per == 0 {
		return
	}
	minutes := c.minute[platform]
	var at []int
	for minute, n := range minutes {
		if n >= few {
			at = append(at, minute)
		}
	}
	slices.SortFunc(at, func(a, b int) int { return cmp.Or(minutes[b]-minutes[a], a-b) })
	fmt.Fprintf(out, "\nThe fullest minutes of the next 24 hours on %s (UTC; %g points a second)\n", platform, per)
	if len(at) == 0 {
		fmt.Fprintf(out, "  none with %d or more\n", few)
	}
	for _, minute := range at[:min(len(at), peaks)] {
		n := minutes[minute]
		fmt.Fprintf(out, "  %02d:%02d  %s points, which take %s\n", minute/60, minute%60, shown(n), taking(float64(n)/per))
	}
}

// taking says how long so many seconds are.
func taking(seconds float64) string {
	if seconds < 60 {
		return "less than a minute"
	}
	return fmt.Sprintf("%.0f minutes", seconds/60)
}

// sorted are the names of a map.
func sorted[V any](m map[string]V) (names []string) {
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
