package trials_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"prayerbot/bot/store"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// timed is an environment in which days pass.
type timed struct{ *environment }

// passes lets a bot run with its clock moved, until whatever is due by then has
// been looked at: somebody whose turn comes last shows that.
func (w timed) passes(by time.Duration) { w.Helper(); w.finishAt(by) }

// at lets a bot run with its clock at an instant.
func (w timed) at(instant time.Time) { w.Helper(); w.finishAt(time.Until(instant)) }

func TestAClockThatIsWrongMakesNoSecondDeliveryOnADate(t *testing.T) {
	t.Parallel()
	w := timed{onFile(t)}
	const people = 5
	w.seed(people)
	const day = 24 * time.Hour
	for _, step := range []struct {
		by    time.Duration
		dates int // local dates of which everybody must have a point by then
	}{
		{0, 1}, {-2 * time.Hour, 1}, {2 * time.Hour, 1}, {day, 2}, {-day, 2}, {0, 2}, {day, 2}, {2 * day, 3}, {0, 3},
	} {
		w.passes(step.by)
		for i := range people {
			w.dates(person(i), step.dates, step.by.String())
			w.dates(channel(i), step.dates, step.by.String())
		}
	}
}

// dates checks that a chat has received one point for each of n dates.
func (w timed) dates(id record.ChatID, n int, when string) {
	w.Helper()
	got := w.ledger().by[id]
	if len(got) != n {
		w.Errorf("with the clock at %s, %v has %d messages, want %d", when, id, len(got), n)
	}
	w.eachDateOnce(id)
}

// eachDateOnce checks that a chat's ledger names no date twice, and returns how
// many it names.
func (w timed) eachDateOnce(id record.ChatID) int {
	w.Helper()
	seen := map[content.Date]bool{}
	w.aside(func(ctx context.Context, kept store.Store) {
		log, err := kept.Log(ctx, id)
		if err != nil {
			w.Fatal(err)
		}
		for _, e := range log {
			if seen[e.Date] {
				w.Errorf("%v has the date %v twice in its ledger", id, e.Date)
			}
			seen[e.Date] = true
		}
	})
	return len(seen)
}

func TestAZoneThatChangesMakesNoSecondDeliveryOnADate(t *testing.T) {
	t.Parallel()
	w := timed{onFile(t)}
	w.seed(1)
	w.passes(0)
	w.dates(person(0), 1, "0")
	for _, zone := range []string{"Pacific/Kiritimati", "Pacific/Niue", "UTC"} {
		w.changeZone(person(0), zone)
		w.passes(0)
	}
	if got, dates := len(w.ledger().by[person(0)]), w.eachDateOnce(person(0)); got != dates {
		t.Errorf("there are %d messages for %d dates", got, dates)
	}
}

// changeZone moves a chat's subscription to another zone, at the wall time that
// it is there now, so that it is due at once wherever it may be.
func (w timed) changeZone(id record.ChatID, zone string) {
	w.Helper()
	w.aside(func(ctx context.Context, kept store.Store) {
		before, err := kept.Chat(ctx, id)
		if err != nil {
			w.Fatal(err)
		}
		place, err := time.LoadLocation(zone)
		if err != nil {
			w.Fatal(err)
		}
		now := time.Now()
		there := now.In(place)
		chat := before
		chat.Subscriptions = append([]record.Subscription(nil), before.Subscriptions...)
		chat.Subscriptions[0].Zone = zone
		chat.Subscriptions[0].At = record.Wall(there.Hour()*60 + there.Minute())
		due := chat.Due(before, now.Add(-2*time.Minute))
		if err := kept.SaveChat(ctx, chat, "changed to "+zone, due); err != nil {
			w.Fatal(err)
		}
	})
}

func TestDaylightSavingThatBeginsOrEndsWhileTheBotSleepsMakesOneDeliveryADate(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	spring := func(day, hour, minute int) time.Time {
		return time.Date(2027, time.March, day, hour, minute, 0, 0, zone)
	}
	for _, tt := range []struct {
		what  string
		wall  record.Wall
		wakes []time.Time // when the bot is awake
		have  []int       // how many points have come by then
	}{
		{
			"forward over the hour, asleep until it is over", 2*60 + 30,
			[]time.Time{spring(13, 2, 35), spring(14, 3, 2), spring(14, 9, 0), spring(15, 2, 29), spring(15, 2, 31)},
			[]int{1, 2, 2, 2, 3},
		}, {
			"forward over the hour, awake before it", 2*60 + 30,
			[]time.Time{spring(13, 2, 35), spring(14, 1, 59), spring(14, 3, 30), spring(15, 2, 31)},
			[]int{1, 1, 2, 3},
		}, {
			"back over the hour, awake in both", 60 + 30,
			[]time.Time{fallBack.Add(-26 * time.Hour), fallBack.Add(-29 * time.Minute), fallBack.Add(31 * time.Minute), fallBack.Add(24*time.Hour + 31*time.Minute)},
			[]int{0, 1, 1, 2},
		}, {
			"back over the hour, asleep in the first", 60 + 30,
			[]time.Time{fallBack.Add(-2 * time.Hour), fallBack.Add(31 * time.Minute), fallBack.Add(4 * time.Hour)},
			[]int{0, 1, 1},
		},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			w := timed{onFile(t)}
			id := record.ChatID{Platform: "telegram", Key: fmt.Sprint(ada)}
			chat := daily(id, "", tt.wakes[0])
			chat.Subscriptions[0].Zone, chat.Subscriptions[0].At = "America/New_York", tt.wall
			chat.Subscriptions[0].Since = tt.wakes[0].Add(-6 * time.Hour)
			w.save(chat)
			for i, wakes := range tt.wakes {
				w.at(wakes)
				if got := len(w.telegram.Messages(ada)); got != tt.have[i] {
					t.Fatalf("at %s there are %d, want %d", wakes.In(zone).Format("2 January 15:04 MST"), got, tt.have[i])
				}
			}
		})
	}
}

// fallBack is when New York's clocks go back in 2027: 02:00 EDT becomes 01:00.
var fallBack = time.Date(2027, time.November, 7, 6, 0, 0, 0, time.UTC)
