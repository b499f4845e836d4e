package storetest

import (
	"errors"
	"fmt"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
)

func rolesAreKept(b *bench) {
	want := func(platform, groupID string, roles ...string) {
		b.Helper()
		got, err := b.Store.ModeratorRoles(b.ctx, platform, groupID)
		b.must(err)
		if diff := cmp.Diff(roles, got); diff != "" {
			b.Errorf("%s %s: %s", platform, groupID, diff)
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

// wantDecision adds one to a count of three a minute with two minutes of silence.
func wantDecision(b *bench, seconds int, want record.RateDecision, marks ...string) {
	b.Helper()
	var counts []record.RateCount
	for _, mark := range marks {
		counts = append(counts, record.RateCount{Key: mark, Cost: 1, Max: 3, Window: time.Minute, Mute: 2 * time.Minute})
	}
	got, err := b.Store.CountRequest(b.ctx, "telegram", counts, noon.Add(time.Duration(seconds)*time.Second))
	b.must(err)
	if got != want {
		b.Errorf("at second %d: decision %d, want %d", seconds, got, want)
	}
}

func tooManyAreDeniedOnceAndThenSilently(b *bench) {
	for range 3 {
		wantDecision(b, 0, record.Allow, "ada")
	}
	wantDecision(b, 30, record.Deny, "ada")
	for _, second := range []int{31, 60, 149} {
		wantDecision(b, second, record.DenyAgain, "ada")
	}
	wantDecision(b, 31, record.Allow, "bola")
	for range 3 {
		wantDecision(b, 150, record.Allow, "ada")
	}
	wantDecision(b, 210, record.Allow, "ada")
}

func countsAreAddedTogether(b *bench) {
	for i := range 3 {
		wantDecision(b, 0, record.Allow, fmt.Sprint("person", i), "room")
	}
	wantDecision(b, 1, record.Deny, "person9", "room")
	wantDecision(b, 2, record.DenyAgain, "person8", "room")
	for range 3 {
		wantDecision(b, 2, record.Allow, "person8")
	}
	other := []record.RateCount{{Key: "room", Cost: 1, Max: 3, Window: time.Minute, Mute: time.Minute}}
	if v, err := b.Store.CountRequest(b.ctx, "discord", other, at(0)); err != nil || v != record.Allow {
		b.Errorf("the same mark elsewhere: %d, %v", v, err)
	}
}

func whatIsTakenBackDoesNotCount(b *bench) {
	guess := func(minute, cost int, want record.RateDecision) {
		b.Helper()
		count := []record.RateCount{{Key: "ada", Cost: cost, Max: 2, Window: time.Hour}}
		if v, err := b.Store.CountRequest(b.ctx, "telegram", count, at(minute)); err != nil || v != want {
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
