package load

import (
	"runtime"
	"strings"
	"testing"

	"prayerbot/content"
)

func TestTheBuiltInContentIsWithoutFault(t *testing.T) {
	library, err := Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(library.Countries); n != 200 {
		t.Errorf("there are %d countries", n)
	}
	for rank := 1; rank <= 12; rank++ {
		checkRanked(t, library, rank)
	}
}

// checkRanked holds that the countries where it is hardest are told of in full.
func checkRanked(t *testing.T, library *content.Library, rank int) {
	t.Helper()
	for _, c := range library.Countries {
		if c.Rank != rank {
			continue
		}
		if len(c.Points) < 3 || c.Summary == "" {
			t.Errorf("%s has %d points and the summary %q", c.Name, len(c.Points), c.Summary)
		}
		var kinds []string
		for _, f := range c.Facts {
			kinds = append(kinds, string(f.Kind))
			if f.Source == nil || f.Source.Edition == "" || !f.Told() {
				t.Errorf("%s: the fact %s has no source, date or value", c.Name, f.Kind)
			}
		}
		for _, want := range []content.FactKind{content.FactCapital, content.FactPopulation, content.FactEthnicity, content.FactReligion, content.FactHeadOfState, content.FactGovernmentType, content.FactLegalSystem, content.FactWatchList} {
			if !strings.Contains(strings.Join(kinds, " "), string(want)) {
				t.Errorf("%s lacks the fact %s", c.Name, want)
			}
		}
		return
	}
	t.Errorf("no country has the rank %d", rank)
}

func TestNorthKoreaIsComplete(t *testing.T) {
	library, err := Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	c := library.Country("kp")
	kinds := map[content.FactKind]string{}
	for _, f := range c.Facts {
		kinds[f.Kind] = f.Source.Publisher
	}
	if kinds[content.FactProject] == "" || kinds[content.FactFund] == "" {
		t.Error("the ministry project or its fund is missing")
	}
	news, prayers := 0, 0
	for _, h := range library.Headlines(content.Selection{Countries: []string{"KP"}}, november) {
		switch h.Post.Kind {
		case content.PostNews:
			news++
		case content.PostPrayer:
			prayers++
			if len(h.Post.Points) < 3 || h.Post.ReadingMinutes < 1 || h.Post.ReadingMinutes > 2 {
				t.Errorf("the prayer post has %d points and takes %d minutes", len(h.Post.Points), h.Post.ReadingMinutes)
			}
		}
	}
	if news < 4 || prayers < 1 {
		t.Errorf("there are %d news and %d prayer posts", news, prayers)
	}
}

// BenchmarkLoad loads and checks everything: less than 300 ms and 30 MB. What
// is left of it in memory is reported as MB-kept.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	var library *content.Library
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		var err error
		if library, err = Library(content.Builtin()); err != nil {
			b.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-kept")
	runtime.KeepAlive(library)
}
