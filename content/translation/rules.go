package translation

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/content"
	"prayerbot/content/load"
)

// Bounds of what a text may be; each was set by what good translations do.
const (
	widened     = 0.15 // by which a band of lengths is widened: verses are not prayers
	shortest    = 100  // characters of English from which the length is looked at
	mostTitle   = 90   // characters of a title or name: a button cuts it, a headline does not
	ownScript   = 0.9  // share of letters in the language's own script, least
	smallWords  = 3    // different small words of English from which a sentence is English
	smallShare  = 0.15 // and their share of the sentence's words
	mostTrigram = 1.0 / 3
)

// lengthOf refuses a text that is far shorter or longer than the English lets
// expect, and a title that is too long to show.
func lengthOf(l load.Language, english, text string, long bool) []Wrong {
	n, of := utf8.RuneCountInString(text), utf8.RuneCountInString(english)
	if !long {
		if n > max(mostTitle, 2*of) {
			return []Wrong{{fmt.Sprintf("It has %d characters.", n), fmt.Sprintf("Write %d at most.", max(mostTitle, 2*of))}}
		}
		return nil
	}
	least, most := int(float64(of)*l.Least*(1-widened)), int(float64(of)*l.Most*(1+widened))
	if l.Most == 0 || of < shortest || least <= n && n <= most {
		return nil
	}
	return []Wrong{{fmt.Sprintf("It has %d characters, and the English %d.", n, of), fmt.Sprintf("See what was left out or added; %d to %d are usual.", least, most)}}
}

// scriptOf refuses a text that is mostly written with other letters than those
// of its language.
func scriptOf(l load.Language, _, text string, long bool) []Wrong {
	script := unicode.Scripts[l.Script]
	if script == nil || !long {
		return nil
	}
	letters, own := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(script, r) {
				own++
			}
		}
	}
	if float64(own) >= ownScript*float64(letters) {
		return nil
	}
	return []Wrong{{fmt.Sprintf("Of its %d letters only %d are %s.", letters, own, l.Script), "Write names, too, with the letters of the language."}}
}

// smallEnglish are words that nearly every English sentence has.
var smallEnglish = strings.Fields("the of and with who that they them their from for was were are have has this which his her she to by is when where would could not but one people let them ask pray god lord may")

// englishLeft refuses a sentence that is English still.
func englishLeft(l load.Language, english, text string, long bool) []Wrong {
	if long && strings.EqualFold(english, text) {
		return []Wrong{{"It is the English text.", "Translate it."}}
	}
	for sentence := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(".?!。！？;:\n", r) }) {
		if isEnglish(l, sentence) {
			return []Wrong{{fmt.Sprintf("The sentence %q is English.", strings.TrimSpace(sentence)), "Translate it."}}
		}
	}
	return nil
}

// isEnglish tells whether a sentence has several of the small words of English.
func isEnglish(l load.Language, sentence string) bool {
	words := wordsOf(sentence)
	seen, n := map[string]bool{}, 0
	for _, word := range words {
		for _, small := range smallEnglish {
			if word == small && !l.SharedWords[word] {
				seen[word] = true
				n++
			}
		}
	}
	return len(seen) >= smallWords && float64(n) >= smallShare*float64(len(words))
}

// glossaryKept refuses a text that has another word for one of the glossary.
func glossaryKept(l load.Language, english, text string, long bool) (all []Wrong) {
	if !long {
		return nil
	}
	low, said := " "+strings.Join(wordsOf(english), " ")+" ", strings.ToLower(text)
	for _, term := range l.Glossary {
		if !strings.Contains(low, " "+term.English+" ") || len(term.Use) == 0 {
			continue
		}
		used := false
		for _, word := range term.Use {
			used = used || strings.Contains(said, strings.ToLower(word))
		}
		if !used {
			all = append(all, Wrong{fmt.Sprintf("It has no word of the glossary for %q.", term.English), "Write one of: " + strings.Join(term.Use, ", ") + "; or add yours to glossary.yaml."})
		}
	}
	return all
}

// typography refuses signs that the language does not write so.
func typography(l load.Language, english, text string, long bool) (all []Wrong) {
	signs := load.SignsOf(text)
	for _, never := range l.Never {
		if found := never.Pattern.Find(signs); found != "" {
			all = append(all, Wrong{fmt.Sprintf("It has %q.", found), never.Remedy})
		}
	}
	for _, pair := range l.Pairs {
		begin, n := utf8.DecodeRuneInString(pair)
		first, second := strings.Count(text, string(begin)), strings.Count(text, pair[n:])
		if first != second {
			all = append(all, Wrong{fmt.Sprintf("It has %d of %c and %d of %s.", first, begin, second, pair[n:]), "Write both or none."})
		}
	}
	if long && ends(english) && !ends(text) {
		all = append(all, Wrong{"It does not end as a sentence does.", "See whether its end is missing."})
	}
	return all
}

// ends tells whether a text ends as a sentence does.
func ends(text string) bool {
	text = strings.TrimRight(text, "\"'”’»)」』“ ")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".?!…。？！؟।", r)
}

// namesCountry refuses a text that does not name the country where the English
// names it.
func namesCountry(l load.Language, english, text string, c *content.Country) []Wrong {
	name := nameIn(l.Tag, c)
	if name == "" || !hasStem(english, c.Name) && !hasAny(english, c.Aliases) {
		return nil
	}
	if hasStem(text, name) || hasAny(text, l.Stems[c.Key]) || hasStem(text, c.Name) {
		return nil
	}
	return []Wrong{{fmt.Sprintf("It does not name %s.", name), "Name the country where the English does; other beginnings of its name can be added to stems in language.yaml."}}
}

// nameIn is a country's name in a language, "" where it is not known.
func nameIn(lang string, c *content.Country) string {
	if c == nil {
		return ""
	}
	base, _, _ := strings.Cut(lang, "-")
	if name := c.Names[lang]; name != "" {
		return name
	}
	return c.Names[base]
}

// hasStem tells whether a text has the beginning of one of a name's long words,
// as "sirio" has that of Siria.
func hasStem(text, name string) bool {
	text = content.FoldName(text)
	for word := range strings.FieldsSeq(content.FoldName(name)) {
		runes := []rune(word)
		size := max(2, (len(runes)*3+4)/5)
		if isSpaced(word) {
			size = max(3, size)
		}
		if (len(runes) > 3 || !isSpaced(word)) && strings.Contains(text, string(runes[:min(size, len(runes))])) {
			return true
		}
	}
	return strings.Contains(" "+text+" ", " "+content.FoldName(name)+" ")
}

// hasAny tells whether a text has one of several beginnings of words.
func hasAny(text string, stems []string) bool {
	text = " " + content.FoldName(text)
	for _, stem := range stems {
		if folded := content.FoldName(stem); len(folded) > 2 && strings.Contains(text, " "+folded) {
			return true
		}
	}
	return false
}

// wordsOf are the words of a text in small letters.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.M, r) && r != '-'
	})
}

// isSpaced tells whether a word is of a writing that puts spaces between words.
func isSpaced(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Thai)
	})
}
