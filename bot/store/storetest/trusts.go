package storetest

import (
	"errors"
	"fmt"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
)

func badgesAreKept(b *bench) {
	want := func(platform, space string, badges ...string) {
		b.Helper()
		got, err := b.Store.Badges(b.ctx, platform, space)
		b.must(err)
		if diff := cmp.Diff(badges, got); diff != "" {
			b.Errorf("%s %s: %s", platform, space, diff)
		}
	}
	want("discord", "100")
	for range 2 {
		b.must(b.Store.Entrust(b.ctx, "discord", "100", "72", 2))
		b.must(b.Store.Entrust(b.ctx, "discord", "100", "71", 2))
	}
	if err := b.Store.Entrust(b.ctx, "discord", "100", "73", 2); !errors.Is(err, record.ErrFull) {
		b.Errorf("a third of two: %v", err)
	}
	b.must(b.Store.Entrust(b.ctx, "discord", "1001", "9", 2))
	want("discord", "100", "71", "72")
	want("telegram", "100")
	for range 2 {
		b.must(b.Store.Distrust(b.ctx, "discord", "100", "72"))
	}
	want("discord", "100", "71")
	want("discord", "1001", "9")
}

// knock adds one to a tally of three a minute with two minutes of silence.
func (b *bench) knock(seconds int, want record.Verdict, marks ...string) {
	b.Helper()
	var tallies []record.Tally
	for _, mark := range marks {
		tallies = append(tallies, record.Tally{Mark: mark, Cost: 1, Most: 3, Span: time.Minute, Silence: 2 * time.Minute})
	}
	got, err := b.Store.Knock(b.ctx, "telegram", tallies, noon.Add(time.Duration(seconds)*time.Second))
	b.must(err)
	if got != want {
		b.Errorf("at second %d: verdict %d, want %d", seconds, got, want)
	}
}

func floodsAreRefusedOnceAndThenSilent(b *bench) {
	for range 3 {
		b.knock(0, record.Welcome, "ada")
	}
	b.knock(30, record.TooMuch, "ada")
	for _, second := range []int{31, 60, 149} {
		b.knock(second, record.Silent, "ada")
	}
	b.knock(31, record.Welcome, "bola")
	for range 3 {
		b.knock(150, record.Welcome, "ada")
	}
	b.knock(210, record.Welcome, "ada")
}

func talliesAreCountedTogether(b *bench) {
	for i := range 3 {
		b.knock(0, record.Welcome, fmt.Sprint("person", i), "room")
	}
	b.knock(1, record.TooMuch, "person9", "room")
	b.knock(2, record.Silent, "person8", "room")
	for range 3 {
		b.knock(2, record.Welcome, "person8")
	}
	other := []record.Tally{{Mark: "room", Cost: 1, Most: 3, Span: time.Minute, Silence: time.Minute}}
	if v, err := b.Store.Knock(b.ctx, "discord", other, at(0)); err != nil || v != record.Welcome {
		b.Errorf("the same mark elsewhere: %d, %v", v, err)
	}
}

func whatIsTakenBackDoesNotCount(b *bench) {
	guess := func(minute, cost int, want record.Verdict) {
		b.Helper()
		tally := []record.Tally{{Mark: "ada", Cost: cost, Most: 2, Span: time.Hour}}
		if v, err := b.Store.Knock(b.ctx, "telegram", tally, at(minute)); err != nil || v != want {
			b.Errorf("at minute %d: %d, %v", minute, v, err)
		}
	}
	for range 4 {
		guess(0, 1, record.Welcome)
		guess(0, -1, record.Welcome)
	}
	guess(1, -1, record.Welcome)
	guess(1, 1, record.Welcome)
	guess(1, 1, record.Welcome)
	guess(2, 1, record.TooMuch)
	guess(59, 1, record.TooMuch)
	guess(60, 1, record.Welcome)
}
