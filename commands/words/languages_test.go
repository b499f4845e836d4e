package words_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"prayerbot/commands/record"
	"prayerbot/commands/words"
)

// spoken are the languages beside English whose tables of what people type lie in a
// folder of their own in testdata.
func spoken(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var languages []string
	for _, e := range entries {
		if e.IsDir() {
			languages = append(languages, e.Name())
		}
	}
	if len(languages) == 0 {
		t.Fatal("there are no languages")
	}
	return languages
}

// What ships with the program is read when somebody first speaks it; one that could
// not be read would be silently English.
func TestEveryLanguageThatShipsIsRead(t *testing.T) {
	c, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range c.Languages() {
		if said := c.In(lang).Say("weekday.1"); (said == "Monday") != (lang == "en") {
			t.Errorf("%s says %q for Monday", lang, said)
		}
		if days, is := c.In(lang).ReadDays(c.In(lang).Say("weekday.1")); !is || days != record.Days(0).With(time.Monday) {
			t.Errorf("%s does not read its own word for Monday", lang)
		}
	}
}

// Platforms name Chinese in several ways. Who reads traditional signs gets the simplified
// ones, because nothing that ships is nearer.
func TestChineseIsFoundByEachOfItsNames(t *testing.T) {
	for _, lang := range []string{"zh", "zh-CN", "zh-hans", "zh-Hans", "zh-Hans-CN", "zh-SG", "zh-TW", "zh-Hant"} {
		if said := voice(t, lang).Say("weekday.1"); said != "星期一" {
			t.Errorf("%s says %q for Monday", lang, said)
		}
	}
}

func TestSentencesAreJoinedAsTheirSignsAskFor(t *testing.T) {
	for want, all := range map[string][]string{
		"Thank you. One has prayed.": {"Thank you.", "One has prayed."},
		"谢谢你的祷告。今天有1人祷告了。":           {"谢谢你的祷告。", "今天有1人祷告了。"},
		"它在“恩典”里。 Amen.":             {"它在“恩典”里。 Amen."},
		"One.":                       {"", "One.", ""},
		"":                           {"", ""},
	} {
		if got := words.Sentences(all...); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestDaysAreWrittenAsALanguageListsThem(t *testing.T) {
	some := record.Days(0).With(time.Monday).With(time.Thursday).With(time.Sunday)
	for lang, want := range map[string]string{"en": "Monday, Thursday and Sunday", "fr": "lundi, jeudi et dimanche", "it": "lunedì, giovedì e domenica", "ru": "по понедельникам, четвергам и воскресеньям", "zh-Hans": "星期一、星期四和星期日"} {
		v := voice(t, lang)
		if got := v.Days(some); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		if back, is := v.ReadDays(v.Days(some)); !is || back != some {
			t.Errorf("%s: %q is read as %q", lang, want, v.Days(back))
		}
	}
}

// A month is declined beside its day, and stands as it is called by itself.
func TestAMonthIsWrittenAsItStands(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"ru", "2019-03-05", "5 марта 2019"}, {"ru", "2019-03", "март 2019"}, {"ru", "2019", "2019"},
		{"it", "2019-03-05", "5 marzo 2019"}, {"it", "2019-03", "marzo 2019"},
	} {
		if got := voice(t, tt.lang).PlainDate(tt.text); got != tt.want {
			t.Errorf("%s: %s is %q, want %q", tt.lang, tt.text, got, tt.want)
		}
	}
}

// What a language gives as an example of something that comes back, it reads.
func TestTheExampleOfWhatComesBackIsRead(t *testing.T) {
	for _, lang := range append(spoken(t), "en") {
		v := voice(t, lang)
		_, text, _ := strings.Cut(words.Plain(v.Say("announce.every_line", words.With{"ID": "00000002", "Date": "2026-12-24"})), "00000002 ")
		if r, is := v.ReadRepetition(text, tuesday); repetitionText(r, is) != "19:00 Wed until 2026-12-24" || r.Words != len(strings.Fields(text)) {
			t.Errorf("%s: %q is read as %s", lang, text, repetitionText(r, is))
		}
	}
}

// A language that speaks also listens: its lines are all read, at least 60 of them.
func TestALanguageIsReadAsPeopleSayIt(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, lang := range spoken(t) {
		v, lines := voice(t, lang), 0
		rows := func(name string, columns int) [][]string {
			all := table(t, lang+"/"+name+".tsv", columns)
			lines += len(all)
			return all
		}
		for _, row := range rows("wishes", 6) {
			w := v.ReadWish(row[0])
			if got := [5]string{clockText(w.Clock), daysText(w), w.Place, w.For, moreText(w)}; got != [5]string(row[1:6]) {
				t.Errorf("%s: %q says %q, want %q", lang, row[0], got, row[1:])
			}
		}
		for _, row := range rows("dates", 2) {
			if got := datesText(v.ReadDate(row[0], tuesday)); got != row[1] {
				t.Errorf("%s: %q is %s, want %s", lang, row[0], got, row[1])
			}
		}
		for _, row := range rows("moments", 2) {
			if got := momentText(v.ReadMoment(row[0], tuesday, noon)); got != row[1] {
				t.Errorf("%s: %q is %s, want %s", lang, row[0], got, row[1])
			}
		}
		for _, row := range rows("repetitions", 3) {
			r, is := v.ReadRepetition(row[0], tuesday)
			got, rest := repetitionText(r, is), ""
			if is {
				_, rest = r.Cut(row[0])
			}
			if got != row[1] || rest != row[2] {
				t.Errorf("%s: %q is read as %q and %q, want %q and %q", lang, row[0], got, rest, row[1], row[2])
			}
		}
		if lines < 60 {
			t.Errorf("%s has %d lines of what people type, want at least 60", lang, lines)
		}
	}
}

// meant is what a language makes of a line, by the kind that the tables of meanings name.
var meant = map[string]func(t *testing.T, lang, text string) string{
	"command": func(t *testing.T, lang, text string) string {
		command, _ := voice(t, lang).CommandFor(text)
		return command
	},
	"prayed": func(t *testing.T, lang, text string) string {
		return strconv.FormatBool(voice(t, lang).MeansPrayed(text))
	},
	"all": func(t *testing.T, lang, text string) string {
		return strconv.FormatBool(voice(t, lang).MeansAll(text))
	},
	"span": func(t *testing.T, lang, text string) string {
		from, to, _ := voice(t, lang).ReadSpan(text)
		return clockText(&from) + " " + clockText(&to)
	},
	"until": func(t *testing.T, lang, text string) string {
		v := voice(t, lang)
		return datesText(v.ReadDate(v.CutUntil(text), tuesday))
	},
}

func TestALanguageIsUnderstoodInsteadOfACommand(t *testing.T) {
	for _, lang := range spoken(t) {
		seen := map[string]bool{}
		for _, row := range table(t, filepath.Join(lang, "meanings.tsv"), 3) {
			read, is := meant[row[0]]
			if !is {
				t.Fatalf("%s: there is no kind %q", lang, row[0])
			}
			seen[row[0]] = true
			if got := read(t, lang, row[1]); got != row[2] {
				t.Errorf("%s: %q as %s is %q, want %q", lang, row[1], row[0], got, row[2])
			}
		}
		if len(seen) != len(meant) {
			t.Errorf("%s has lines of %d kinds, want %d", lang, len(seen), len(meant))
		}
	}
}

// What stands in a table of commands leads to its command, whole: no form hides another,
// and none is taken apart into what it does not say.
func TestEveryFormOfACommandLeadsToIt(t *testing.T) {
	for _, lang := range append(spoken(t), "en") {
		data, err := os.ReadFile(lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		var file struct {
			Grammar struct{ Commands map[string][]string }
		}
		if err := yaml.Load(data, &file); err != nil {
			t.Fatal(err)
		}
		for line, forms := range file.Grammar.Commands {
			for _, form := range forms {
				if got, rest := voice(t, lang).CommandFor(form); got != line || rest != "" {
					t.Errorf("%s: %q is %q with %q behind it, not %q", lang, form, got, rest, line)
				}
			}
		}
	}
}
