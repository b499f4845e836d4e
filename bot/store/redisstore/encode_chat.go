package redisstore

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// The fields of a chat are short, because there may be a million chats:
//
//	r   revision                 s   group, left out where there is none
//	l   language                 z   zone
//	x   why it is stopped, "cause|ms"
//	c   community, left out where there is none
//	j   since when it belongs to that, in ms
//	q   the community that it has asked to belong to
//	k   the channel whose posts come to it by themselves
//	o   what is set otherwise than by default, as a query of the web has it:
//	    "discreet=on&verse=linked", left out where nothing is
//	n   the highest subscription ever, left out where the chat still has it
//	7   subscription 7: "at|days|zone|since|paused|pausedTo|countries|regions|kind";
//	    an empty zone is the chat's, lists stand behind the regions, each with
//	    an @ before it, and kind "n" is the news
//	7d  its last finished date, in days since 1970-01-01
//	7t  up to when it was told the news, in ms
//	7w  who is told if it cannot come any more, left out where nobody is
//	7m  what it was sent last: "ms|date|about about|id id", the date in days
//	a b its ledger, see ledger.go
func encodeChat(chat record.Chat) map[string]string {
	fields := map[string]string{}
	set := func(field, value string) {
		if value != "" {
			fields[field] = value
		}
	}
	set("s", chat.GroupID)
	set("l", chat.Language)
	set("z", chat.Zone)
	set("c", chat.Community)
	set("j", millis(chat.Joined))
	set("q", chat.Asks)
	set("k", chat.Linked)
	set("o", formSettings(chat.Settings))
	if chat.LastID != 0 && chat.LastID != highest(chat) {
		set("n", strconv.Itoa(chat.LastID))
	}
	if chat.Stopped != "" {
		set("x", string(chat.Stopped)+"|"+millis(chat.StoppedAt))
	}
	for _, s := range chat.Subscriptions {
		id := strconv.Itoa(s.ID)
		set(id, encodeSubscription(s, chat.Zone))
		set(id+"d", days(s.Last))
		set(id+"t", millis(s.Told))
		set(id+"w", s.Warns)
		set(id+"m", encodeDelivered(s.Delivered))
	}
	return fields
}

// highest is the highest number of a chat's subscriptions; 0 where it has none.
func highest(chat record.Chat) int {
	n := 0
	for _, s := range chat.Subscriptions {
		n = max(n, s.ID)
	}
	return n
}

func encodeSubscription(s record.Subscription, home string) string {
	zone := s.Zone
	if zone == home {
		zone = ""
	}
	paused := ""
	if s.Paused {
		paused = "1"
	}
	kind := ""
	if s.News {
		kind = newsKind
	}
	if s.Week {
		kind += weekKind
	}
	weekdays := ""
	if s.Days != 0 {
		weekdays = strconv.Itoa(int(s.Days))
	}
	parts := []string{
		strconv.Itoa(int(s.At)), weekdays, zone, millis(s.Since), paused, days(s.PausedTo),
		strings.Join(s.Selection.Countries, ","), encodePlaces(s.Selection), kind,
	}
	return strings.TrimRight(strings.Join(parts, "|"), "|")
}

// encodePlaces joins the regions and the lists of a selection.
func encodePlaces(s content.Selection) string {
	parts := slices.Clone(s.Regions)
	for _, key := range s.Lists {
		parts = append(parts, listMark+key)
	}
	return strings.Join(parts, ",")
}

// listMark stands before the key of a list. No region's key begins with it.
const listMark = "@"

// decodePlaces reads what encodePlaces wrote.
func decodePlaces(line string) (regions, lists []string) {
	for _, part := range list(line) {
		if key, ok := strings.CutPrefix(part, listMark); ok {
			lists = append(lists, key)
		} else {
			regions = append(regions, part)
		}
	}
	return regions, lists
}

// subscriptionParts is how many parts a subscription's line has.
const subscriptionParts = 9

// newsKind marks a subscription to the news.
const newsKind = "n"

// weekKind marks a subscription to the points of a week.
const weekKind = "w"

// decodeChat reads what encodeChat wrote. Nothing stored is Chat{ID: id}.
func decodeChat(id record.ChatID, fields map[string]string) (record.Chat, error) {
	chat := record.Chat{ID: id, GroupID: fields["s"], Language: fields["l"], Zone: fields["z"], Community: fields["c"], Asks: fields["q"], Linked: fields["k"], Revision: fields["r"]}
	r := reader{}
	chat.Joined = r.instant(fields["j"])
	chat.Settings = r.settings(fields["o"])
	if cause, at, ok := strings.Cut(fields["x"], "|"); ok {
		chat.Stopped, chat.StoppedAt = record.StopCause(cause), r.instant(at)
	}
	for field, line := range fields {
		if !numeric(field) {
			continue
		}
		if n, err := strconv.Atoi(field); err == nil {
			s := r.subscription(line, chat.Zone)
			s.Warns = fields[field+"w"]
			s.ID, s.Last, s.Told, s.Delivered = n, r.date(fields[field+"d"]), r.instant(fields[field+"t"]), decodeDelivered(fields[field+"m"])
			chat.Subscriptions = append(chat.Subscriptions, s)
		}
	}
	chat.LastID = max(r.number(fields["n"]), highest(chat))
	slices.SortFunc(chat.Subscriptions, func(a, b record.Subscription) int { return a.ID - b.ID })
	r.note(chat.Sound())
	if r.err != nil {
		return record.Chat{}, fmt.Errorf("read a chat: %w", r.err)
	}
	return chat, nil
}

// numeric tells whether a field is a number: one that is not is not asked for
// an error.
func numeric(field string) bool {
	if field == "" {
		return false
	}
	last := field[len(field)-1]
	return '0' <= last && last <= '9'
}

func (r *reader) subscription(line, home string) record.Subscription {
	var parts [subscriptionParts]string
	n := 0
	for part := range strings.SplitSeq(line, "|") {
		if n == len(parts) {
			r.note(fmt.Errorf("a subscription has more than %d parts", len(parts)))
			return record.Subscription{}
		}
		parts[n] = part
		n++
	}
	s := record.Subscription{
		At: record.Wall(r.number(parts[0])), Days: r.days(parts[1]), Zone: parts[2],
		Since: r.instant(parts[3]), Paused: parts[4] == "1", PausedTo: r.date(parts[5]),
		Selection: content.Selection{Countries: list(parts[6])}, News: strings.Contains(parts[8], newsKind), Week: strings.Contains(parts[8], weekKind),
	}
	s.Selection.Regions, s.Selection.Lists = decodePlaces(parts[7])
	if s.Zone == "" {
		s.Zone = home
	}
	return s
}

// encodeDelivered writes what a subscription was sent last; "" is nothing.
func encodeDelivered(d record.Delivered) string {
	if len(d.IDs) == 0 {
		return ""
	}
	return strings.Join([]string{millis(d.At), days(d.Date), strings.Join(d.About, " "), strings.Join(d.IDs, " ")}, "|")
}

// decodeDelivered reads what encodeDelivered wrote. What cannot be read is nothing:
// a chat must not be lost for it.
func decodeDelivered(text string) record.Delivered {
	parts := strings.SplitN(text, "|", 4)
	if len(parts) < 4 {
		return record.Delivered{}
	}
	r := reader{}
	d := record.Delivered{IDs: strings.Fields(parts[3]), About: strings.Fields(parts[2]), Date: r.date(parts[1]), At: r.instant(parts[0])}
	if r.err != nil || len(d.IDs) == 0 {
		return record.Delivered{}
	}
	return d
}
