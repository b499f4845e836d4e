package words

import (
	"bytes"
	"reflect"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestAFileIsPartedWithoutLoss holds that the two parts are the file: the same groups, with
// the lines where they were.
func TestAFileIsPartedWithoutLoss(t *testing.T) {
	english, err := English()
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{
		"English":               english,
		"a group behind it":     []byte("a: {x: 1}\ngrammar:\n  for: [for]\n# a note\n\nb:\n  y: 2"),
		"no grammar":            []byte("a: {x: 1}\nb: {grammar: 2}\n"),
		"a grammar in brackets": []byte("{a: {x: 1}, grammar: {for: [for]}}"),
		"a grammar first":       []byte("grammar: {for: [for]}\na:\n  x: |\n    grammar:\n"),
		"a grammar alone":       []byte("# a note\n\ngrammar:\n  for: [for]\n"),
		"nothing":               nil,
	} {
		sentences, grammar := parted(file)
		whole, first, second := groups(t, file), groups(t, sentences), groups(t, grammar)
		if !reflect.DeepEqual(whole[grammarGroup], second[grammarGroup]) {
			t.Errorf("%s: the grammar is %v", name, second[grammarGroup])
		}
		delete(whole, grammarGroup)
		delete(first, grammarGroup)
		if !reflect.DeepEqual(whole, first) {
			t.Errorf("%s: the sentences are %v", name, first)
		}
		if n := bytes.Count(file, []byte("\n")); bytes.Count(sentences, []byte("\n")) != n || bytes.Count(grammar, []byte("\n")) != n {
			t.Errorf("%s: lines have moved", name)
		}
	}
}

func groups(t *testing.T, file []byte) map[string]any {
	t.Helper()
	all := map[string]any{}
	if err := yaml.Load(file, &all); len(file) > 0 && err != nil {
		t.Fatal(err)
	}
	return all
}
