package feed

import (
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"prayerbot/content"
	"prayerbot/content/places"
)

//go:embed lexicon/*.txt
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

// readTerms reads the terms, those of single languages too.
func (x *lexicon) readTerms() error {
	for _, file := range []string{"names", "people", "places", "groups", "fr", "es"} {
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
				x.add(lang, text, t)
			}
		}
	}
	return nil
}

// meaning reads what a line's terms mean. A country that the library lacks is
// left out.
func (x *lexicon) meaning(keys string) term {
	t := term{either: strings.Contains(keys, "|")}
	for _, key := range strings.FieldsFunc(keys, func(r rune) bool { return r == '|' || r == ',' }) {
		if c := x.library.Country(key); c != nil {
			t.countries = append(t.countries, c)
		}
		t.none = t.none || key == "-"
	}
	return t
}

// readTraps reads what means no country, with the names of persons filled in.
func (x *lexicon) readTraps() error {
	classes := map[string][]string{}
	persons, err := lines("persons.txt")
	if err != nil {
		return err
	}
	for _, line := range persons {
		class, all, _ := strings.Cut(line, " ")
		classes["{"+class+"}"] = strings.Split(all, "; ")
	}
	return errors.Join(x.addTraps("traps.txt", trap, classes), x.addTraps("bible.txt", ofOld, classes))
}

// addTraps adds the phrases of a file.
func (x *lexicon) addTraps(file string, k kind, classes map[string][]string) error {
	all, err := lines(file)
	for _, line := range all {
		for text := range strings.SplitSeq(line, "; ") {
			for _, filled := range fill(text, classes) {
				x.add("", filled, term{kind: k})
			}
		}
	}
	return err
}

// fill puts each word of a class in the place of its name.
func fill(text string, classes map[string][]string) []string {
	begin := strings.IndexByte(text, '{')
	if begin < 0 {
		return []string{text}
	}
	end := begin + strings.IndexByte(text[begin:], '}') + 1
	var all []string
	for _, word := range classes[text[begin:end]] {
		all = append(all, fill(text[:begin]+word+text[end:], classes)...)
	}
	return all
}

func (x *lexicon) readSkip() error {
	all, err := lines("skip.txt")
	for _, line := range all {
		for _, name := range strings.Split(line, "; ") {
			x.skip[fold(name)] = true
		}
	}
	return err
}

// addLibrary adds the names of countries, in other languages too, and capitals.
func (x *lexicon) addLibrary() {
	for _, c := range x.library.Countries {
		for i, text := range append([]string{c.Name}, c.Aliases...) {
			if i == 0 || !x.skip[fold(text)] && !strings.Contains(text, ",") {
				x.add("", text, term{kind: name, countries: []*content.Country{c}})
			}
		}
		for lang, text := range c.Names {
			x.add(lang, text, term{kind: name, countries: []*content.Country{c}})
		}
		for _, fact := range c.Facts {
			if fact.Kind == content.FactCapital && !x.skip[fold(fact.Value)] {
				x.add("", fact.Value, term{kind: place, countries: []*content.Country{c}})
			}
		}
	}
}

// The cities that are taken from the table of places.
const (
	minPeople = 150_000
	minLetter = 4
)

// ownCities are countries of which the cities are called like persons and
// words; places.txt has those that matter.
var ownCities = []string{"US", "GB", "CA", "AU", "NZ", "IE"}

// addCities adds the larger cities of a name that means only one of them.
func (x *lexicon) addCities() {
	owner := map[string]string{}
	for text, p := range places.All() {
		key := fold(text)
		if x.skip[key] || p.Population < minPeople || len([]rune(text)) < minLetter || slices.Contains(ownCities, p.Country) {
			continue
		}
		if owner[key] == "" {
			owner[key] = p.Country
			if c := x.library.Country(p.Country); c != nil {
				x.add("", text, term{kind: place, countries: []*content.Country{c}})
			}
		}
	}
}
