package scripture

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed numbering.txt
var numberings string

// psalms is the number of the Psalms, whose titles may be verses.
const psalms = 19

// mostMissed is how many verses that English Bibles do not have may stand one after
// the other within a chapter.
const mostMissed = 2

// A Numbering says where a translation has the verses of English Bibles.
type Numbering struct {
	own     map[Place][]Place // by the English place; what is not there is the same
	english map[Place]Place   // by the own place, the first that it holds
	last    map[Place]Place   // and the last
}

// NumberingOf is how the references of a language are counted, by its tag: as in
// English where nothing is said of it.
func NumberingOf(tag string) *Numbering {
	if n := ownNumbering()[tag]; n != nil {
		return n
	}
	return &Numbering{}
}

var ownNumbering = sync.OnceValue(func() map[string]*Numbering {
	all := map[string]*Numbering{}
	for tag := range namesOf() {
		n, err := ReadNumbering(tag, numberings)
		if err != nil {
			panic("numbering.txt: " + err.Error()) // built in; a test reads it
		}
		all[tag] = n
	}
	return all
})

// ReadNumbering reads the lines for a language of a table in the form of
// numbering.txt. The error names the line.
func ReadNumbering(tag, table string) (*Numbering, error) {
	n := &Numbering{own: map[Place][]Place{}, english: map[Place]Place{}, last: map[Place]Place{}}
	for line := range strings.Lines(table) {
		parts := strings.Split(strings.TrimSpace(line), "; ")
		if strings.HasPrefix(line, "#") || len(parts) != 3 || !slices.Contains(strings.Fields(parts[0]), tag) {
			continue
		}
		if err := n.add(parts[1], parts[2]); err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
	}
	return n, nil
}

// add reads one line: a run of English Bibles, and where it is.
func (n *Numbering) add(run, at string) error {
	ref, err := Parse(run)
	if err != nil {
		return err
	}
	english := slices.Collect(ref.Places())
	for i, place := range english {
		own, err := ownPlaces(place.Book, at, i)
		if err != nil {
			return err
		}
		if _, twice := n.own[place]; twice {
			return fmt.Errorf("%v stands in two lines", place)
		}
		n.own[place] = own
		for _, p := range own {
			if _, taken := n.english[p]; !taken {
				n.english[p] = place
			}
			n.last[p] = place
		}
	}
	return nil
}

// ownPlaces are the places of the verse i of a run, from 0: "9:22" counts on from
// there, "=12:6" is one verse for all, "12:18,13:1" are several for one, and
// "none" is none.
func ownPlaces(book int, at string, i int) ([]Place, error) {
	if at == "none" {
		return nil, nil
	}
	joined := strings.HasPrefix(at, "=")
	var all []Place
	for _, part := range strings.Split(strings.TrimPrefix(at, "="), ",") {
		chapter, verse, _ := strings.Cut(part, ":")
		c, errC := strconv.Atoi(chapter)
		v, errV := strconv.Atoi(verse)
		if errC != nil || errV != nil {
			return nil, fmt.Errorf("%q is not a chapter and a verse", part)
		}
		if !joined {
			v += i
		}
		all = append(all, Place{Book: book, Chapter: c, Verse: v})
	}
	return all, nil
}

// Own are the verses of the translation that hold a verse of English Bibles, in
// their order; none where it has no such verse by its own count.
func (n *Numbering) Own(place Place) []Place {
	if own, moved := n.own[place]; moved {
		return own
	}
	return []Place{place}
}

// English is the place in English Bibles of a verse of the translation, the first
// one where it holds several; false where the translation counts no such verse,
// or English Bibles have none. The title of a psalm is its first verse.
func (n *Numbering) English(own Place) (Place, bool) {
	if place, moved := n.english[own]; moved {
		return place, true
	}
	if _, moved := n.own[own]; !moved && exists(own) {
		return own, true
	}
	if own.Book != psalms || own.Verse < 1 {
		return Place{}, false
	}
	for title := own; title.Verse <= own.Verse+2; title.Verse++ {
		if place, moved := n.english[title]; moved {
			return place, true
		}
	}
	return Place{}, false
}

// end is the place in English Bibles of the last verse that a verse of the
// translation holds, as English is that of the first.
func (n *Numbering) end(own Place) (Place, bool) {
	if place, moved := n.last[own]; moved {
		return place, true
	}
	return n.English(own)
}

// exists tells whether English Bibles have a verse.
func exists(p Place) bool {
	b := numbered(p.Book)
	return b != nil && p.Chapter >= 1 && p.Chapter <= len(b.verses) && p.Verse >= 1 && p.Verse <= b.verses[p.Chapter-1]
}

// chapter are the English places of the first and the last verse that a chapter of
// the translation counts; false where there is no such chapter. Where it jumps,
// as Romans 14 does in Russian, it ends before.
func (n *Numbering) chapter(book, chapter int) (first, last Place, ok bool) {
	for v, missed := 1, 0; missed <= mostMissed; v++ {
		place, found := n.English(Place{book, chapter, v})
		end, _ := n.end(Place{book, chapter, v})
		if found {
			missed = 0
		}
		switch {
		case !found:
			missed++
		case !ok:
			first, last, ok = place, end, true
		case place.Chapter > last.Chapter+1 || place.Chapter < last.Chapter:
			return first, last, ok
		default:
			last = end
		}
	}
	return first, last, ok
}
