package scripture

import (
	"slices"
	"testing"
)

func TestEveryLineOfTheNumberingIsRead(t *testing.T) {
	for tag := range namesOf() {
		if _, err := ReadNumbering(tag, numberings); err != nil {
			t.Errorf("%s: %v", tag, err)
		}
	}
	for _, bad := range []string{"ru; Psalm 151; 1:1", "ru; Psalm 3; x", "ru; Psalm 3; 3:x", "ru; Psalm 3; 3:2\nru; Psalm 3:1; 4:1"} {
		if _, err := ReadNumbering("ru", bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// uncounted are verses that a language's Bible has and English Bibles have not,
// between others that both have.
var uncounted = map[string][]Place{"ru": {{20, 13, 14}}}

// TestNoVerseIsSkippedOrCountedTwice goes through the chapters of each language's
// numbering: they begin with verse 1, but for titles of psalms, and leave none out.
func TestNoVerseIsSkippedOrCountedTwice(t *testing.T) {
	for _, tag := range tongues {
		l, last := In(tag), map[[2]int]Place{}
		held := map[Place]int{}
		for number := 1; number <= Books; number++ {
			for place := range Whole(number) {
				for _, own := range l.numbering.Own(place) {
					held[own]++
					if at := [2]int{own.Book, own.Chapter}; own.Verse > last[at].Verse {
						last[at] = own
					}
				}
			}
		}
		for _, end := range last {
			for v := 1; v <= end.Verse; v++ {
				own := Place{end.Book, end.Chapter, v}
				_, read := l.numbering.English(own)
				if !read && !slices.Contains(uncounted[tag], own) {
					t.Errorf("%s: nothing is %v", tag, own)
				}
				if held[own] == 0 && own.Book != psalms && !slices.Contains(uncounted[tag], own) {
					t.Errorf("%s: no verse is %v", tag, own)
				}
			}
		}
	}
}

func TestTheChaptersHaveTheVersesThatTheBiblesHave(t *testing.T) {
	for _, tt := range []struct {
		tag        string
		book       int
		chapter    int
		verses     int // 0 is no such chapter
		title      int // how many of them are the title of a psalm
		whatItIsOf string
	}{
		{"ru", 19, 50, 21, 2, "Psalm 51"}, {"ru", 19, 9, 39, 1, "Psalms 9 and 10"}, {"ru", 19, 22, 6, 0, "Psalm 23"},
		{"ru", 19, 147, 9, 0, "the end of Psalm 147"}, {"ru", 18, 39, 35, 0, "Job 39 and some of 40"}, {"ru", 27, 3, 33, 0, "Daniel 3"},
		{"ru", 4, 13, 34, 0, "Numbers 13"}, {"ru", 45, 14, 26, 0, "Romans 14"}, {"ru", 28, 14, 10, 0, "Hosea 14"}, {"ru", 64, 1, 15, 0, "3 John"},
		{"de", 19, 51, 21, 2, "Psalm 51"}, {"de", 29, 3, 5, 0, "Joel 2"}, {"de", 29, 4, 21, 0, "Joel 3"}, {"de", 39, 3, 24, 0, "Malachi 3 and 4"},
		{"de", 39, 4, 0, 0, "nothing"}, {"de", 13, 5, 41, 0, "1 Chronicles 5"}, {"de", 23, 9, 20, 0, "Isaiah 9"}, {"de", 1, 32, 33, 0, "Genesis 32"},
		{"fr", 19, 46, 12, 1, "Psalm 46"}, {"fr", 18, 40, 28, 0, "Job 40"}, {"fr", 21, 12, 16, 0, "Ecclesiastes 12"}, {"fr", 41, 9, 51, 0, "Mark 9"},
		{"it", 33, 5, 14, 0, "Micah 5"}, {"it", 19, 51, 19, 0, "Psalm 51"}, {"es", 19, 51, 19, 0, "Psalm 51"}, {"ko", 47, 13, 13, 0, "2 Corinthians 13"},
		{"ar", 64, 1, 15, 0, "3 John"}, {"pt", 66, 12, 18, 0, "Revelation 12"}, {"zh-Hans", 66, 12, 18, 0, "Revelation 12"},
	} {
		n, count, titles, was := NumberingOf(tt.tag), 0, 0, Place{}
		for v := 1; v <= 180; v++ {
			if place, ok := n.English(Place{tt.book, tt.chapter, v}); ok {
				count = v
				if place == was {
					titles++
				}
				was = place
			}
		}
		if count != tt.verses || tt.book == psalms && titles != tt.title {
			t.Errorf("%s: %s has %d verses, %d of a title; want %d and %d", tt.tag, tt.whatItIsOf, count, titles, tt.verses, tt.title)
		}
	}
}
