package storetest

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// concernTests are those of what readers say is wrong.
func concernTests() []test {
	return []test{
		{"concerns are counted by day, item and reason", concernsAreCounted},
		{"the first concern of a day and item names its announcement", concernsHaveOneAnnouncement},
		{"concerns at once are all counted", concernsAtOnce},
		{"concerns are forgotten when they are over", concernsAreForgotten},
	}
}

// concern counts one on a day of November.
func (b *bench) concern(n int, item string, reason record.ConcernReason, announcement string) string {
	b.Helper()
	of, err := b.Store.CountConcern(b.ctx, day(n), item, reason, announcement)
	b.must(err)
	return of
}

func (b *bench) wantConcerns(now time.Time, want ...record.Concern) {
	b.Helper()
	got, err := b.Store.Concerns(b.ctx, now)
	b.must(err)
	if diff := cmp.Diff(want, got); diff != "" {
		b.Error(diff)
	}
}

func concernsAreCounted(b *bench) {
	b.wantConcerns(noon)
	for range 2 {
		b.concern(23, "kp-camps", record.ConcernOld, "one")
	}
	b.concern(23, "kp-camps", record.ConcernHarm, "two")
	b.concern(24, "=KP", record.ConcernTranslation, "three")
	b.concern(24, "2026-11-20-a-post", record.ConcernOld, "four")
	b.wantConcerns(noon,
		record.Concern{Day: day(24), Item: "2026-11-20-a-post", Counts: map[record.ConcernReason]int{record.ConcernOld: 1}, Announcement: "four"},
		record.Concern{Day: day(24), Item: "=KP", Counts: map[record.ConcernReason]int{record.ConcernTranslation: 1}, Announcement: "three"},
		record.Concern{Day: day(23), Item: "kp-camps", Counts: map[record.ConcernReason]int{record.ConcernOld: 2, record.ConcernHarm: 1}, Announcement: "one"},
	)
}

func concernsHaveOneAnnouncement(b *bench) {
	for _, want := range []struct {
		day                int
		item, given, named string
	}{
		{23, "kp-camps", "one", "one"}, {23, "kp-camps", "two", "one"}, {23, "kp-inside", "three", "three"}, {24, "kp-camps", "four", "four"},
	} {
		if got := b.concern(want.day, want.item, record.ConcernOld, want.given); got != want.named {
			b.Errorf("on %d %s has %s, want %s", want.day, want.item, got, want.named)
		}
	}
}

func concernsAtOnce(b *bench) {
	const people = 20
	named := make([]string, people)
	var wait sync.WaitGroup
	for i := range people {
		wait.Go(func() {
			of, err := b.Store.CountConcern(b.ctx, day(24), "kp-camps", record.ConcernHarm, fmt.Sprint("word", i))
			if err != nil {
				b.Error(err)
			}
			named[i] = of
		})
	}
	wait.Wait()
	if all := slices.Compact(slices.Sorted(slices.Values(named))); len(all) != 1 {
		b.Errorf("the announcements are %v", all)
	}
	b.wantConcerns(noon, record.Concern{Day: day(24), Item: "kp-camps", Counts: map[record.ConcernReason]int{record.ConcernHarm: people}, Announcement: named[0]})
}

func concernsAreForgotten(b *bench) {
	last, over := day(24).Add(1-record.ConcernDays), day(24).Add(-record.ConcernDays)
	for item, date := range map[string]content.Date{"last": last, "over": over} {
		_, err := b.Store.CountConcern(b.ctx, date, item, record.ConcernOld, "word")
		b.must(err)
	}
	for range 2 {
		b.wantConcerns(noon, record.Concern{Day: last, Item: "last", Counts: map[record.ConcernReason]int{record.ConcernOld: 1}, Announcement: "word"})
		b.must(b.Store.Expire(b.ctx, noon))
	}
}
