package schedule

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content/places"
)

// readWish takes a line such as "19:30 lagos for Nigeria on weekdays" apart, in
// whatever order it is said. The key of a zone may stand in it.
func readWish(s *session.Session, line string) (reply.Args, error) {
	line, key := cutKey(line)
	w := s.Own.ReadWish(line)
	if rest := s.Own.CutAgreed(line); rest != line && w.Place != "" {
		if _, is := placeWithin(s, w.Place); !is { // "ok 8am"
			w = s.Own.ReadWish(rest)
		}
	}
	args := reply.Args{argWhat: w.What, argFor: w.For, argPlace: w.Place}
	if w.Whole != w.Place && namesCity(s, w.Whole) {
		args[argPlace], args[argWhat], w.Days = w.Whole, "", nil
	}
	if w.Clock != nil {
		args[argTime] = clockKey(*w.Clock)
	}
	if w.Days != nil {
		args[argOn] = daysKey(*w.Days)
	}
	if w.Cannot != "" {
		args[argCannot] = reply.Keyed(w.Cannot)
	}
	if key != "" {
		args[argPlace] = key
		return args, nil
	}
	return checkPlace(s, args, w)
}

// cutKey takes the key of a zone off a line.
func cutKey(line string) (rest, key string) {
	fields := strings.Fields(line)
	i := slices.IndexFunc(fields, func(f string) bool {
		zone, is := reply.ReadKeyed(f)
		return is && places.Valid(zone)
	})
	if i < 0 {
		return line, ""
	}
	return strings.Join(slices.Concat(fields[:i], fields[i+1:]), " "), fields[i]
}

// namesCity tells whether a whole text is the name of a city, so that no part of it
// is a day.
func namesCity(s *session.Session, text string) bool {
	found, _, err := spots(s, text)
	return err == nil && len(found) > 0 && strings.EqualFold(found[0].name, text)
}

// checkPlace says what is wrong with a line whose rest names no place: a time or
// days that are none stand in it.
func checkPlace(s *session.Session, args reply.Args, w words.Wish) (reply.Args, error) {
	if w.NoTime != "" {
		return nil, s.Problem("problem.time", words.With{"Text": session.Quote(w.NoTime)})
	}
	place := args[argPlace]
	if place == "" {
		return args, nil
	}
	name, is := placeWithin(s, place)
	if args[argPlace] = name; is {
		return args, nil
	}
	if w.NoDays != "" {
		return nil, s.Problem("problem.days", words.With{"Text": session.Quote(w.NoDays)})
	}
	return args, nil
}

// readChange takes "2 08:00 lagos" apart.
func readChange(s *session.Session, line string) (reply.Args, error) {
	which, rest := cutWhich(s, line)
	if startsWithHour(s, line) {
		which, rest = "", line
	}
	args, err := readWish(s, rest)
	if err != nil {
		return nil, err
	}
	args[argWhich] = which
	return args, nil
}

// mostClockWords is how many words a time of day has at most: "7 de la tarde".
const mostClockWords = 5

// startsWithHour tells whether the number at the beginning of a line is an hour, as what
// stands behind it says: "8 am", and not the 2 of "2 08:00".
func startsWithHour(s *session.Session, line string) bool {
	said := strings.Fields(line)
	if len(said) < 2 || strings.ContainsFunc(said[1], unicode.IsDigit) {
		return false
	}
	for n := min(mostClockWords, len(said)); n > 1; n-- {
		if _, is := s.Own.ReadClock(strings.Join(said[:n], " ")); is {
			return true
		}
	}
	return false
}

// readPause takes "2 until 2026-12-24" and "for two weeks" apart.
func readPause(s *session.Session, line string) (reply.Args, error) {
	if len(s.Own.ReadDate(line, s.Calendar(anyDay, nil))) > 0 {
		return reply.Args{argUntil: line}, nil
	}
	which, rest := cutWhich(s, line)
	return reply.Args{argWhich: which, argUntil: s.Own.CutUntil(rest)}, nil
}

// cutWhich takes the number of a subscription, or "all", off a line; "" where
// none is named.
func cutWhich(s *session.Session, line string) (which, rest string) {
	word, rest := reply.CutWord(line)
	id, err := strconv.Atoi(strings.TrimPrefix(word, "#"))
	switch {
	case err == nil && id > 0:
		return word, rest
	case s.Own.MeansAll(word):
		return whichAll, rest
	}
	return "", line
}

// whichAll is the value of argWhich that means all.
const whichAll = "all"
