package commands_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/news"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// seven is 07:00 in Lagos on the day of the tests.
var seven = time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)

// keep stores headlines that were kept some minutes before seven, and published
// an hour before that.
func (k *talk) keep(t *testing.T, country string, minutes ...int) {
	t.Helper()
	for _, m := range minutes {
		kept := seven.Add(-time.Duration(m) * time.Minute)
		h := content.Headline{
			ID: fmt.Sprint(country, m), Title: fmt.Sprintf("%s %d minutes before seven", country, m), Publisher: "Somebody", Language: "en",
			Published: kept.Add(-time.Hour), Kept: kept, Link: "https://example.org/x", Countries: []string{country},
		}
		if _, err := k.store.Keep(context.Background(), []news.Find{{Headline: h}}); err != nil {
			t.Fatal(err)
		}
	}
}

// about is a subscription to the news at seven in Lagos.
func about(countries ...string) record.Subscription {
	return record.Subscription{ID: 1, News: true, At: 420, Zone: "Africa/Lagos", Since: seven.Add(-time.Hour), Selection: content.Selection{Countries: countries}}
}

// onDate is the slot of a day of November.
func onDate(day int) record.Slot {
	return record.Slot{Date: content.Date{Year: 2026, Month: 11, Day: day}, Due: seven.AddDate(0, 0, day-24)}
}

// digest is what a subscription receives, as minutes before seven.
func (k *talk) digest(t *testing.T, s record.Subscription, slot record.Slot, now time.Time) (minutes []string, answer reply.Reply, told time.Time) {
	t.Helper()
	answer, told, err := k.core.Digest(context.Background(), record.Chat{ID: k.req.Chat}, s, slot, now)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range answer.Blocks {
		for _, i := range b.Items {
			_, rest, _ := strings.Cut(i.Label, " ")
			minute, _, _ := strings.Cut(strings.TrimPrefix(rest, "FJ "), " ")
			minutes = append(minutes, minute)
		}
	}
	return minutes, answer, told
}

// A feed that gives no date of a headline is not believed to have told it just now.
func TestAHeadlineWithoutADateHasNone(t *testing.T) {
	k := newTalk(t)
	h := content.Headline{
		ID: "undated", Title: "Well dug in Suva", Publisher: "Somebody", Language: "en", Link: "https://example.org/x",
		Published: seven.Add(-2 * time.Minute), Kept: seven.Add(-2 * time.Minute), Undated: true, Countries: []string{"FJ"},
	}
	if _, err := k.store.Keep(t.Context(), []news.Find{{Headline: h}}); err != nil {
		t.Fatal(err)
	}
	_, answer, _ := k.digest(t, about("FJ"), onDate(24), seven)
	if got := plain(answer); !strings.Contains(got, "Somebody, date not known") {
		t.Errorf("the digest says %s", got)
	}
}

func TestADigestTellsWhatWasKeptSinceTheLastOne(t *testing.T) {
	k := newTalk(t)
	k.keep(t, "FJ", 0, 1, 2, 60, 24*60, 24*60+1, 24*60+2, 3*24*60)
	k.keep(t, "TV", 5)
	for _, tt := range []struct {
		what string
		told time.Time
		want string
	}{
		{"the first one, of a day", time.Time{}, "1 2 60 1440"},
		{"one after that of yesterday", seven.Add(-24*time.Hour - time.Minute), "1 2 60 1440"},
		{"one after one that was an hour ago", seven.Add(-time.Hour), "1 2"},
		{"one after one that told the newest", seven.Add(-time.Minute), ""},
		{"one after a later one", seven.Add(time.Hour), ""},
		{"one after a month, of a week", seven.AddDate(0, -1, 0), "1 2 60 1440 1441 1442 4320"},
	} {
		s := about("FJ")
		s.Told = tt.told
		for _, now := range []time.Time{seven, seven.Add(5 * time.Hour)} {
			got, answer, told := k.digest(t, s, onDate(24), now)
			if strings.Join(got, " ") != tt.want || answer.Empty() != (tt.want == "") {
				t.Errorf("%s, sent at %s: got %v", tt.what, now.Format("15:04"), got)
			}
			if least := seven.Add(-time.Minute); !told.Equal(least) {
				t.Errorf("%s: the news is told up to %s", tt.what, told)
			}
		}
	}
}

func TestDigestsTellEverythingOnceWhateverHappensBetweenThem(t *testing.T) {
	k := newTalk(t)
	var minutes []int
	for m := -3 * 24 * 60; m < 24*60; m += 97 {
		minutes = append(minutes, m)
	}
	k.keep(t, "FJ", minutes...)
	s, told := about("FJ"), map[string]int{}
	for day := 24; day <= 27; day++ {
		if day == 26 {
			continue // the bot was down
		}
		slot := onDate(day)
		if day == 27 {
			slot.Due = slot.Due.Add(90 * time.Minute) // the time was changed
		}
		var got []string
		found, err := k.store.Headlines(t.Context(), record.HeadlineQuery{KeptAfter: s.Told, KeptTo: slot.Due.Add(-time.Minute), Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		got, _, s.Told = k.digest(t, s, slot, slot.Due)
		if most := min(10, len(found)); day > 24 && len(got) != most {
			t.Errorf("on the %dth %d headlines came of %d", day, len(got), len(found))
		}
		for _, m := range got {
			told[m]++
		}
	}
	for m, n := range told {
		if n != 1 {
			t.Errorf("what was kept %s minutes before seven was told %d times", m, n)
		}
	}
}

func TestADigestSaysHowManyMoreThereAre(t *testing.T) {
	k := newTalk(t)
	k.keep(t, "FJ", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
	_, answer, _ := k.digest(t, about("FJ"), onDate(24), seven.Add(time.Hour))
	want := `= News: Fiji =
  🇫🇯 FJ 1 minutes before seven (Somebody, Tuesday 24 November, 05:59) (https://example.org/x)`
	got := plain(answer)
	if !strings.HasPrefix(got, want) {
		t.Errorf("got %s", got)
	}
	for _, line := range []string{"And 2 more. Type /news to see them.", "This comes late: it was meant for Tuesday 24 November, 07:00.", "[Pray] [Country report] [More news]"} {
		if !strings.Contains(got, line) {
			t.Errorf("it lacks %q: %s", line, got)
		}
	}
}

func TestADigestOfThePlacesChosen(t *testing.T) {
	k := newTalk(t)
	k.keep(t, "FJ", 10)
	k.keep(t, "NG", 20)
	k.keep(t, "KI", 30)
	for _, tt := range []struct {
		s    content.Selection
		want string // titles, the newest first
	}{
		{content.Selection{Countries: []string{"NG"}}, "NG 20"},
		{content.Selection{Regions: []string{"oceania"}}, "FJ 10, KI 30"},
		{content.Selection{Countries: []string{"NG"}, Regions: []string{"oceania"}}, "FJ 10, NG 20, KI 30"},
		{content.Selection{Countries: []string{"ZZ"}}, ""},
	} {
		s := about()
		s.Selection = tt.s
		_, answer, _ := k.digest(t, s, onDate(24), seven)
		var got []string
		for _, b := range answer.Blocks {
			for _, i := range b.Items {
				fields := strings.Fields(i.Label)
				got = append(got, fields[1]+" "+fields[2])
			}
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%v: got %v", tt.s, got)
		}
	}
}

func TestMonthsOfAnAddedFeedAreNoNews(t *testing.T) {
	k := newTalk(t)
	h := content.Headline{ID: "old", Title: "Old", Language: "en", Published: seven.AddDate(0, 0, -5), Kept: seven.Add(-time.Hour), Countries: []string{"FJ"}}
	if _, err := k.store.Keep(t.Context(), []news.Find{{Headline: h}}); err != nil {
		t.Fatal(err)
	}
	if got, _, _ := k.digest(t, about("FJ"), onDate(24), seven); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestAPostIsToldOnItsDate(t *testing.T) {
	k := newTalk(t)
	post := builtin().Posts[0]
	s := about(post.Country.Key)
	for day := -2; day <= 2; day++ {
		date := post.Date.Add(day)
		due, _ := record.Instant(date, s.At, time.UTC)
		s.Zone, s.Since, s.Told = "UTC", due.Add(-24*time.Hour), due.Add(-24*time.Hour-time.Minute)
		_, answer, _ := k.digest(t, s, record.Slot{Date: date, Due: due}, due)
		if comes := strings.Contains(plain(answer), post.Title); comes != (day == 0) {
			t.Errorf("%d days after its date it comes: %v", day, comes)
		}
	}
}

// A store whose news cannot be read.
type unreadable struct{ record.Store }

func (unreadable) Headlines(context.Context, record.HeadlineQuery) ([]content.Headline, error) {
	return nil, errors.New("the disk is gone")
}

func TestAPointComesWithoutItsHeadlineWhereTheNewsCannotBeRead(t *testing.T) {
	k := newTalk(t)
	k.keep(t, "NG", 60)
	s := about("NG")
	s.News = false
	daily := func() string {
		slot := onDate(24)
		slot.Due = slot.Due.Add(time.Duration(s.At-about("NG").At) * time.Second)
		return plain(k.daily(t, s, slot, seven))
	}
	with := daily()
	if !strings.Contains(with, "In the news\n  NG 60 minutes before seven (Somebody, Tuesday 24 November 2026) (https://example.org/x)") {
		t.Errorf("got %s", with)
	}
	kept := k.world.Store
	k.world.Store = unreadable{kept}
	s.At++ // nobody has been told yet what is told then
	without := daily()
	if strings.Contains(without, "In the news") || !strings.HasPrefix(with, strings.TrimSuffix(without[:strings.Index(without, "\n[")], "\n")) {
		t.Errorf("got %s", without)
	}
	k.world.Store = kept
	if again := daily(); !strings.Contains(again, "In the news") {
		t.Errorf("when it can be read again, it is %s", again)
	}
	k.world.Store = unreadable{kept}
	if _, _, err := k.core.Digest(t.Context(), record.Chat{}, about("NG"), onDate(24), seven); err == nil {
		t.Error("a digest that cannot be read counts as empty")
	}
}

func TestADailyPointSaysTheSameAtEveryTry(t *testing.T) {
	k := newTalk(t)
	k.keep(t, "NG", 2)
	s := about("NG")
	s.News = false
	first := k.daily(t, s, onDate(24), seven)
	k.keep(t, "NG", 0, -1)
	if second := k.daily(t, s, onDate(24), seven.Add(2*time.Minute)); plain(first) != plain(second) {
		t.Errorf("first %s, then %s", plain(first), plain(second))
	}
	k.keep(t, "NG", 8*24*60)
	if old := k.daily(t, s, onDate(34), seven); strings.Contains(plain(old), "In the news") {
		t.Error("a headline of ten days ago is still in the news")
	}
}

func TestAskedForAPointTheNewestHeadlineComesAtOnce(t *testing.T) {
	k := newTalk(t)
	k.req.Now = seven
	k.keep(t, "NG", 0)
	if text := plain(k.say("/pray nigeria")); !strings.Contains(text, "NG 0 minutes before seven") {
		t.Errorf("got %s", text)
	}
}

func TestPostsAnswerWhereThereIsNoFeed(t *testing.T) {
	k := newTalk(t)
	posts := builtin().Headlines(content.Selection{}, content.DateOf(k.req.Now))
	if len(posts) < 5 {
		t.Fatal("there are too few posts to fill a page")
	}
	text := plain(k.say("/news"))
	for _, h := range posts[:5] {
		if !strings.Contains(text, h.Title) {
			t.Errorf("%q is missing: %s", h.Title, text)
		}
	}
	k.keep(t, "FJ", 60)
	if text := plain(k.say("/news")); strings.Index(text, "FJ 60") > strings.Index(text, posts[0].Title) || strings.Contains(text, posts[4].Title) {
		t.Errorf("a fresh headline is not the first: %s", text)
	}
}

// daily is the point of a slot in a chat of its own.
func (k *talk) daily(t *testing.T, s record.Subscription, slot record.Slot, now time.Time) reply.Reply {
	t.Helper()
	answer, err := k.core.Daily(t.Context(), record.Chat{}, s, slot, now)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}
