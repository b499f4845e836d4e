package commands_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/load"
)

// year is how many days are walked: a leap year has as many.
const year = 366

// askedEvery is of how many days one is asked of the core; of the others it is
// looked up what they show.
const askedEvery = 12

// wholeLanguages are the languages that are said to lack nothing of the content.
func wholeLanguages(t *testing.T) (tags []string) {
	t.Helper()
	for _, tag := range builtin().Translations.Languages() {
		language, err := load.LanguageOf(tag, content.Builtin())
		if err != nil {
			t.Fatal(err)
		}
		if language.Whole {
			tags = append(tags, tag)
		}
	}
	if len(tags) == 0 {
		t.Fatal("no language is said to be whole")
	}
	return tags
}

// shownOf are the units that a point of the day and what its buttons open show.
func shownOf(p *content.Point) []content.Unit {
	units := []content.Unit{p.Unit()}
	if p.Occasion != nil {
		units = append(units, p.Occasion.NameUnit())
	}
	if p.Post != nil {
		units = append(units, p.Post.HeadUnit(), p.Post.BodyUnit())
	}
	for _, c := range p.Countries() {
		units = append(units, c.SummaryUnit(), c.PrayerUnit())
	}
	return slices.DeleteFunc(units, func(u content.Unit) bool {
		return !slices.ContainsFunc(u.Fields, func(f content.Field) bool { return f.Text != "" })
	})
}

// A year of daily points for the whole world is there in each whole language, with
// the stories and countries that they lead to.
func TestAYearIsThereInEachWholeLanguage(t *testing.T) {
	library, begin := builtin(), newTalk(t).date()
	for _, tag := range wholeLanguages(t) {
		for i := range year {
			date := begin.Add(i)
			for _, u := range shownOf(library.Daily(date, content.Selection{}, date)) {
				texts, found := library.Translated(tag, u)
				for _, f := range u.Fields {
					if f.Text != "" && (!found || texts[f.Name] == "" || f.Name == content.FieldText && texts[f.Name] == f.Text) {
						t.Errorf("%s: on %s the %s of %s in %s is English", tag, date, f.Name, u.ID, u.Path)
					}
				}
			}
		}
	}
}

// What a chat in a whole language is answered to /pray through a year, and the
// story and the countries behind it, hold no sentence in English, the verse
// included, and so no word that something is.
func TestPrayInAWholeLanguageSaysNothingInEnglish(t *testing.T) {
	catalogue, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range wholeLanguages(t) {
		t.Run(tag, func(t *testing.T) {
			k := newTalk(t)
			k.req.Language = tag
			begin, note := k.req.Now, catalogue.In(tag).Say("content.in_english")
			for i := 0; i < year; i += askedEvery {
				k.req.Now = begin.AddDate(0, 0, i)
				for _, said := range k.andBehind(k.say("/pray")) {
					if text := plain(said); strings.Contains(text, note) || englishIn(text) != "" {
						t.Errorf("on %s it says in English %q: %s", k.date(), englishIn(text), text)
					}
				}
			}
		})
	}
}

// andBehind are an answer and what its buttons to a story and to countries open.
func (k *talk) andBehind(said reply.Reply) []reply.Reply {
	all := []reply.Reply{said}
	for _, row := range said.Buttons {
		for _, b := range row {
			if strings.HasPrefix(b.Do, "news read ") || strings.HasPrefix(b.Do, "country =") {
				all = append(all, k.payload(b.Payload()))
			}
		}
	}
	return all
}

// ofEnglish are words that hardly a sentence of English lacks, and that the
// languages which are whole do not have.
var ofEnglish = strings.Fields("the of and with who that they their from were have this which when would could them pray")

// englishIn is the first line of a text that has three of the words of English or
// more; "" where none has.
func englishIn(text string) string {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "(http")
		seen := map[string]bool{}
		for _, word := range strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if slices.Contains(ofEnglish, word) {
				seen[word] = true
			}
		}
		if len(seen) >= 3 {
			return line
		}
	}
	return ""
}

func TestASentenceInEnglishIsSeen(t *testing.T) {
	for text, want := range map[string]bool{
		builtin().Country("NG").Summary:                      true,
		builtin().Country("TD").Points[0].Text:               true,
		"Señor, guarda a tus hijos de Chad.":                 false,
		"U.S. Commission on International Religious Freedom": false,
	} {
		if got := englishIn(text) != ""; got != want {
			t.Errorf("%v: %s", got, text)
		}
	}
}
