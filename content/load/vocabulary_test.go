package load

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"prayerbot/content"
)

// opened is a tree that notes which of its files are opened.
type opened struct {
	fs.FS
	names []string
}

func (o *opened) Open(name string) (fs.File, error) {
	o.names = append(o.names, name)
	return o.FS.Open(name)
}

func (o *opened) count(name string) (n int) {
	for _, opened := range o.names {
		if opened == name {
			n++
		}
	}
	return n
}

func TestAVocabularyIsReadWhenSomebodyNeedsIt(t *testing.T) {
	tree := &opened{FS: content.Builtin()}
	library, err := Library(tree)
	if err != nil {
		t.Fatal(err)
	}
	if n := tree.count("vocabulary/de.yaml"); n != 0 || !slices.Contains(tree.names, "vocabulary/en.yaml") {
		t.Errorf("a start opens German %d times", n)
	}
	for range 2 {
		if word := library.Term("de", content.TermReligion, "sunni-muslim"); word == "" {
			t.Error("there is no word")
		}
	}
	if n := tree.count("vocabulary/de.yaml"); n != 1 {
		t.Errorf("German is opened %d times", n)
	}
}

func TestWhatIsLaidOverAVocabularyIsReadAtOnceWithWhatIsBelow(t *testing.T) {
	over := fstest.MapFS{"vocabulary/de.yaml": {Data: []byte("religion:\n  juche: Etwas anderes\n")}}
	library, err := Library(content.Builtin(), over)
	if err != nil {
		t.Fatal(err)
	}
	if word := library.Term("de", content.TermReligion, "juche"); word != "Etwas anderes" {
		t.Errorf("the term is %q", word)
	}
	if word := library.Term("de", content.TermReligion, "christian"); word == "Christian" || word == "christian" {
		t.Errorf("what is below is gone: %q", word)
	}
	wrong := fstest.MapFS{"vocabulary/de.yaml": {Data: []byte("religion:\n  no-such-key: Etwas\n")}}
	if _, err := Library(content.Builtin(), wrong); err == nil {
		t.Error("a term that English lacks is taken up")
	}
}
