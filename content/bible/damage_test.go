package bible

import (
	"bytes"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"prayerbot/content/scripture"
)

func TestWhatIsDamagedIsAnError(t *testing.T) {
	whole, err := fs.ReadFile(builtin, "en.bible")
	if err != nil {
		t.Fatal(err)
	}
	for what, data := range map[string][]byte{
		"empty":         nil,
		"not a Bible":   []byte("PK\x03\x04"),
		"another form":  bytes.Replace(whole, []byte("bible 1"), []byte("bible 2"), 1),
		"cut head":      whole[:200],
		"cut short":     whole[:len(whole)-1],
		"grown":         append(bytes.Clone(whole), 'x'),
		"no number":     headOf("x y z"),
		"a huge book":   headOf("1 99999999999 0"),
		"below nothing": headOf("-1 -1 0"),
	} {
		if b, err := read(bytes.NewReader(data), int64(len(data))); err == nil || b != nil {
			t.Errorf("%s is no error", what)
		}
		if b, err := open(fstest.MapFS{"x.bible": {Data: data}}, "x.bible"); err == nil || b != nil {
			t.Errorf("a file that is %s is no error", what)
		}
	}
}

// headOf is a file whose first book has this line.
func headOf(line string) []byte {
	return []byte(headLine + "\nen\nX\n" + line + "\n" + strings.Repeat("0 0 0\n", scripture.Books-1))
}

func TestADamagedBookIsFoundAndSaysNothing(t *testing.T) {
	whole, err := fs.ReadFile(builtin, "en.bible")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, ref := range slices.Sorted(maps.Keys(knownVerses)) {
		number := placeOf(t, ref).Book
		s := english(t).books[number-1]
		at := s.at + random.Int64N(s.size-1) // the last byte may hold bits that mean nothing
		data := bytes.Clone(whole)
		data[at] ^= 1 << random.IntN(8)
		b, err := read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.book(number); err == nil {
			t.Errorf("byte %d is damaged and book %d reads", at, number)
		}
		if got, ok := b.Passage(refOf(t, ref)); ok || got != "" {
			t.Errorf("byte %d is damaged and %s is %q, %v", at, ref, got, ok)
		}
	}
}

func TestTheCheckNamesTheDamagedBook(t *testing.T) {
	data, err := fs.ReadFile(builtin, "en.bible")
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.Clone(data)
	data[english(t).books[18].at+1000] ^= 1
	b, err := read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Check(); err == nil || !strings.Contains(err.Error(), "book 19: ") || strings.Contains(err.Error(), "\n") {
		t.Errorf("the check says %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(headOf("0 0 0"))
	f.Add(headOf("2 0 0"))
	f.Add(append(headOf("9 3 0"), "abcdefghi"...))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		for ref := range knownVerses {
			if text, ok := b.Passage(refOf(t, ref)); ok != (text != "") {
				t.Errorf("%s is %q, %v", ref, text, ok)
			}
		}
	})
}
