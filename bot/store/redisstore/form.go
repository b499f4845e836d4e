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
//	x   why it is stopped, "cause|ms"
//	n   the highest subscription ever, left out where the chat still has it
//	7   subscription 7: "at|days|zone|since|paused|pausedTo|countries|regions";
//	    an empty zone is the chat's
//	7d  its last finished date, in days since 1970-01-01
//	a b its ledger, see ledger.go
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
	if chat.LastID != 0 && chat.LastID != highest(chat) {
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

// highest is the highest number of a chat's subscriptions; 0 where it has none.
func highest(chat commands.Chat) int {
	n := 0
	for _, s := range chat.Subscriptions {
		n = max(n, s.ID)
	}
	return n
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
	weekdays := ""
	if s.Days != 0 {
		weekdays = strconv.Itoa(int(s.Days))
	}
	parts := []string{
		strconv.Itoa(int(s.At)), weekdays, zone, millis(s.Since), paused, days(s.PausedTo),
		strings.Join(s.Selection.Countries, ","), strings.Join(s.Selection.Regions, ","),
	}
	return strings.TrimRight(strings.Join(parts, "|"), "|")
}

// subscriptionParts is how many parts a subscription's line has.
const subscriptionParts = 8

// readChat reads what formChat wrote. Nothing stored is Chat{ID: id}.
func readChat(id commands.ChatID, form map[string]string) (commands.Chat, error) {
	chat := commands.Chat{ID: id, Space: form["s"], Language: form["l"], Zone: form["z"], Revision: form["r"]}
	r := reader{}
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
	chat.LastID = max(r.number(form["n"]), highest(chat))
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
