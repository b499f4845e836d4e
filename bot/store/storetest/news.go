package storetest

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/news"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// find is a headline about countries, published at noon and some minutes, kept
// an hour later.
func find(id string, published int, countries ...string) news.Find {
	return news.Find{
		Headline: content.Headline{
			ID: id, Title: "The title of " + id, Publisher: "Somebody", Language: "en", Link: "https://example.org/" + id,
			Published: at(published), Kept: at(published + 60), Countries: countries,
		},
		Sure: []string{"l" + id, "g" + id}, Near: []string{"near" + id},
	}
}

func keep(b *bench, finds ...news.Find) int {
	b.Helper()
	n, err := b.Store.Keep(b.ctx, finds)
	b.must(err)
	return n
}

// titles are the ids that a query gives, in order; without a limit of its own
// the query gets one.
func titles(b *bench, q record.HeadlineQuery) string {
	b.Helper()
	if q.Limit == 0 {
		q.Limit = 100
	}
	all, err := b.Store.Headlines(b.ctx, q)
	b.must(err)
	var ids []string
	for _, h := range all {
		ids = append(ids, h.ID)
	}
	return strings.Join(ids, " ")
}

func headlineIsReadAsKept(b *bench) {
	full := find("abc", 0, "KP", "NG")
	full.Language, full.Excerpt = "pt-BR", "A <b>bold</b> text | with \"quotes\", Ünïcödé 祈り,\nand a line break."
	bare := news.Find{Headline: content.Headline{ID: "def", Title: "Bare", Publisher: "P", Published: at(-5), Kept: at(1).Add(time.Millisecond)}}
	if n := keep(b, full, bare); n != 2 {
		b.Errorf("%d are new", n)
	}
	got, err := b.Store.Headlines(b.ctx, record.HeadlineQuery{Limit: 9})
	b.must(err)
	if diff := cmp.Diff([]content.Headline{full.Headline, bare.Headline}, got); diff != "" {
		b.Error(diff)
	}
	known, err := b.Store.Known(b.ctx, []string{"labc", "nothing", "nearabc"})
	b.must(err)
	want := map[string][]content.Headline{"labc": {full.Headline}, "nearabc": {full.Headline}}
	if diff := cmp.Diff(want, known); diff != "" {
		b.Error(diff)
	}
}

func headlinesAreFound(b *bench) {
	french, unknown := find("french", 40, "NG"), find("unknown", 50)
	french.Language, unknown.Language = "fr-CA", ""
	keep(b, find("early", 10, "NG"), find("late", 30, "NG"), find("north", 20, "KP"), french, unknown)
	for _, tt := range []struct {
		what string
		q    record.HeadlineQuery
		want string
	}{
		{"all", record.HeadlineQuery{}, "unknown french late north early"},
		{"a limit", record.HeadlineQuery{Limit: 2}, "unknown french"},
		{"a country", record.HeadlineQuery{Countries: []string{"NG"}}, "french late early"},
		{"a country and a limit", record.HeadlineQuery{Countries: []string{"NG"}, Limit: 1}, "french"},
		{"a country without news", record.HeadlineQuery{Countries: []string{"IR"}}, ""},
		{"two countries", record.HeadlineQuery{Countries: []string{"KP", "NG"}, Limit: 3}, "french late north"},
		{"English", record.HeadlineQuery{Languages: []string{"en"}}, "unknown late north early"},
		{"English and French", record.HeadlineQuery{Languages: []string{"fr", "en"}, Limit: 3}, "unknown french late"},
		{"a span of publishing, both ends in it", record.HeadlineQuery{From: at(20), To: at(40)}, "french late north"},
		{"up to a time, of a country", record.HeadlineQuery{Countries: []string{"NG"}, To: at(39)}, "late early"},
		{"before all of them", record.HeadlineQuery{To: at(9)}, ""},
		{"kept after one instant and up to another", record.HeadlineQuery{KeptAfter: at(80), KeptTo: at(100)}, "french late"},
	} {
		if got := titles(b, tt.q); got != tt.want {
			b.Errorf("%s: got %q, want %q", tt.what, got, tt.want)
		}
	}
}

func headlineComesOnce(b *bench) {
	keep(b, find("both", 10, "KP", "NG"), find("one", 5, "NG"))
	if got := titles(b, record.HeadlineQuery{Countries: []string{"KP", "NG"}}); got != "both one" {
		b.Errorf("got %q", got)
	}
	if got := titles(b, record.HeadlineQuery{Countries: []string{"NG", "KP"}, Limit: 1}); got != "both" {
		b.Errorf("got %q", got)
	}
}

func keepingRepeats(b *bench) {
	for i, want := range []int{2, 0} {
		if n := keep(b, find("abc", 1, "NG"), find("def", 2)); n != want {
			b.Errorf("at try %d, %d are new", i+1, n)
		}
	}
	if got := titles(b, record.HeadlineQuery{}); got != "def abc" {
		b.Errorf("got %q", got)
	}
	if n := keep(b); n != 0 {
		b.Errorf("of nothing %d are new", n)
	}
}

func sureMarks(b *bench) {
	first, other := find("abc", 1), find("def", 2)
	other.Sure = append(other.Sure, "gabc")
	if n := keep(b, first, other); n != 1 {
		b.Errorf("%d are new", n)
	}
	if known, err := b.Store.Known(b.ctx, []string{"ldef", "neardef"}); err != nil || len(known) != 0 {
		b.Errorf("what was passed over left marks: %v, %v", known, err)
	}
	var added atomic.Int32
	var wait sync.WaitGroup
	for i := range 10 {
		f := find(fmt.Sprint("copy", i), 3)
		f.Sure = []string{"same"}
		wait.Go(func() {
			n, err := b.Store.Keep(b.ctx, []news.Find{f})
			if err != nil {
				b.Error(err)
			}
			added.Add(int32(n)) // #nosec G115 -- a few headlines
		})
	}
	wait.Wait()
	if added.Load() != 1 {
		b.Errorf("%d bear one sure mark", added.Load())
	}
}

func nearMarks(b *bench) {
	for i := range news.MaxNear + 2 {
		f := find(fmt.Sprint("copy", i), i)
		f.Near = []string{"same", "other"}
		keep(b, f)
	}
	known, err := b.Store.Known(b.ctx, []string{"same"})
	b.must(err)
	var ids []string
	for _, h := range known["same"] {
		ids = append(ids, h.ID)
	}
	var want []string
	for i := range news.MaxNear {
		want = append(want, fmt.Sprint("copy", news.MaxNear+1-i))
	}
	if diff := cmp.Diff(want, ids); diff != "" {
		b.Error(diff)
	}
}

func newWords(b *bench) {
	keep(b, find("abc", 1, "KP", "NG"), find("def", 2))
	again := find("abc", 99, "IR", "NG")
	again.Title, again.Excerpt, again.Link, again.Language = "Put right", "", "https://example.org/new", "fr"
	again.Sure = []string{"ldef", "free"}
	if n := keep(b, again); n != 0 {
		b.Errorf("%d are new", n)
	}
	want := find("abc", 1, "IR", "NG").Headline
	want.Title, want.Excerpt, want.Link = again.Title, again.Excerpt, again.Link
	for _, country := range want.Countries {
		got, err := b.Store.Headlines(b.ctx, record.HeadlineQuery{Countries: []string{country}, Languages: []string{"en"}, Limit: 9})
		b.must(err)
		if diff := cmp.Diff([]content.Headline{want}, got); diff != "" {
			b.Error(diff)
		}
	}
	if got := titles(b, record.HeadlineQuery{Countries: []string{"KP"}}); got != "" {
		b.Errorf("it is still under a country that it is not about: %q", got)
	}
	known, err := b.Store.Known(b.ctx, []string{"free", "ldef"})
	b.must(err)
	if len(known["free"]) != 1 || known["free"][0].ID != "abc" || known["ldef"][0].ID != "def" {
		b.Errorf("the marks are %v", known)
	}
	b.must(b.Store.Trim(b.ctx, at(99), 9))
	if strings.Contains(b.Dump(), "free") {
		b.Error("a mark outlives its headline")
	}
}

func newsIsTrimmed(b *bench) {
	var many []news.Find
	for i := range 450 {
		many = append(many, find(fmt.Sprintf("x%03d", i), i, "KP", "NG"))
	}
	keep(b, many...)
	shared := find("z", 449)
	shared.Near = []string{"nearx000"}
	keep(b, shared)
	for _, tt := range []struct {
		before, most, left int
	}{{0, 1000, 451}, {3, 1000, 448}, {3, 10, 10}, {300, 9, 9}, {10_000, 9, 0}} {
		b.must(b.Store.Trim(b.ctx, at(tt.before), tt.most))
		if n := len(strings.Fields(titles(b, record.HeadlineQuery{Limit: 1000}))); n != tt.left {
			b.Errorf("before %d, at most %d: %d are left, want %d", tt.before, tt.most, n, tt.left)
		}
		if tt.left == 10 {
			known, err := b.Store.Known(b.ctx, []string{"nearx000"})
			b.must(err)
			if len(known["nearx000"]) != 1 || strings.Contains(b.Dump(), "x400") {
				b.Errorf("the marks are %v", known)
			}
		}
	}
	if dump := b.Dump(); strings.Contains(dump, "near") || strings.Contains(dump, "|x") || strings.Contains(dump, "title of") {
		b.Errorf("something is left of the headlines:\n%s", dump)
	}
	keep(b, find("x001", 1, "KP"))
	if got := titles(b, record.HeadlineQuery{Countries: []string{"KP"}}); got != "x001" {
		b.Errorf("what was forgotten cannot be kept again: %q", got)
	}
}

func feedStates(b *bench) {
	if states, err := b.Store.States(b.ctx); err != nil || len(states) != 0 {
		b.Errorf("at first there are %v, %v", states, err)
	}
	full := news.State{
		Listed: "https://a.example/feed", Moved: "https://b.example/feed", ETag: `W/"a|b c"`, Modified: "Tue, 24 Nov 2026 12:00:00 GMT",
		Fetched: at(1), Status: "404 Not Found", Items: 9, Failures: 3, Failing: at(2), Named: at(3), Next: at(4),
	}
	b.must(b.Store.SaveState(b.ctx, "morning-star", full))
	b.must(b.Store.SaveState(b.ctx, "icc", news.State{Listed: "x"}))
	b.must(b.Store.SaveState(b.ctx, "icc", news.State{Status: "ok"}))
	states, err := b.Store.States(b.ctx)
	b.must(err)
	if diff := cmp.Diff(map[string]news.State{"morning-star": full, "icc": {Status: "ok"}}, states); diff != "" {
		b.Error(diff)
	}
}
