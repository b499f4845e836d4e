package gazetteer

import (
	_ "embed"
	"iter"
	"strconv"
	"strings"
	"sync"

	"prayerbot/content"
)

//go:embed data/places.tsv
var placesText string

//go:embed data/names.tsv
var namesText string

// The tables as they are looked up.
func places() table { return table(placesText) }
func names() table  { return table(namesText) }

// A Kind is what sort of place somebody names.
type Kind byte

// The kinds, each by the letter with which an id begins.
const (
	City    Kind = '0'
	State   Kind = 's' // a first-level division of a country: a state, province, governorate
	Country Kind = 'c' // or a territory
	Part    Kind = 'r' // of the world
	Clock   Kind = 'z' // a time that several countries keep: "Eastern Time"
)

// A Place is what a name means.
type Place struct {
	ID      string
	Name    string   // in English
	Country string   // ISO 3166-1 alpha-2; of a territory, whose it is; "" of parts and clocks
	State   string   // of a city: the id of its state; else its own code: "TX"
	People  int      // 0 where it is not known
	Zones   []string // IANA, the one of most people first
}

// Kind is what sort of place it is.
func (p Place) Kind() Kind { return Kind(p.ID[0]) }

// Kept tells whether a part of a country was added by hand: whoever says its name
// means it, whatever else is called so.
func (p Place) Kept() bool { return p.Kind() == State && p.State == "" }

// columns is how many of the first table stand behind the id.
const columns = 6

// ByID is the place of an id; false where there is none.
func ByID(id string) (Place, bool) {
	value, is := places().value(0, len(places()), id)
	fields := strings.Split(value, "\t")
	if !is || len(fields) != columns {
		return Place{}, false
	}
	people, _ := strconv.Atoi(fields[3])
	return Place{ID: id, Name: fields[0], Country: fields[1], State: fields[2], People: people, Zones: strings.Fields(fields[4])}, true
}

// ByCode lists the ids of the country and the states of a code: "CA" is Canada
// and California.
func ByCode(code string) []string {
	var ids []string
	if _, is := ByID("c" + code); is {
		ids = append(ids, "c"+code)
	}
	return append(ids, states()[code]...)
}

// states are the ids of states by their own codes.
var states = sync.OnceValue(func() map[string][]string {
	t, all := places(), map[string][]string{}
	at, end := t.span(0, len(t), string(State))
	for at < end {
		id, value, next := t.line(at)
		fields := strings.Split(value, "\t")
		if len(fields) == columns && fields[2] != "" && !strings.ContainsAny(fields[2], "0123456789") {
			all[fields[2]] = append(all[fields[2]], id)
		}
		at = next
	}
	return all
})

// Named lists the places of a name in any language, the likeliest first; none
// where nothing is called so. The name is compared as content.FoldName has it.
func Named(name string) []Place {
	if all := alike(name); all != nil {
		return all
	}
	return folded(content.FoldName(name))
}

func folded(name string) []Place {
	ids, _ := names().value(0, len(names()), name)
	return placesOf(ids)
}

// placesOf are the places of ids with spaces between.
func placesOf(ids string) []Place {
	var all []Place
	for id := range strings.FieldsSeq(ids) {
		if p, is := ByID(id); is {
			all = append(all, p)
		}
	}
	return all
}

// Beginning visits the names that begin with a text, in order, each with its
// likeliest place.
func Beginning(text string) iter.Seq2[string, Place] {
	text = content.FoldName(text)
	return func(yield func(string, Place) bool) {
		t := names()
		at, end := t.span(0, len(t), text)
		for at < end {
			name, ids, next := t.line(at)
			id, _, _ := strings.Cut(ids, " ")
			if p, is := ByID(id); is && !yield(name, p) {
				return
			}
			at = next
		}
	}
}

// All visits all places, in the order of their ids.
func All() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		t := places()
		for at := t.next(0); at < len(t); {
			id, _, next := t.line(at)
			if p, is := ByID(id); is && !yield(p) {
				return
			}
			at = next
		}
	}
}
