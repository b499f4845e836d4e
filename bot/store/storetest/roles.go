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
		got, err := b.Store.ModeratorRoles(b.ctx, platform, space)
		b.must(err)
		if diff := cmp.Diff(badges, got); diff != "" {
			b.Errorf("%s %s: %s", platform, space, diff)
		}
	}
	want("discord", "100")
	for range 2 {
		b.must(b.Store.AddModeratorRole(b.ctx, "discord", "100", "72", 2))
		b.must(b.Store.AddModeratorRole(b.ctx, "discord", "100", "71", 2))
	}
	if err := b.Store.AddModeratorRole(b.ctx, "discord", "100", "73", 2); !errors.Is(err, record.ErrFull) {
		b.Errorf("a third of two: %v", err)
	}
	b.must(b.Store.AddModeratorRole(b.ctx, "discord", "1001", "9", 2))
	want("discord", "100", "71", "72")
	want("telegram", "100")
	for range 2 {
		b.must(b.Store.RemoveModeratorRole(b.ctx, "discord", "100", "72"))
	}
	want("discord", "100", "71")
	want("discord", "1001", "9")
}

// knock adds one to a tally of three a minute with two minutes of silence.
func (b *bench) knock(seconds int, want record.RateDecision, marks ...string) {
	b.Helper()
	var tallies []record.RateCount
	for _, mark := range marks {
		tallies = append(tallies, record.RateCount{Key: mark, Cost: 1, Max: 3, Window: time.Minute, Mute: 2 * time.Minute})
	}
	got, err := b.Store.CountRequest(b.ctx, "telegram", tallies, noon.Add(time.Duration(seconds)*time.Second))
	b.must(err)
	if got != want {
		b.Errorf("at second %d: verdict %d, want %d", seconds, got, want)
	}
}

func floodsAreRefusedOnceAndThenSilent(b *bench) {
	for range 3 {
		b.knock(0, record.Allow, "ada")
	}
	b.knock(30, record.Deny, "ada")
	for _, second := range []int{31, 60, 149} {
		b.knock(second, record.DenyAgain, "ada")
	}
	b.knock(31, record.Allow, "bola")
	for range 3 {
		b.knock(150, record.Allow, "ada")
	}
	b.knock(210, record.Allow, "ada")
}

func talliesAreCountedTogether(b *bench) {
	for i := range 3 {
		b.knock(0, record.Allow, fmt.Sprint("person", i), "room")
	}
	b.knock(1, record.Deny, "person9", "room")
	b.knock(2, record.DenyAgain, "person8", "room")
	for range 3 {
		b.knock(2, record.Allow, "person8")
	}
	other := []record.RateCount{{Key: "room", Cost: 1, Max: 3, Window: time.Minute, Mute: time.Minute}}
	if v, err := b.Store.CountRequest(b.ctx, "discord", other, at(0)); err != nil || v != record.Allow {
		b.Errorf("the same mark elsewhere: %d, %v", v, err)
	}
}

func whatIsTakenBackDoesNotCount(b *bench) {
	guess := func(minute, cost int, want record.RateDecision) {
		b.Helper()
		tally := []record.RateCount{{Key: "ada", Cost: cost, Max: 2, Window: time.Hour}}
		if v, err := b.Store.CountRequest(b.ctx, "telegram", tally, at(minute)); err != nil || v != want {
			b.Errorf("at minute %d: %d, %v", minute, v, err)
		}
	}
	for range 4 {
		guess(0, 1, record.Allow)
		guess(0, -1, record.Allow)
	}
	guess(1, -1, record.Allow)
	guess(1, 1, record.Allow)
	guess(1, 1, record.Allow)
	guess(2, 1, record.Deny)
	guess(59, 1, record.Deny)
	guess(60, 1, record.Allow)
}
