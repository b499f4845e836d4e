package feed

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"prayerbot/content"
)

// class is what a word says for the filter of general feeds.
type class uint16

const (
	plainWord   class = 1 << iota // says alone that faith is under pressure
	faithWord                     // people, places and things of faith
	harmWord                      // what is done to them
	reliefWord                    // what ends it
	softWord                      // a hint, in a country where faith is under pressure
	otherWord                     // news of another kind
	apartWord                     // neither, although a word of it is
	figureWord                    // persecution, martyr: said of other things too
	justiceWord                   // harm such as courts and police do to criminals too: arrest, trial
	assaultWord                   // harm that is meant: arson, kidnapping
	worldWord                     // films, games, frauds, accidents: next to never in a story of persecution
	looseWord                     // harm that is done in everyday life too: closed, refused
	creedWord                     // people, places and things of other faiths
	witnessWord                   // the church where it grows: translations, baptisms, forgiveness
)

var classes = map[string]class{
	"plain": plainWord, "faith": faithWord, "harm": harmWord, "relief": reliefWord, "soft": softWord, "other": otherWord, "apart": apartWord, "figure": figureWord, "justice": harmWord | justiceWord, "assault": harmWord | assaultWord, "world": worldWord,
	"loose": looseWord, "creed": creedWord, "witness": witnessWord,
}

// AboutPersecution tells whether an item speaks of faith under pressure, which
// is what this bot is for. It is for general feeds, that carry appointments and
// football too. It weighs the words of the title and of the first sentences
// (evidence.go). Crimes of clergy, accidents, and films about martyrs do not count.
func (c *Classifier) AboutPersecution(i Item) bool {
	e := evidenceOf(i, concernOf(languageOf(i.Language)))
	e.places(c.Countries(i))
	return e.weight() > 0
}

// has tells whether one of the words is of a class.
func has(words []class, of class) bool {
	return slices.ContainsFunc(words, func(w class) bool { return w&of != 0 })
}

// A pattern is a word, or its beginning, end or middle.
type pattern struct {
	text        string
	open, ended bool // letters may follow, or stand before
}

func (p pattern) fits(word string) bool {
	switch {
	case p.open && p.ended:
		return strings.Contains(word, p.text)
	case p.open:
		return strings.HasPrefix(word, p.text)
	case p.ended:
		return strings.HasSuffix(word, p.text)
	}
	return word == p.text
}

// A phrase is patterns that stand one behind the other.
type phrase struct {
	patterns []pattern
	of       class
}

// A vocabulary is the words of some languages by which the filter judges.
type vocabulary struct {
	whole   map[string]class // of single words
	begins  map[string]class // of how single words begin
	inner   []phrase         // single words by their end or middle
	phrases map[string][]phrase
	longest int // of begins, in bytes
}

// concernOf is the vocabulary of a language; that of all where the filter knows
// none of it.
func concernOf(lang string) *vocabulary {
	if read := vocabularies[lang]; read != nil {
		return read()
	}
	return vocabularies[""]()
}

// vocabularies read the words of each language when it is first asked for; "" is for all.
var vocabularies = func() map[string]func() *vocabulary {
	langs := languagesIn("lexicon/concern")
	all := map[string]func() *vocabulary{"": sync.OnceValue(func() *vocabulary { return readVocabulary(langs...) })}
	for _, lang := range langs {
		all[lang] = sync.OnceValue(func() *vocabulary { return readVocabulary(lang) })
	}
	return all
}()

// readVocabulary reads the words of some languages.
func readVocabulary(langs ...string) *vocabulary {
	v := newVocabulary()
	for _, lang := range langs {
		table, err := lines(path.Join("concern", lang+".txt"))
		if err != nil {
			panic(fmt.Sprint("the words of the filter: ", err)) // they are part of the program
		}
		for _, line := range table {
			name, words, _ := strings.Cut(line, " ")
			for text := range strings.SplitSeq(words, "; ") {
				v.add(text, classes[name])
			}
		}
	}
	return v
}

func newVocabulary() *vocabulary {
	return &vocabulary{whole: map[string]class{}, begins: map[string]class{}, phrases: map[string][]phrase{}}
}

// add adds a word or phrase; of one that is there already the first class holds.
func (v *vocabulary) add(text string, of class) {
	var all []pattern
	for _, word := range termWords(text) {
		all = append(all, pattern{fold(strings.Trim(word, "*")), strings.HasSuffix(word, "*"), strings.HasPrefix(word, "*")})
	}
	switch {
	case len(all) == 0:
	case len(all) > 1:
		first := beginOf(all[0].text)
		if all[0].ended {
			first = anyBegin
		}
		v.phrases[first] = append(v.phrases[first], phrase{all, of})
	case all[0].ended:
		v.inner = append(v.inner, phrase{all, of})
	case all[0].open:
		addFirst(v.begins, all[0].text, of)
		v.longest = max(v.longest, len(all[0].text))
	default:
		addFirst(v.whole, all[0].text, of)
	}
}

// termWords are the words of a term of the filter as a scanner parts a text: each letter
// is one in a script without spaces.
func termWords(text string) []string {
	var apart strings.Builder
	for _, r := range strings.NewReplacer("l'", "l ", "'s", "", "-", " ").Replace(text) {
		if apart.WriteRune(r); content.Unspaced(r) {
			apart.WriteByte(' ')
		}
	}
	return strings.Fields(strings.ReplaceAll(apart.String(), "'", ""))
}

func addFirst(all map[string]class, text string, of class) {
	if _, there := all[text]; !there {
		all[text] = of
	}
}

// anyBegin is where the phrases stand that any letters may begin.
const anyBegin = ""

// beginOf is by which letters a phrase is looked for.
func beginOf(word string) string { return word[:min(len(word), 2)] }

// read gives the classes of a text's words that have one, of a phrase once.
func (v *vocabulary) read(text string) []class {
	var words []string
	s := scanner{text: text}
	for {
		if _, ok := s.next(); !ok {
			break
		}
		words = append(words, string(s.word))
	}
	var found []class
	for at := 0; at < len(words); {
		of, n := v.at(words[at:])
		if of != 0 {
			found = append(found, of)
		}
		at += n
	}
	return found
}

// at is the class of the phrase or word that a text begins with, and its length
// in words.
func (v *vocabulary) at(words []string) (class, int) {
	var best phrase
	for _, begin := range []string{beginOf(words[0]), anyBegin} {
		for _, p := range v.phrases[begin] {
			if len(p.patterns) > len(best.patterns) && p.fits(words) {
				best = p
			}
		}
	}
	if n := len(best.patterns); n > 0 {
		return best.of, n
	}
	return v.word(words[0]), 1
}

func (p phrase) fits(words []string) bool {
	if len(words) < len(p.patterns) {
		return false
	}
	for i, one := range p.patterns {
		if !one.fits(words[i]) {
			return false
		}
	}
	return true
}

// word is the class of a word: of the whole of it, else of its longest beginning
// that is known, else of its end or middle.
func (v *vocabulary) word(word string) class {
	if of, is := v.whole[word]; is {
		return of
	}
	for n := min(len(word), v.longest); n > 1; n-- {
		if of, is := v.begins[word[:n]]; is {
			return of
		}
	}
	for _, p := range v.inner {
		if p.patterns[0].fits(word) {
			return p.of
		}
	}
	return 0
}
