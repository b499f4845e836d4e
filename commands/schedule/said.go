package schedule

import (
	"cmp"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content/places"
)

// SetupLine is the command that asks under "Is this right?" before it stores what a
// sentence says.
const SetupLine = setupName

// A said is what a sentence says of a subscription.
type said struct {
	s       *session.Session
	gist    words.Gist
	args    reply.Args
	keys    []string // what it is for
	known   bool     // each piece names something
	several bool     // of what nothing says what it is, more than one piece names a country
}

// Said are the arguments of a set-up that a sentence says. known tells whether all of its
// words are understood.
func Said(s *session.Session, gist words.Gist) (args reply.Args, known bool) {
	w := &said{s: s, gist: gist, args: reply.Args{argWhat: gist.Wish.What}, known: true}
	if c := gist.Wish.Clock; c != nil {
		w.args[argTime] = clockKey(*c)
	}
	if d := gist.Wish.Days; d != nil {
		w.args[argOn] = daysKey(*d)
	}
	if gist.Wish.Cannot != "" {
		w.args[argCannot] = reply.Keyed(gist.Wish.Cannot)
	}
	w.several = w.namesSeveral() || w.namesInstead()
	for _, role := range []words.Role{words.RoleHere, words.RoleFor, words.RoleFree} {
		for _, piece := range gist.Names {
			if piece.Role == role {
				w.take(piece)
			}
		}
	}
	if len(w.keys) > 0 {
		w.args[argFor] = strings.Join(w.keys, ",")
	}
	return w.args, w.known
}

// namesSeveral tells whether several pieces of which nothing says what they are name
// countries, or one does and a city stands behind it: nobody is in several.
func (w *said) namesSeveral() bool {
	n, cities := 0, 0
	for _, p := range w.gist.Names {
		switch _, city := w.city(p, knownCity); {
		case p.Role != words.RoleFree:
		case city && n > 0:
			cities++
		case !city && len(w.s.NamesWithin(p.Whole)) > 0:
			n++
		}
	}
	return n+cities > 1
}

// namesInstead tells whether a country is named that is not wanted: the other one is to be
// prayed for.
func (w *said) namesInstead() bool {
	return slices.ContainsFunc(w.gist.Names, func(p words.Piece) bool {
		return p.Role == words.RoleNot && len(w.s.NamesWithin(p.Whole)) > 0
	})
}

// take takes a piece for what it is said to be, else for what it names.
func (w *said) take(p words.Piece) {
	switch {
	case p.Role == words.RoleHere && w.takePlace(p):
	case p.Role == words.RoleFree && w.s.Own.SaysClock(p.Text) && w.takePlace(p):
	case p.Role != words.RoleHere && slices.ContainsFunc([]string{p.Whole, p.Led, p.Text}, w.s.MeansWhole):
		w.args[argFor] = wholeWorld
	case p.Role == words.RoleFor:
		w.takeFor(p)
	case p.Role == words.RoleHere && len(w.s.NamesWithin(p.Whole)) > 1: // nobody is in several
		w.known = false
	case w.takeFree(p):
	default:
		w.known = false
	}
}

// wholeWorld is the value of argFor that means no choice.
const wholeWorld = "all"

// takeFor takes what a piece is for; a city behind other names is where somebody is: "for
// Nigeria, Lagos". Where it names nothing that is known, it is said when the set-up reads it.
func (w *said) takeFor(p words.Piece) {
	city, is := w.city(p, knownCity)
	if chosen := len(w.keys) > 0 || w.args[argFor] != ""; is && chosen && w.args[argPlace] == "" {
		w.args[argPlace] = city
		return
	}
	keys := w.s.NamesWithin(p.Whole)
	if len(keys) == 0 && len(w.keys) == 0 && w.args[argFor] == "" {
		w.args[argFor] = p.Text
	}
	w.keys = append(w.keys, keys...)
}

// takeFree takes a piece of which nothing says what it is: a city for where somebody is,
// what is no city for what they pray for, and a lone country for where they are, unless
// that is known.
func (w *said) takeFree(p words.Piece) bool {
	people := wellKnownCity
	if p.Apart || w.gist.Left == "" || len(w.gist.Lines) == 0 {
		people = knownCity
	}
	if city, is := w.city(p, people); is && w.args[argPlace] == "" {
		w.args[argPlace] = city
		return true
	}
	if w.takeBoth(p) {
		return true
	}
	keys := w.s.NamesWithin(p.Whole)
	switch wanted := w.s.Wanted(p.Text); {
	case len(keys) == 0, len(keys) == 2 && len(wanted.Unclear) > 0: // "Amman Jordan" is not for both
		return w.takeEnd(p)
	case len(keys) == 1 && slices.Equal(keys, w.s.NamesWithin(w.args[argPlace])): // "moved to Sydney, Australian time"
		return true
	case len(keys) == 1 && !w.several && w.args[argPlace] == "" && w.mayLiveIn(keys[0]) && w.takeCountry(p):
		return true
	}
	w.keys = append(w.keys, keys...)
	return true
}

// mayLiveIn tells whether a country may be where somebody is, by its key: one where hardly
// anybody speaks their language is what they pray for, if nothing else is.
func (w *said) mayLiveIn(key string) bool {
	return len(w.keys) > 0 || w.args[argFor] != "" || w.s.Own.AtHome(strings.TrimPrefix(key, reply.Keyed("")))
}

// takeEnd takes the well-known city that a piece begins or ends with for where somebody is.
// What else it says is not understood.
func (w *said) takeEnd(p words.Piece) bool {
	if name, is := placeAtEnd(p.Whole, wellKnownCity); is && w.args[argPlace] == "" && !w.listsCountries(p, name) {
		w.args[argPlace] = name
	}
	return false
}

// listsCountries tells whether a piece that ends with the name of a place names countries one
// after another, of more words than a city with its country has.
func (w *said) listsCountries(p words.Piece, name string) bool {
	return isCountry(places.Find(name).Whole) && len(strings.Fields(p.Whole)) > 2 && len(w.s.NamesWithin(p.Whole)) > 1
}

// takeCountry takes the country that a piece names for where somebody is, where the clocks
// of it are known.
func (w *said) takeCountry(p words.Piece) bool {
	found := w.s.Find(p.Text)
	if found.Region != nil || len(found.Countries) == 1 && found.Countries[0].Key == nobodyWrites {
		return false
	}
	for _, text := range []string{p.Whole, p.Text} {
		if name, is := placeWithin(w.s, text); is {
			w.args[argPlace] = name
			return true
		}
	}
	return false
}

// nobodyWrites is the country whose people have no network that leads out of it: who names it
// alone prays for it.
const nobodyWrites = "KP"

// SaidDays are the arguments that have a subscription come on the days alone that a sentence
// names, or no longer on those that it leaves out; false where it says nothing of the kind, or
// something else besides.
func SaidDays(gist words.Gist, sub record.Subscription) (reply.Args, bool) {
	d := gist.Wish.Days
	if d == nil || gist.Wish.Clock != nil || gist.Wish.Cannot != "" || len(gist.Names) > 0 {
		return nil, false
	}
	days := *d
	if left := gist.Wish.Without; left != 0 {
		days = cmp.Or(sub.Days, allDays) &^ left
	}
	return reply.Args{session.Do: "change", argOn: daysKey(days)}, days != 0
}

// SaidChange are the arguments that change the time or the days of a subscription to those
// that a sentence names; false where it names neither, or something else besides.
func SaidChange(gist words.Gist) (reply.Args, bool) {
	args := reply.Args{session.Do: "change"}
	c, d := gist.Wish.Clock, gist.Wish.Days
	if d != nil {
		args[argOn] = daysKey(*d)
	}
	if c != nil && len(c.At) > 0 {
		args[argTime] = clockKey(*c)
	} else if d == nil || gist.Wish.Cannot != "" {
		return nil, false
	}
	return args, len(gist.Names) == 0
}

// Reads tells whether each word of a line that is typed behind the command is understood.
func Reads(s *session.Session, line string) bool {
	args, err := readWish(s, line)
	if err != nil || args[argPlace] != "" && !KnowsPlace(s, args[argPlace]) {
		return false
	}
	return len(s.Wanted(args[argFor]).Unclear) == 0
}

// SaidZone is the place whose clock shall be followed from now on, where a sentence names it
// and nothing that is not understood; "" elsewhere.
func SaidZone(s *session.Session, gist words.Gist) string {
	args, known := Said(s, gist)
	if !known || args[argFor] != "" || !KnowsPlace(s, args[argPlace]) {
		return ""
	}
	return args[argPlace]
}
