package announce

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// setTimes are what a draft may become by a time that was typed: sent at a moment,
// or again and again. There are several where the time can mean more than one.
func setTimes(ctx context.Context, s *session.Session, draft record.Announcement, text string) ([]record.Announcement, error) {
	zone, err := zoneOf(ctx, s.Env, draft)
	if err != nil {
		return nil, err
	}
	if at, is := keyedMoment(text); is && at.After(s.Request.Now) {
		draft.At, draft.Repeat = at, record.Repeat{}
		return []record.Announcement{draft}, nil
	}
	repeats, is, err := parseRepeat(s, text, zone)
	if err != nil {
		return nil, err
	}
	var all []record.Announcement
	for _, r := range repeats {
		all = append(all, repeated(draft, r))
	}
	if is {
		return all, nil
	}
	moments, err := parseMoment(s, text, zone)
	for _, at := range moments {
		next := draft
		next.At, next.Repeat = at.UTC(), record.Repeat{}
		all = append(all, next)
	}
	return all, err
}

// keyedMoment reads the key of a moment, as the button of a common time names it.
func keyedMoment(text string) (time.Time, bool) {
	key, is := reply.ReadKeyed(text)
	at, err := time.Parse(buttonTime, key)
	return at, is && err == nil
}

// timeKey names when a draft is sent where no language matters; "" is at once.
func timeKey(draft record.Announcement) string {
	switch {
	case draft.Repeat.Is():
		return reply.Keyed(repeatKey(draft.Repeat))
	case !draft.At.IsZero():
		return reply.Keyed(draft.At.UTC().Format(buttonTime))
	}
	return ""
}

// repeated is a draft that comes back. What was skipped of its times before, and
// what has come of them, stays known.
func repeated(draft record.Announcement, r record.Repeat) record.Announcement {
	was := draft.Repeat
	draft.At, draft.Repeat = time.Time{}, r
	if was.Is() {
		draft.Repeat.Done, draft.Repeat.Missed, draft.Repeat.Why = was.Done, was.Missed, was.Why
	}
	return draft
}

// parseRepeat reads a whole text as what comes back, as the clocks of a zone show
// it; false where it is something else.
func parseRepeat(s *session.Session, text string, zone *time.Location) (all []record.Repeat, is bool, err error) {
	if key, keyed := reply.ReadKeyed(text); keyed {
		r, ok := readRepeatKey(key, zone)
		if !ok {
			return nil, true, s.Problem("problem.button")
		}
		return []record.Repeat{r}, true, nil
	}
	said, is := s.Own.ReadRepetition(text, s.Calendar(content.DateOf(s.Request.Now.In(zone)), zone))
	switch {
	case is && said.NoEnd != "":
		return nil, true, s.Problem("problem.repeat_end", words.With{"Text": session.Quote(said.NoEnd)})
	case !is && s.Own.MayRepeat(text), is && said.Words < len(strings.Fields(text)):
		return nil, true, s.Problem("problem.repeat", words.With{"Text": session.Quote(text)})
	case !is:
		return nil, false, nil
	}
	all, err = repeatsOf(s, said, zone)
	return all, true, err
}

// repeatsOf are what was said may mean, those that do not come at all left out.
func repeatsOf(s *session.Session, said words.Repetition, zone *time.Location) ([]record.Repeat, error) {
	ends := said.Until
	if len(ends) == 0 {
		ends = []content.Date{{}}
	}
	var all []record.Repeat
	for _, at := range said.Clock.At {
		for _, end := range ends {
			all = append(all, record.Repeat{Days: said.Days, At: at, Zone: zone.String(), Until: end, Times: said.Times})
		}
	}
	if said.Times > record.MaxTimes {
		return nil, s.Problem("problem.repeat_times", words.With{"Most": record.MaxTimes})
	}
	left := slices.DeleteFunc(slices.Clone(all), func(r record.Repeat) bool {
		_, comes := r.Next(s.Request.Now)
		return !comes
	})
	if len(left) == 0 {
		return nil, s.Problem("problem.repeat_over", words.With{"Date": s.Date(ends[0])})
	}
	return left, nil
}

// cutRepeat takes what says that an announcement comes back off the beginning of a
// line: "every Wednesday 19:00 until 24.12. We meet to pray." The same line where it
// says nothing of it, or where nothing would be left that says when.
func cutRepeat(s *session.Session, line string) (when, text string) {
	said, is := s.Own.ReadRepetition(line, s.Calendar(content.DateOf(s.Request.Now), time.UTC))
	if !is {
		return "", line
	}
	when, text = said.Cut(line)
	if said.NoEnd != "" { // it is said what cannot be read
		when += " " + said.NoEnd
	}
	return strings.TrimRight(when, ",:;，：；"), strings.TrimLeft(text, ",:;–—- ，：；。\n")
}

// repeatKey names a repeat where no language matters: its days, its time, its last
// date or "-", and how often it comes.
func repeatKey(r record.Repeat) string {
	until := "-"
	if !r.Until.IsZero() {
		until = r.Until.String()
	}
	return strings.Join([]string{strconv.Itoa(int(r.Days)), strconv.Itoa(int(r.At)), until, strconv.Itoa(r.Times)}, "/")
}

// readRepeatKey reads what repeatKey wrote.
func readRepeatKey(key string, zone *time.Location) (record.Repeat, bool) {
	parts := strings.Split(key, "/")
	if len(parts) != 4 {
		return record.Repeat{}, false
	}
	days, noDays := strconv.ParseUint(parts[0], 10, 7)
	at, noTime := strconv.ParseUint(parts[1], 10, 11)
	times, noTimes := strconv.ParseUint(parts[3], 10, 10)
	r := record.Repeat{Days: record.Days(days), At: record.Wall(at), Zone: zone.String(), Times: int(times)} // #nosec G115 -- of few bits
	if parts[2] != "-" {
		date, err := content.ParseDate(parts[2])
		if r.Until = date; err != nil {
			return r, false
		}
	}
	return r, noDays == nil && noTime == nil && noTimes == nil && r.At < 24*60 && r.Times <= record.MaxTimes
}

// askTimes asks which of several times was meant.
func askTimes(ctx context.Context, s *session.Session, draft record.Announcement, all []record.Announcement) (reply.Reply, error) {
	zone, err := zoneOf(ctx, s.Env, draft)
	if err != nil {
		return reply.Reply{}, err
	}
	var buttons []reply.Button
	for _, next := range all[:min(len(all), 4)] {
		button := reply.Button{Label: session.Label(s.Moment(next.At, zone)), Do: pressLine(draft, pressAt, next.At.UTC().Format(buttonTime))}
		if next.Repeat.Is() {
			button = reply.Button{Label: rhythmLabel(s, next.Repeat), Do: pressLine(draft, pressEvery, repeatKey(next.Repeat))}
		}
		buttons = append(buttons, button)
	}
	return s.Privately(s.Picker(s.Say("when.which"), s.Say("when.which_moment"), session.RowsOf(1, buttons)), nil)
}
