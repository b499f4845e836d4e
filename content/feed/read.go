package feed

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/content"
	"prayerbot/content/search"
)

//go:embed lexicon/*.txt lexicon/concern/*.txt
var lexiconFiles embed.FS

// lines gives the lines of a file of the lexicon.
func lines(file string) ([]string, error) {
	data, err := lexiconFiles.ReadFile(path.Join("lexicon", file))
	if err != nil {
		return nil, err
	}
	var all []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, line)
		}
	}
	return all, nil
}

// languagesIn are the languages that have a file in a folder of the lexicon, which is
// called by their two letters.
func languagesIn(folder string) []string {
	files, err := fs.Glob(lexiconFiles, path.Join(folder, "??.txt"))
	if err != nil {
		panic(fmt.Sprint("the languages of the lexicon: ", err)) // the pattern is right
	}
	for i, file := range files {
		files[i] = strings.TrimSuffix(path.Base(file), ".txt")
	}
	return files
}

// A lexiconReader fills a lexicon.
type lexiconReader struct{ *lexicon }

// readAll reads everything: what the files say goes before what the library says.
func (x lexiconReader) readAll() error {
	for _, read := range []func() error{x.readRoles, x.readPersons, x.readTraps, x.readTerms, x.readSkip} {
		if err := read(); err != nil {
			return err
		}
	}
	x.learnWords()
	x.addLibrary()
	x.addAliases()
	x.addLeaders()
	return nil
}

// readTerms reads the terms, those of single languages too.
func (x lexiconReader) readTerms() error {
	for _, file := range append([]string{"names", "places", "districts", "groups"}, languagesIn("lexicon")...) {
		all, err := lines(file + ".txt")
		if err != nil {
			return err
		}
		lang := ""
		if len(file) == 2 {
			lang = file
		}
		for _, line := range all {
			fields := strings.SplitN(line, " ", 3)
			k, known := kinds[fields[min(1, len(fields)-1)]]
			if len(fields) != 3 || !known {
				return fmt.Errorf("lexicon/%s.txt: %q does not name countries, a kind and terms", file, line)
			}
			t := x.meaning(fields[0])
			t.kind = k
			for _, text := range strings.Split(fields[2], "; ") {
				x.addInLanguage(lang, text, t)
			}
		}
	}
	return nil
}

// meaning reads what a line's terms mean. A country that the library lacks is
// left out.
func (x lexiconReader) meaning(keys string) term {
	t := term{either: strings.Contains(keys, "|")}
	for _, key := range strings.FieldsFunc(keys, func(r rune) bool { return r == '|' || r == ',' }) {
		if c := x.library.Country(key); c != nil {
			t.countries = append(t.countries, c)
		}
		t.none = t.none || key == "-"
	}
	return t
}

// readPersons reads by which words persons are known: forms of address, first
// names, surnames that are words too, and names of countries that are first names.
func (x lexiconReader) readPersons() error {
	all, err := lines("persons.txt")
	x.persons = map[string]map[string]bool{}
	for _, line := range all {
		class, names, _ := strings.Cut(line, " ")
		if x.persons[class] == nil {
			x.persons[class] = map[string]bool{}
		}
		for name := range strings.SplitSeq(names, "; ") {
			x.persons[class][fold(name)] = true
		}
	}
	return err
}

// readTraps reads what means no country.
func (x lexiconReader) readTraps() error {
	return errors.Join(x.addTraps("traps.txt", trap), x.addTraps("bible.txt", ofOld))
}

// addTraps adds the phrases of a file.
func (x lexiconReader) addTraps(file string, k kind) error {
	all, err := lines(file)
	for _, line := range all {
		for text := range strings.SplitSeq(line, "; ") {
			x.add("", text, term{kind: k})
		}
	}
	return err
}

func (x lexiconReader) readSkip() error {
	all, err := lines("skip.txt")
	for _, line := range all {
		for _, name := range strings.Split(line, "; ") {
			x.skip[fold(name)] = true
		}
	}
	return err
}

// addLibrary adds the names of countries, in other languages too, and capitals.
func (x lexiconReader) addLibrary() {
	for _, c := range x.library.Countries {
		for i, text := range append([]string{c.Name}, c.Aliases...) {
			if i == 0 || !x.skip[fold(text)] && !strings.Contains(text, ",") {
				x.add("", text, term{kind: name, countries: []*content.Country{c}})
			}
		}
		for lang, text := range c.Names {
			x.addInLanguage(lang, text, term{kind: name, countries: []*content.Country{c}})
		}
		for _, fact := range c.Facts {
			if fact.Kind == content.FactCapital && !x.skip[fold(fact.Value)] {
				x.add("", fact.Value, term{kind: place, countries: []*content.Country{c}})
			}
		}
	}
}

// addAliases adds what peoples are called, and disputed places. A people of several
// countries means one of them only where other words say which.
func (x lexiconReader) addAliases() {
	kinds := map[content.AliasKind]kind{content.Demonym: people, content.People: group, content.Disputed: place}
	for _, a := range x.library.Aliases {
		several := len(a.Countries) > 1
		for _, text := range a.Names {
			if !x.skip[fold(text)] && (a.Kind == content.Demonym || !search.Find(x.library, text).Doubt) {
				x.add("", text, term{kind: kinds[a.Kind], countries: a.Countries, either: several, none: several})
			}
		}
	}
}

// leastOfLeader is how many letters a leader's surname has that stands alone.
const leastOfLeader = 4

// addLeaders adds the heads of states and governments, by their whole names and
// by the last of them where that is nobody else's.
func (x lexiconReader) addLeaders() {
	of := map[string][]*content.Country{}
	for _, c := range x.library.Countries {
		for _, l := range leadersOf(c) {
			x.add("", l.Name, term{kind: group, countries: []*content.Country{c}})
			fields := strings.Fields(l.Name)
			x.learnLeader(c, fields)
			if last := fields[len(fields)-1]; !slices.Contains(of[last], c) {
				of[last] = append(of[last], c)
			}
		}
	}
	for _, last := range slices.Sorted(maps.Keys(of)) {
		if len(of[last]) == 1 && !x.anybody(last) {
			x.add("", last, term{kind: group, countries: of[last]})
		}
	}
}

// learnLeader notes the words of a leader's name.
func (x lexiconReader) learnLeader(c *content.Country, words []string) {
	if x.leaders == nil {
		x.leaders = map[*content.Country]map[string]bool{}
	}
	if x.leaders[c] == nil {
		x.leaders[c] = map[string]bool{}
	}
	for _, word := range words {
		x.leaders[c][fold(word)] = true
	}
}

func leadersOf(c *content.Country) []content.Leader {
	var all []content.Leader
	for _, fact := range c.Facts {
		for _, l := range fact.Leaders {
			if l.Name != "" && !l.Represents {
				all = append(all, l)
			}
		}
	}
	return all
}

// anybody tells whether a surname is one that others bear, a word, or a place.
func (x lexiconReader) anybody(name string) bool {
	p := fold(name)
	return utf8.RuneCountInString(name) < leastOfLeader || x.persons["first"][p] || x.persons["surname"][p] || x.persons["common"][p] ||
		x.ordinary(p) || len(search.Lying(x.library, name).Countries) > 0
}
