package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/content"
)

// A place is a line of the first table. Its id tells what it is: a city by its
// number ("0002332459"), a state ("sNG.23"), a country or territory ("cNG"), a
// part of the world by its UN code ("r002"), a clock of several countries
// ("zAmerica_Eastern").
type place struct {
	id, name, country, state string
	people                   int
	zones                    []string
	at                       string // latitude and longitude of a city, in hundredths of a degree
}

// tables are what is read so far.
type tables struct {
	places  map[string]*place
	names   map[string]map[string]float64 // by folded name and id: how likely it is meant
	others  map[string]map[string]float64 // of names without a language
	kept    map[string]string             // by folded name: what is kept by hand
	codes   map[string]string             // state by "ng:kaduna"
	shares  map[string]map[string]int     // people by state and zone
	content map[string]bool               // countries that have a file
}

func newTables() *tables {
	return &tables{
		places: map[string]*place{}, names: map[string]map[string]float64{}, others: map[string]map[string]float64{}, kept: map[string]string{}, codes: map[string]string{},
		shares: map[string]map[string]int{}, content: map[string]bool{},
	}
}

// add makes a place known by a name. What is too short to mean it is left out.
func (t *tables) add(name, id string, weight float64) { note(t.names, name, id, weight) }

// addOther makes a place known by a name of which nobody says in which language
// it is. Where a known place has that name in some language, it means that one.
func (t *tables) addOther(name, id string, weight float64) { note(t.others, name, id, weight) }

func note(names map[string]map[string]float64, name, id string, weight float64) {
	p := content.FoldName(name)
	if n := utf8.RuneCountInString(p); n == 0 || n > 60 || n < 3 && isLatin(p) {
		return
	}
	if names[p] == nil {
		names[p] = map[string]float64{}
	}
	names[p][id] = max(names[p][id], weight)
}

// joinOthers adds the names without a language to those that lead to nothing as
// well known.
func (t *tables) joinOthers() {
	for name, ids := range t.others {
		known := 0.0
		for _, weight := range t.names[name] {
			known = max(known, weight)
		}
		for id, weight := range ids {
			if known < minKnown {
				t.add(name, id, weight/10)
			}
		}
	}
}

// vote is add for names that languages agree on: each adds its weight.
func (t *tables) vote(name, id string, weight float64) {
	t.add(name, id, weight)
	if ids := t.names[content.FoldName(name)]; ids != nil && ids[id] > 0 {
		ids[id] += weight
	}
}

func isLatin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

func (t *tables) placeLines() []string {
	var lines []string
	for _, p := range t.places {
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%s\t%d\t%s\t%s", p.id, p.name, p.country, p.state, p.people, strings.Join(p.zones, " "), p.at))
	}
	return lines
}

// atMost is how many places of one name are worth keeping.
const atMost = 12

// rare is how much less likely than the first a place of the same name may be.
const rare = 5000

// outvoted is how many times more languages must call another country so, for a
// name not to mean this one.
const outvoted = 4

func (t *tables) nameLines() []string {
	t.joinOthers()
	var lines []string
	for name, weights := range t.names {
		ids := slices.SortedFunc(maps.Keys(weights), func(a, b string) int {
			return cmp.Or(-cmp.Compare(weights[a], weights[b]), cmp.Compare(a, b))
		})
		most := weights[ids[0]]
		ids = slices.DeleteFunc(ids, func(id string) bool {
			return weights[id]*rare < most && id[0] != 's' || id[0] == 'c' && weights[id]*outvoted < most
		})
		if kept := t.kept[name]; kept != "" {
			ids = append([]string{kept}, slices.DeleteFunc(ids, func(id string) bool { return id == kept })...)
		}
		lines = append(lines, name+"\t"+strings.Join(ids[:min(len(ids), atMost)], " "))
	}
	return lines
}
