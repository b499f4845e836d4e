package schedule

import (
	"context"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// clockKey is a time of day in an argument: "07:00" where it is clear, else a key
// with all that it may mean.
func clockKey(c words.Clock) string {
	if at, sure := c.Sure(nil); sure {
		return at.String()
	}
	if !c.Instant.IsZero() {
		return reply.Keyed(instantMark + strconv.FormatInt(c.Instant.Unix(), 10))
	}
	var all []string
	for _, at := range c.At {
		all = append(all, at.String())
	}
	key := strings.Join(all, ",")
	switch {
	case c.Several:
		key = severalMark + key
	case c.Moves:
		key = movesMark + key
	}
	return reply.Keyed(key)
}

// What stands before the times of a key.
const (
	instantMark = "t" // seconds of an instant
	severalMark = "+" // each was asked for
	movesMark   = "~" // near a time that moves with the sun
)

// readClock reads a time of day: what was typed for it, or what clockKey wrote.
func readClock(s *session.Session, text string) (words.Clock, bool) {
	key, is := reply.ReadKeyed(text)
	if !is {
		return s.Own.ReadClock(text)
	}
	if seconds, is := strings.CutPrefix(key, instantMark); is {
		n, err := strconv.ParseInt(seconds, 10, 64)
		return words.Clock{Instant: time.Unix(n, 0).UTC()}, err == nil
	}
	all := strings.TrimLeft(key, severalMark+movesMark)
	c := words.Clock{Several: strings.HasPrefix(key, severalMark), Moves: strings.HasPrefix(key, movesMark)}
	for _, one := range strings.Split(all, ",") {
		at, err := time.Parse("15:04", one)
		if err != nil {
			return words.Clock{}, false
		}
		c.At = append(c.At, record.Wall(at.Hour()*60+at.Minute()))
	}
	return c, true
}

// settle makes a wish clear whose place is known: one time, and days that can be
// had. Where it cannot, the reply asks.
func (w *subscribeArgs) settle(ctx context.Context, s *session.Session, here clockPlace, a asking) *reply.Reply {
	if w.cannot != "" {
		answer := w.askDays(ctx, s, a)
		return &answer
	}
	if w.clock == nil {
		return nil
	}
	at, sure := w.clock.Sure(here.location())
	if !sure {
		answer := w.askTime(ctx, s, a)
		return &answer
	}
	w.at = &at
	return nil
}

// askTime asks which of several times is meant.
func (w *subscribeArgs) askTime(ctx context.Context, s *session.Session, a asking) reply.Reply {
	var buttons []reply.Button
	for _, at := range w.clock.At[:min(len(w.clock.At), maxTimes)] {
		buttons = append(buttons, session.AnswerButton(s.Clock(at), at.String()))
	}
	why := "when.which_intro"
	switch {
	case w.clock.Several:
		why = "when.several"
	case w.clock.Moves:
		why = "when.moves"
	}
	keys := a.args(*w)
	delete(keys, argTime)
	picker := s.Picker(s.Say("when.which"), s.Say(why), session.RowsOf(2, buttons))
	return a.ask(ctx, s, picker, argTime, keys, s.Clock(w.clock.At[0]))
}

// maxTimes is how many times are offered: more would be a list to search.
const maxTimes = 4

// askDays says plainly that what was asked for cannot be done, and offers what
// comes nearest.
func (w *subscribeArgs) askDays(ctx context.Context, s *session.Session, a asking) reply.Reply {
	named := record.Days(0).With(time.Sunday)
	if w.days != nil && *w.days != 0 {
		named = *w.days
	}
	offers := []record.Days{0, named}
	switch w.cannot {
	case "days":
		offers = []record.Days{record.Days(0).With(time.Monday).With(time.Wednesday).With(time.Friday), 0}
	case "weeks", "months", "years":
		offers = []record.Days{named}
	case "span", "random", "hours":
		offers = []record.Days{0}
	case cannotDaily:
		offers = nil
		for day := time.Sunday; day <= time.Saturday; day++ {
			offers = append(offers, record.Days(0).With(day))
		}
	}
	var buttons []reply.Button
	for _, days := range offers {
		key, _ := reply.ReadKeyed(daysKey(days))
		buttons = append(buttons, session.AnswerButton(session.Label(s.Days(days)), key))
	}
	keys := a.args(*w)
	delete(keys, argOn)
	delete(keys, argCannot)
	picker := s.Picker(s.Say("when.cannot"), s.Say("when.cannot_"+w.cannot), session.RowsOf(1, buttons))
	return a.ask(ctx, s, picker, argOn, keys, "")
}
