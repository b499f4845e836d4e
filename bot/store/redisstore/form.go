package redisstore

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"prayerbot/commands"
	"prayerbot/content"
)

// The fields of a chat are short, because there may be a million chats:
//
//	r   revision                 s   space, left out where there is none
//	l   language                 z   zone
//	n   the highest subscription x   why it is stopped, "cause|ms"
//	c   community, left out where there is none
//	7   subscription 7: "at|days|zone|since|paused|pausedTo|countries|regions";
//	    an empty zone is the chat's
//	7d  its last finished date, in days since 1970-01-01
func formChat(chat commands.Chat) map[string]string {
	form := map[string]string{}
	set := func(field, value string) {
		if value != "" {
			form[field] = value
		}
	}
	set("s", chat.Space)
	set("l", chat.Language)
	set("z", chat.Zone)
	set("c", chat.Community)
	if chat.LastID != 0 {
		set("n", strconv.Itoa(chat.LastID))
	}
	if chat.Stopped != "" {
		set("x", string(chat.Stopped)+"|"+millis(chat.StoppedAt))
	}
	for _, s := range chat.Subscriptions {
		id := strconv.Itoa(s.ID)
		set(id, formSubscription(s, chat.Zone))
		set(id+"d", days(s.Last))
	}
	return form
}

func formSubscription(s commands.Subscription, home string) string {
	zone := s.Zone
	if zone == home {
		zone = ""
	}
	paused := ""
	if s.Paused {
		paused = "1"
	}
	parts := []string{
		strconv.Itoa(int(s.At)), strconv.Itoa(int(s.Days)), zone, millis(s.Since), paused, days(s.PausedTo),
		strings.Join(s.Selection.Countries, ","), strings.Join(s.Selection.Regions, ","),
	}
	return strings.TrimRight(strings.Join(parts, "|"), "|")
}

// subscriptionParts is how many parts a subscription's line has.
const subscriptionParts = 8

// readChat reads what formChat wrote. Nothing stored is Chat{ID: id}.
func readChat(id commands.ChatID, form map[string]string) (commands.Chat, error) {
	chat := commands.Chat{ID: id, Space: form["s"], Language: form["l"], Zone: form["z"], Community: form["c"], Revision: form["r"]}
	r := reader{}
	chat.LastID = r.number(form["n"])
	if cause, at, ok := strings.Cut(form["x"], "|"); ok {
		chat.Stopped, chat.StoppedAt = commands.StopCause(cause), r.instant(at)
	}
	for field, line := range form {
		if n, err := strconv.Atoi(field); err == nil {
			s := r.subscription(line, chat.Zone)
			s.ID, s.Last = n, r.date(form[field+"d"])
			chat.Subscriptions = append(chat.Subscriptions, s)
		}
	}
	slices.SortFunc(chat.Subscriptions, func(a, b commands.Subscription) int { return a.ID - b.ID })
	if r.err != nil {
		return commands.Chat{}, fmt.Errorf("read a chat: %w", r.err)
	}
	return chat, nil
}

func (r *reader) subscription(line, home string) commands.Subscription {
	parts := strings.Split(line, "|")
	if len(parts) > subscriptionParts {
		r.note(fmt.Errorf("a subscription has %d parts", len(parts)))
		return commands.Subscription{}
	}
	parts = append(parts, make([]string, subscriptionParts-len(parts))...)
	s := commands.Subscription{
		At: commands.Wall(r.number(parts[0])), Days: commands.Days(r.number(parts[1])), Zone: parts[2],
		Since: r.instant(parts[3]), Paused: parts[4] == "1", PausedTo: r.date(parts[5]),
		Selection: content.Selection{Countries: list(parts[6]), Regions: list(parts[7])},
	}
	if s.Zone == "" {
		s.Zone = home
	}
	return s
}

// readEntry reads a line of the ledger: "subscription|date|outcome|at|reason".
func readEntry(line string) (commands.Entry, error) {
	parts := strings.SplitN(line, "|", 5)
	if len(parts) != 5 {
		return commands.Entry{}, fmt.Errorf("a line of the ledger has %d parts", len(parts))
	}
	r := reader{}
	e := commands.Entry{
		Subscription: r.number(parts[0]), Date: r.date(parts[1]), Outcome: commands.Outcome(parts[2]),
		At: r.instant(parts[3]), Reason: parts[4],
	}
	return e, r.err
}
