package search

import (
	_ "embed"
	"strings"
	"sync"

	"prayerbot/content"
)

//go:embed words.txt
var wordList string

// words are names of places that are ordinary words and names of persons too,
// folded.
var words = sync.OnceValue(func() map[string]bool { return listed(wordList) })

//go:embed invented.txt
var inventedList string

// invented are names of places that are not in this world, folded.
var invented = sync.OnceValue(func() map[string]bool { return listed(inventedList) })

// listed are the names of a list, folded.
func listed(list string) map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(list) {
		if !strings.HasPrefix(line, "#") {
			for word := range strings.FieldsSeq(line) {
				all[content.FoldName(strings.ReplaceAll(word, "_", " "))] = true
			}
		}
	}
	return all
}

// isInvented tells whether the text is the name of a place that is not in this world, in
// another case of Russian too.
func (q query) isInvented() bool {
	if invented()[q.folded] {
		return true
	}
	for name := range content.Nominatives(q.folded) {
		if invented()[name] {
			return true
		}
	}
	return false
}
