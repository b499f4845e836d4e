package load

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"prayerbot/content"
)

// told is all of a node that anybody asks for.
func told(n *yaml.Node) string {
	var b strings.Builder
	var tell func(n *yaml.Node, indent string)
	tell = func(n *yaml.Node, indent string) {
		quotes := n.Style & (yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle)
		fmt.Fprintf(&b, "%s%d: kind %d, %q, null %v, quotes %d\n", indent, n.Line, n.Kind, n.Value, n.Tag == nullTag, quotes)
		for _, child := range n.Content {
			tell(child, indent+"  ")
		}
	}
	tell(n, "")
	return b.String()
}

// slowly reads a file by the library alone; nil where it cannot.
func slowly(text string) *yaml.Node {
	var doc yaml.Node
	if yaml.Load([]byte(text), &doc) != nil || len(doc.Content) == 0 {
		return nil
	}
	return doc.Content[0]
}

// builtinYAML is all YAML of the content by its paths, of posts what stands above the text.
func builtinYAML(t testing.TB) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(content.Builtin(), ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(p) != ".yaml" && path.Ext(p) != ".md" {
			return err
		}
		data, err := fs.ReadFile(content.Builtin(), p)
		text := string(data)
		if path.Ext(p) == ".md" {
			text, _, _ = strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
		}
		all[p] = text
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	return all
}

func TestTheContentIsReadQuicklyAsTheLibraryReadsIt(t *testing.T) {
	slow := 0
	for p, text := range builtinYAML(t) {
		quick := quickly(text)
		if quick == nil {
			slow++
			t.Log("left to the library:", p)
			continue
		}
		if want := told(slowly(text)); told(quick) != want {
			t.Errorf("%s is\n%s\nand the library has\n%s", p, told(quick), want)
		}
	}
	if slow > 12 {
		t.Errorf("%d files are left to the library", slow)
	}
}

// What the content does not hold is read as the library reads it too, or left to it.
func TestWhatIsWrittenOtherwiseIsLeftToTheLibrary(t *testing.T) {
	for _, text := range []string{
		"", "\n", "# nothing\n", "---\na: b\n", "a: b\n...\n", "text\n", "[a, b]\n", "{a: b}\n", "a: &x b\nc: *x\n", "a: !!str b\n", "? a\n: b\n",
		"a:\tb\n", "a: b\r\n", "\ufeffa: b\n", "a: b # why\n", "a: # why\n  b: c\n", "a: one\n  two\n", "a: \"one\n  two\"\n", "a: 'it''s'\n", "a: \"\\u00e9\"\n",
		"a: >\n\n  b\n", "a: >+\n  b\n\n", "a: >2\n   b\n", "a: >-\n  b\n   c\n", "a: >-\n  b \n  c\n", "a: |-\n  b\n  \n  c\n", "a: >-\n", "a: >-\nb: c\n", "a: >\n  b", "a: |\n  b\n\n",
		"a: [b,\n  c]\n", "a: [b, c: d]\n", "a: [b, [c]]\n", "a: {b}\n", "a: {b: }\n", "a: [b, ]\n", "a: [b] c\n", "a: {b: c:}\n", "- - a\n", "-a: b\n", "a b: c\n",
		"a: b: c\n", "a: - b\n", "a:\n - b\n c: d\n", "a:\n  b: c\n d: e\n", " a: b\nc: d\n", "a: b\n c: d\n", "a: @b\n", "a: 'b' c\n", "a: \"b\n", "\"a\": b\n\"\": c\n",
		"<<: {a: b}\n", "a: b\x00\n", "a: b\u0085c\n", "a: b\u2028c\n", "a: " + strings.Repeat("[", 100) + "\n", strings.Repeat("a", 2000) + ": b\n",
	} {
		if quick := quickly(text); quick != nil && (slowly(text) == nil || told(quick) != told(slowly(text))) {
			t.Errorf("%q is\n%s", text, told(quick))
		}
	}
}

func FuzzQuickly(f *testing.F) {
	for p, text := range builtinYAML(f) {
		if len(text) < 3000 && (!strings.HasPrefix(p, langFolder) || strings.Contains(p, "chad")) {
			f.Add(text)
		}
	}
	for _, text := range []string{
		"- a: b\n  c:\n  - d\n  - {e: f, \"g\": 'h'}\n", "a: >-\n  b\n\n  c\nd: |\n  e\n  f\n\ng:\nh: -1\ni: ~\n", "a:\n- b\n-\n  c: [d, \"e\", []]\n# f\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // it is refused before
		}
		quick := quickly(text)
		if quick == nil {
			return
		}
		slow := slowly(text)
		if slow == nil {
			t.Fatalf("%q is\n%s\nand the library cannot read it", text, told(quick))
		}
		if told(quick) != told(slow) {
			t.Fatalf("%q is\n%s\nand the library has\n%s", text, told(quick), told(slow))
		}
	})
}
