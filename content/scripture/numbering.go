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
	own     map[verse]verse   // by the English verse; what is in neither is the same
	several map[verse][]verse // where there are more than one of them, or none
	english map[verse]verse   // by the own verse, the first that it holds
	last    map[verse]verse   // and the last
}

// A verse is a place in few bytes: there are thousands of them in each language.
type verse uint32

// verseAt is a place as a verse; 0, which is none, where no Bible can have it.
func verseAt(p Place) verse {
	if p.Book < 1 || p.Book > Books || p.Chapter < 0 || p.Chapter > 1023 || p.Verse < 0 || p.Verse > 1023 {
		return 0
	}
	return verse(p.Book<<20 | p.Chapter<<10 | p.Verse)
}

func (v verse) place() Place {
	return Place{Book: int(v >> 20), Chapter: int(v >> 10 & 1023), Verse: int(v & 1023)}
}

// NumberingOf is how the references of a language are counted, by its tag: as in
// English where nothing is said of it.
func NumberingOf(tag string) *Numbering {
	if n := ownNumbering()[tag]; n != nil {
		return n()
	}
	return &Numbering{}
}

// ownNumbering are those of the languages by their tags, each read when somebody first
// asks for it.
var ownNumbering = sync.OnceValue(func() map[string]func() *Numbering {
	all := map[string]func() *Numbering{}
	for tag := range namesOf() {
		all[tag] = sync.OnceValue(func() *Numbering {
			n, err := ReadNumbering(tag, numberings)
			if err != nil {
				panic("numbering.txt: " + err.Error()) // built in; a test reads it
			}
			return n
		})
	}
	return all
})

// ReadNumbering reads the lines for a language of a table in the form of
// numbering.txt. The error names the line.
func ReadNumbering(tag, table string) (*Numbering, error) {
	n := &Numbering{own: map[verse]verse{}, several: map[verse][]verse{}, english: map[verse]verse{}, last: map[verse]verse{}}
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
		if n.moves(place) {
			return fmt.Errorf("%v stands in two lines", place)
		}
		n.move(verseAt(place), own)
	}
	return nil
}

// moves tells whether a verse of English Bibles is not numbered as there.
func (n *Numbering) moves(english Place) bool {
	v := verseAt(english)
	_, one := n.own[v]
	_, several := n.several[v]
	return one || several
}

// move says where a verse of English Bibles is.
func (n *Numbering) move(english verse, own []verse) {
	if len(own) == 1 {
		n.own[english] = own[0]
	} else {
		n.several[english] = own
	}
	for _, v := range own {
		if _, taken := n.english[v]; !taken {
			n.english[v] = english
		}
		n.last[v] = english
	}
}

// ownPlaces are the places of the verse i of a run, from 0: "9:22" counts on from
// there, "=12:6" is one verse for all, "12:18,13:1" are several for one, and
// "none" is none.
func ownPlaces(book int, at string, i int) ([]verse, error) {
	if at == "none" {
		return nil, nil
	}
	joined := strings.HasPrefix(at, "=")
	var all []verse
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
		all = append(all, verseAt(Place{Book: book, Chapter: c, Verse: v}))
	}
	return all, nil
}

// Own are the verses of the translation that hold a verse of English Bibles, in
// their order; none where it has no such verse by its own count.
func (n *Numbering) Own(place Place) []Place {
	if own, one := n.own[verseAt(place)]; one {
		return []Place{own.place()}
	}
	several, moved := n.several[verseAt(place)]
	if !moved {
		return []Place{place}
	}
	var all []Place
	for _, own := range several {
		all = append(all, own.place())
	}
	return all
}

// English is the place in English Bibles of a verse of the translation, the first
// one where it holds several; false where the translation counts no such verse,
// or English Bibles have none. The title of a psalm is its first verse.
func (n *Numbering) English(own Place) (Place, bool) {
	if english, moved := n.english[verseAt(own)]; moved {
		return english.place(), true
	}
	if !n.moves(own) && exists(own) {
		return own, true
	}
	if own.Book != psalms || own.Verse < 1 {
		return Place{}, false
	}
	for title := own; title.Verse <= own.Verse+2; title.Verse++ {
		if english, moved := n.english[verseAt(title)]; moved {
			return english.place(), true
		}
	}
	return Place{}, false
}

// end is the place in English Bibles of the last verse that a verse of the
// translation holds, as English is that of the first.
func (n *Numbering) end(own Place) (Place, bool) {
	if english, moved := n.last[verseAt(own)]; moved {
		return english.place(), true
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
