package bible

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"fmt"
	"io/fs"
	"iter"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"prayerbot/content/scripture"
)

// knownElsewhere are verses of the other translations.
//
//go:embed testdata/known.txt
var knownElsewhere string

// english is the built-in translation in English.
func english(t testing.TB) *Bible {
	t.Helper()
	return builtIn(t, "en")
}

// builtIn is the built-in translation of a language.
func builtIn(t testing.TB, tag string) *Bible {
	t.Helper()
	b, ok := Open(tag)
	if !ok {
		t.Fatalf("there is no Bible in %q", tag)
	}
	return b
}

// verses are all verses that a Bible has, in their order.
func verses(t *testing.T, b *Bible) iter.Seq2[scripture.Place, string] {
	return func(yield func(scripture.Place, string) bool) {
		for number := 1; number <= scripture.Books; number++ {
			book, err := b.book(number)
			if err != nil {
				t.Fatal(err)
			}
			for place := range scripture.Whole(number) {
				if text := verseOf(book, place); text != "" && !yield(place, text) {
					return
				}
			}
		}
	}
}

func TestVersesThatEverybodyKnows(t *testing.T) {
	for ref, want := range knownVerses {
		if got, ok := english(t).Passage(refOf(t, ref)); !ok || got != want {
			t.Errorf("%s is %q, %v, want %q", ref, got, ok, want)
		}
	}
}

// unpointed is a text without the vowel signs of Arabic, which stand in any order.
func unpointed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, text)
}

func TestVersesThatEverybodyKnowsInEveryLanguage(t *testing.T) {
	tried := map[string]int{}
	for _, s := range sources {
		for _, row := range rows(knownElsewhere, s.Tag) {
			tried[s.Tag]++
			if got, ok := builtIn(t, s.Tag).Passage(refOf(t, row[0])); !ok || !strings.Contains(unpointed(got), unpointed(row[1])) {
				t.Errorf("%s: %s is %q, %v, and has no %q", s.Tag, row[0], got, ok, row[1])
			}
		}
		if least := map[string]int{"ru": 60}; tried[s.Tag] < cmp.Or(least[s.Tag], 15) && s.Tag != "en" {
			t.Errorf("%s: only %d verses are tried", s.Tag, tried[s.Tag])
		}
	}
}

func TestTheTextIsThatOfItsSource(t *testing.T) {
	for _, s := range sources {
		sum, count := sha256.New(), 0
		for place, text := range verses(t, builtIn(t, s.Tag)) {
			fmt.Fprintf(sum, "%d.%d.%d\t%s\n", place.Book, place.Chapter, place.Verse, text)
			count++
			if n := utf8.RuneCountInString(text); n > 500 || strings.TrimSpace(text) != text || !utf8.ValidString(text) {
				t.Errorf("%s: %v has %d characters: %.60q", s.Tag, place, n, text)
			}
		}
		got, want := checksum{count, fmt.Sprintf("%x", sum.Sum(nil))}, checksums[s.Tag]
		if got != want {
			t.Errorf("the text is\n\t%q: {%d, %q},\nand should be %v", s.Tag, got.verses, got.sum, want)
		}
	}
}

// stray is what stands in no verse: a number or a mark of a source, and what is cut.
var stray = regexp.MustCompile(`\[\d|\([HG]\d|  |[/*<>{}|_]|^[-,.;:)]|\d+:\d+|^\d`)

func TestNoMarkOfASourceStandsInAVerse(t *testing.T) {
	for _, s := range sources {
		for place, text := range verses(t, builtIn(t, s.Tag)) {
			if !strings.ContainsAny(text, "[(/*<>{}|_0123456789") && !strings.Contains(text, "  ") && !strings.ContainsRune("-,.;:)", rune(text[0])) {
				continue // quickly
			}
			if found := stray.FindString(text); found != "" {
				t.Errorf("%s: %v has %q: %.80s", s.Tag, place, found, text)
			}
		}
	}
}

func TestTheBuiltInFilesAreWholeAndSmall(t *testing.T) {
	names, _ := fs.Glob(builtin, "*.bible")
	size := int64(0)
	for _, name := range names {
		b, err := open(builtin, name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if b.Tag+".bible" != name || b.Name == "" || !strings.Contains(Notice(), "`"+name+"` | "+b.Name) {
			t.Errorf("%s is of %q, %q", name, b.Tag, b.Name)
		}
		if err := b.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		info, _ := fs.Stat(builtin, name)
		size += info.Size()
		if info.Size() > 1_600_000 {
			t.Errorf("%s has %d bytes", name, info.Size())
		}
	}
	if len(names) != len(all()) || len(names) != len(sources) || size > 14_000_000 {
		t.Errorf("%d files with %d bytes, %d translations of %d", len(names), size, len(all()), len(sources))
	}
}

func TestALanguageWithoutATranslationHasNone(t *testing.T) {
	for _, tag := range []string{"", "xx", "EN", "en.bible"} {
		if b, ok := Open(tag); ok || b != nil {
			t.Errorf("%q has a Bible", tag)
		}
	}
}

func TestAVerseThatTheTranslationLacksIsSaid(t *testing.T) {
	for _, ref := range []string{"Acts 8:37", "Acts 8:36-38", "Luke 17:36", "Acts 15:34", "Acts 24:7", "Luke 17"} {
		if text, ok := english(t).Passage(refOf(t, ref)); ok || text != "" {
			t.Errorf("%s is %q", ref, text)
		}
	}
	if text, ok := english(t).Passage(scripture.Ref{}); ok {
		t.Errorf("no reference is %q", text)
	}
}

func TestAPassageIsItsVersesOneAfterTheOther(t *testing.T) {
	b := english(t)
	for ref, parts := range map[string][]string{
		"Romans 8:28-29":   {"Romans 8:28", "Romans 8:29"},
		"Matthew 4:25-5:1": {"Matthew 4:25", "Matthew 5:1"},
		"Psalm 117":        {"Psalm 117:1", "Psalm 117:2"},
		"Jude 24-25":       {"Jude 24", "Jude 25"},
	} {
		var want []string
		for _, part := range parts {
			text, _ := b.Passage(refOf(t, part))
			want = append(want, text)
		}
		if got, ok := b.Passage(refOf(t, ref)); !ok || got != strings.Join(want, " ") {
			t.Errorf("%s is %q, %v", ref, got, ok)
		}
	}
}

func TestAnExcerptIsTheWholeOrItsFirstVerse(t *testing.T) {
	for _, tt := range []struct {
		ref   string
		most  int
		shown string // "" is none
	}{
		{"John 3:16", 300, "John 3:16"},
		{"John 11:35", 11, "John 11:35"},
		{"John 11:35", 10, ""},
		{"John 11:35", 0, ""},
		{"John 11:35", -1, ""},
		{"Psalm 117", 300, "Psalm 117"},
		{"Psalm 119", 300, "Psalm 119:1"},
		{"Revelation 6:9-11", 300, "Revelation 6:9"},
		{"Acts 8:36-38", 300, "Acts 8:36"}, // the translation lacks 37
		{"Acts 8:37-38", 300, ""},
		{"Acts 8:37", 300, ""},
		{"Esther 8:9", 300, ""}, // the longest verse
		{"Esther 8:9-10", 500, "Esther 8:9"},
	} {
		text, shown, ok := english(t).Excerpt(refOf(t, tt.ref), tt.most)
		if ok != (tt.shown != "") || ok && shown != refOf(t, tt.shown) {
			t.Errorf("%s in %d characters: %q of %v, %v", tt.ref, tt.most, text, shown, ok)
			continue
		}
		whole, _ := english(t).Passage(shown)
		if text != whole || utf8.RuneCountInString(text) > max(tt.most, 0) {
			t.Errorf("%s in %d characters: %q is not %s, %q", tt.ref, tt.most, text, shown, whole)
		}
	}
}

func TestManyMayAskAtOnce(t *testing.T) {
	data, err := fs.ReadFile(builtin, "en.bible")
	if err != nil {
		t.Fatal(err)
	}
	b, err := read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for ref, want := range knownVerses {
				if got, ok := b.Passage(refOf(t, ref)); !ok || got != want {
					t.Errorf("%s is %q, %v", ref, got, ok)
				}
				if _, shown, ok := b.Excerpt(refOf(t, ref), 1000); !ok || shown != refOf(t, ref) {
					t.Errorf("the excerpt of %s is of %s, %v", ref, shown, ok)
				}
			}
		})
	}
	group.Wait()
}

func TestOnlySoMuchIsKept(t *testing.T) {
	var c cache
	text := strings.Repeat("x", 700)
	for i := range 10 * keptHalf / len(text) {
		c.put(question{most: i}, answer{text: text, ok: true})
		if _, ok := c.get(question{most: 0}); !ok {
			t.Fatal("what is asked again and again was dropped")
		}
		if n := (len(c.young) + len(c.old)) * (len(text) + keptCost); n > 2*keptHalf {
			t.Fatalf("%d bytes are kept", n)
		}
	}
	if _, ok := c.get(question{most: 1}); ok {
		t.Error("what nobody asks for is kept")
	}
	c.put(question{most: -1}, answer{text: strings.Repeat("x", keptBytes+1)})
	if _, ok := c.get(question{most: -1}); ok {
		t.Error("a long passage is kept")
	}
}

func TestWhatWasAskedLatelyIsNotReadAgain(t *testing.T) {
	data, err := fs.ReadFile(builtin, "en.bible")
	if err != nil {
		t.Fatal(err)
	}
	file := &counting{Reader: bytes.NewReader(data)}
	b, err := read(file, int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range []string{"John 3:16", "Acts 8:37"} { // one that is missing too
		b.Excerpt(refOf(t, ref), 300)
		was := file.reads
		for range 100 {
			b.Excerpt(refOf(t, ref), 300)
		}
		if file.reads != was || was == 0 {
			t.Errorf("%s was read %d times more", ref, file.reads-was)
		}
	}
}

// counting counts how often a file is read.
type counting struct {
	*bytes.Reader
	reads int
}

func (c *counting) ReadAt(p []byte, at int64) (int, error) {
	c.reads++
	return c.Reader.ReadAt(p, at)
}
