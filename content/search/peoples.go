package search

import (
	_ "embed"
	"strings"
	"sync"

	"prayerbot/content"
)

// What the people of a country are called in other languages than English, in the forms
// in which a sentence has them: a line a country, its code before the names.
//
//go:embed peoples.txt
var peopleList string

// foreignPeoples are the codes of countries by what their people are called, folded; ""
// where that is the word for the people of two.
var foreignPeoples = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(peopleList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		code, names, _ := strings.Cut(strings.TrimSpace(line), " ")
		for name := range strings.SplitSeq(names, ";") {
			p := content.FoldName(name)
			if other, is := all[p]; is && other != code {
				code = ""
			}
			all[p] = code
		}
	}
	return all
})

// people looks for what the people of a country are called in other languages.
func (q query) people() Result {
	code := foreignPeoples()[q.folded]
	if code == "" {
		return Result{}
	}
	return only(q.library.Country(code))
}
