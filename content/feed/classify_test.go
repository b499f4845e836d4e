package feed

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"prayerbot/content"
)

var library = sync.OnceValues(func() (*content.Library, error) { return content.Load(content.Builtin()) })

// classifier is the classifier of the built-in library.
func classifier(t testing.TB) *Classifier {
	t.Helper()
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewClassifier(l)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// An example is a headline with the countries that it is about.
type example struct {
	want []string
	item Item
	line int
}

// examples reads a file of labelled headlines.
func examples(t testing.TB, file string) []example {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	line := 1
	for _, block := range strings.Split(string(data), "\n\n") {
		if e, ok := readExample(strings.Split(strings.TrimSpace(block), "\n")); ok {
			e.line = line
			all = append(all, e)
		}
		line += strings.Count(block, "\n") + 2
	}
	return all
}

func readExample(lines []string) (example, bool) {
	if len(lines) < 2 || lines[0] == "" || lines[0][0] == '#' {
		return example{}, false
	}
	e := example{item: Item{Title: lines[1], Language: "en"}}
	if lines[0] != "-" {
		e.want = strings.Split(lines[0], ",")
	}
	for _, line := range lines[2:] {
		if tags, ok := strings.CutPrefix(line, "tags: "); ok {
			e.item.Categories = strings.Split(tags, "; ")
		} else if lang, ok := strings.CutPrefix(line, "lang: "); ok {
			e.item.Language = lang
		} else {
			e.item.Text = line
			e.item.Excerpt = cut(line, MaxExcerpt)
		}
	}
	return e, true
}

func keys(countries []*content.Country) []string {
	var all []string
	for _, c := range countries {
		all = append(all, c.Key)
	}
	return all
}

// measure classifies the examples and says how many countries are right, wrong
// and missed.
func measure(t *testing.T, c *Classifier, all []example) (precision, recall float64) {
	t.Helper()
	var right, wrong, missed float64
	for _, e := range all {
		got := keys(c.Countries(e.item))
		for _, key := range got {
			if slices.Contains(e.want, key) {
				right++
			} else {
				wrong++
			}
		}
		for _, key := range e.want {
			if !slices.Contains(got, key) {
				missed++
			}
		}
		slices.Sort(got)
		want := slices.Sorted(slices.Values(e.want))
		if !slices.Equal(got, want) {
			t.Logf("line %d: %q is taken for %v, a reader says %v", e.line, e.item.Title, got, want)
		}
	}
	return right / (right + wrong), right / (right + missed)
}

func TestHeadlinesAreSortedAsAReaderWould(t *testing.T) {
	c := classifier(t)
	precision, recall := measure(t, c, examples(t, "headlines.txt"))
	t.Logf("precision %.3f, recall %.3f", precision, recall)
	if precision < 0.95 || recall < 0.85 {
		t.Errorf("precision %.3f, recall %.3f", precision, recall)
	}
}

func BenchmarkCountries(b *testing.B) {
	c, all := classifier(b), examples(b, "headlines.txt")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Countries(all[i%len(all)].item)
	}
}

func BenchmarkNewClassifier(b *testing.B) {
	l, err := library()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewClassifier(l); err != nil {
			b.Fatal(err)
		}
	}
}

// The headlines of held-out.txt were written after the classifier was finished.
func TestHeadlinesThatItWasNotBuiltWithAreSortedToo(t *testing.T) {
	precision, recall := measure(t, classifier(t), examples(t, "held-out.txt"))
	t.Logf("precision %.3f, recall %.3f", precision, recall)
	if precision < 0.90 || recall < 0.85 {
		t.Errorf("precision %.3f, recall %.3f", precision, recall)
	}
}
