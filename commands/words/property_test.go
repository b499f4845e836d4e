package words_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"prayerbot/commands/words"
)

// hidden are marks that nobody sees.
var hidden = []rune{'\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u200E', '\u202A', '\u2066', '\u2069', '\uFE0F', '\u180E'}

// disguises change how a text is written and nothing of what it says.
var disguises = map[string]func(*rand.Rand, string) string{
	"marks that nobody sees": func(r *rand.Rand, s string) string {
		var b strings.Builder
		for _, c := range s {
			b.WriteRune(c)
			if r.IntN(3) == 0 {
				b.WriteRune(hidden[r.IntN(len(hidden))])
			}
		}
		return b.String()
	},
	"full-width digits and colons": func(_ *rand.Rand, s string) string {
		return strings.Map(func(c rune) rune {
			if c >= '0' && c <= '9' || c == ':' {
				return c - '0' + '０'
			}
			return c
		}, s)
	},
	"upper case": func(_ *rand.Rand, s string) string {
		if strings.Contains(s, "<t:") {
			return s
		}
		return strings.ToUpper(s)
	},
	"doubled spaces": func(r *rand.Rand, s string) string {
		return strings.ReplaceAll(s, " ", strings.Repeat(" ", 2+r.IntN(2)))
	},
	"other spaces": func(_ *rand.Rand, s string) string { return strings.ReplaceAll(s, " ", "\u00A0\t") },
}

// said is all that a line says, where upper case does not count; dates tells whether
// it is read as a date and a moment too.
func said(v words.Voice, line string, dates bool) string {
	w := v.ReadWish(line)
	var clock words.Clock
	if w.Clock != nil {
		clock = *w.Clock
	}
	w.Clock = nil
	days := daysText(w)
	w.Days = nil
	all := strings.ToLower(fmt.Sprint(w, clock, days))
	if !dates {
		return all
	}
	moment, is := v.ReadMoment(line, tuesday, time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC))
	rest, _, cut := v.CutDate(line, tuesday)
	return all + strings.ToLower(fmt.Sprint(v.ReadDate(line, tuesday), moment, is, rest, cut))
}

func TestHowALineIsWrittenChangesNothingOfWhatItSays(t *testing.T) {
	v := voice(t, "")
	r := rand.New(rand.NewPCG(1, 2))
	for _, file := range []string{"wishes.tsv", "said.tsv", "dates.tsv", "moments.tsv"} {
		for _, row := range table(t, file, 2) {
			line, dates := row[0], file != "wishes.tsv" && file != "said.tsv"
			want := said(v, line, dates)
			for name, disguise := range disguises {
				if got := said(v, disguise(r, line), dates); got != want {
					t.Errorf("%q with %s says\n%s\nand without\n%s", line, name, got, want)
				}
			}
		}
	}
}

func FuzzReadWish(f *testing.F) {
	for _, line := range []string{"at 7 in the morning lagos", "<t:1:t>", "7.", "a.m.", "24.12. 7pm", "\u202e7am"} {
		f.Add(line)
	}
	catalogue, err := words.New()
	if err != nil {
		f.Fatal(err)
	}
	v := catalogue.In("")
	f.Fuzz(func(t *testing.T, line string) {
		once := v.ReadWish(line)
		if again := v.ReadWish(words.Plain(line)); !reflect.DeepEqual(once, again) {
			t.Errorf("%q says %+v, and made plain %+v", line, once, again)
		}
		if strings.ContainsFunc(once.Place, unicode.IsControl) {
			t.Errorf("%q leaves %q", line, once.Place)
		}
		said(v, line, true)
	})
}
