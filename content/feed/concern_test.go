package feed

import (
	"os"
	"strings"
	"testing"
)

// A judged headline is one of a general feed, and whether an editor would keep it.
type judged struct {
	lang, title, text string
	keep              bool
}

// judgedHeadlines reads a file of them: the language, + or -, the title, and how the
// story begins, parted by tabs.
func judgedHeadlines(t *testing.T, file string) []judged {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var all []judged
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if line[0] == '#' || len(fields) < 3 {
			continue
		}
		j := judged{lang: fields[0], keep: fields[1] == "+", title: fields[2]}
		if len(fields) > 3 {
			j.text = fields[3]
		}
		all = append(all, j)
	}
	return all
}

// The headlines of concern-held-out.tsv were not looked at until the words were
// chosen, and nothing was changed after. Of those of concern-second.tsv it kept 28 of 42
// in English, 14 of 20 in German, 17 of 20 in French and 8 of 10 in Spanish at first, and
// passed 3 of 108; of concern-third.tsv, when words had been added, 33 of 40 in English,
// 15 of 20, 10 of 15, 9 of 10, 8 of 10 in Italian and 9 of 10 in Portuguese, and passed 5
// of 124; of concern-fourth.tsv, after more, 26 of 30, 6 of 10 in German and 8 of 10 in
// French, and passed none of 60; of concern-fifth.tsv, with many decoys, 43 of 50 in
// English, 22 of 25, 18, 17, 19 and 16 of 20 in the others, and passed 33 of 175. Then words
// got weights; of the two halves of concern-sixth.tsv it kept 36 of 36 and 26 of 27 at
// first, but passed 7 of 42 and 23 of 54, which are all near to persecution. Of
// concern-eighth.tsv, which counts the church that grows as well as that which suffers, it
// kept 36 of 40 in English and 56 of 75 in the other languages at first, and passed 2 of 60
// and 2 of 125. All have been seen since; concern-seventh.tsv was written beside the filter.
func TestAGeneralFeedIsJudgedAsAnEditorWould(t *testing.T) {
	c := classifier(t)
	type tally struct{ keep, kept, rest, passed float64 }
	for _, file := range []string{"concern.tsv", "concern-held-out.tsv", "concern-second.tsv", "concern-third.tsv", "concern-fourth.tsv", "concern-fifth.tsv", "concern-sixth.tsv", "concern-seventh.tsv", "concern-eighth.tsv"} {
		sums := map[string]*tally{}
		for _, j := range judgedHeadlines(t, file) {
			if sums[j.lang] == nil {
				sums[j.lang] = &tally{}
			}
			s := sums[j.lang]
			got := c.AboutPersecution(Item{Title: j.title, Text: j.text, Language: j.lang})
			switch {
			case j.keep && got:
				s.kept++
			case got:
				s.passed++
			}
			if j.keep {
				s.keep++
			} else {
				s.rest++
			}
			if got != j.keep {
				t.Logf("%s: %s: an editor keeps it: %v: %q", file, j.lang, j.keep, j.title)
			}
		}
		for lang, s := range sums {
			t.Logf("%s: %s: keeps %.0f of %.0f, passes %.0f of %.0f", file, lang, s.kept, s.keep, s.passed, s.rest)
			least := 0.8
			if lang == "en" {
				least = 0.9
			}
			if s.kept < least*s.keep || s.passed > 0.05*s.rest {
				t.Errorf("%s: %s: keeps %.0f of %.0f, passes %.0f of %.0f", file, lang, s.kept, s.keep, s.passed, s.rest)
			}
		}
	}
}
