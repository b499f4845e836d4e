package scripture

import "iter"

// Books is the number of books.
const Books = 66

// A Place is one verse, as English Bibles number it unless something else is said.
type Place struct {
	Book    int // 1 is Genesis, 66 Revelation
	Chapter int // from 1
	Verse   int // from 1
}

// First is the reference to the first verse alone.
func (r Ref) First() Ref {
	return Ref{book: r.book, chapter: r.chapter, verse: max(r.verse, 1)}
}

// Places are the verses of a reference in their order; none for the zero Ref.
func (r Ref) Places() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		if r.book == nil {
			return
		}
		end := r.end()
		for at := (Place{r.book.number, r.chapter, max(r.verse, 1)}); at.Chapter <= end.Chapter; {
			for last := r.lastIn(at.Chapter, end); at.Verse <= last; at.Verse++ {
				if !yield(at) {
					return
				}
			}
			at.Chapter, at.Verse = at.Chapter+1, 1
		}
	}
}

// lastIn is the last verse of a chapter that a reference with this end reaches.
func (r Ref) lastIn(chapter int, end Place) int {
	if chapter == end.Chapter {
		return end.Verse
	}
	return r.book.verses[chapter-1]
}

// Whole are all verses of a book by its number; none where there is no such book.
func Whole(number int) iter.Seq[Place] {
	b := numbered(number)
	if b == nil {
		return Ref{}.Places()
	}
	return Ref{book: b, chapter: 1, lastChapter: len(b.verses)}.Places()
}

// end is the last verse of a reference.
func (r Ref) end() Place {
	chapter, verse := r.lastChapter, r.lastVerse
	if chapter == 0 {
		chapter = r.chapter
	}
	switch {
	case verse != 0:
	case r.verse != 0:
		verse = r.verse
	default:
		verse = r.book.verses[chapter-1]
	}
	return Place{r.book.number, chapter, verse}
}
