package storetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
)

// makeDraft stores a draft of an announcement to a group.
func makeDraft(b *bench, id string) record.Announcement {
	b.Helper()
	a := record.Announcement{
		ID: id, To: group("-55"), From: chatID("-55/3"), GroupID: "-55", Speaker: "Grace Church", Person: "telegram:12", Text: "We meet at 7.\n<b>Come</b>: all | of you",
		State: record.StateDraft, Created: noon,
	}
	b.must(b.Store.SaveDraft(b.ctx, a))
	return a
}

// group is a group on Telegram as an audience.
func group(key string) record.Audience {
	return record.Audience{Kind: record.ToGroup, Key: "telegram:" + key}
}

var everyone = record.Audience{Kind: record.ToEveryone}

// announce stores and confirms one.
func announce(b *bench, id string) record.Announcement {
	b.Helper()
	makeDraft(b, id)
	a, first, err := b.Store.Confirm(b.ctx, id, 0, 2, at(1))
	b.must(err)
	if !first {
		b.Fatal("the first confirmation is not the first")
	}
	return a
}

// fanOut fans an announcement out to chats, due at noon and ten minutes.
func fanOut(b *bench, id string, chats ...record.ChatID) int {
	b.Helper()
	n, err := b.Store.FanOut(b.ctx, id, chats, at(10))
	b.must(err)
	return n
}

func confirmOnce(b *bench) {
	want := makeDraft(b, "abc")
	got, err := b.Store.Announcement(b.ctx, "abc", at(1))
	b.must(err)
	if diff := cmp.Diff(want, got); diff != "" {
		b.Error(diff)
	}
	var first atomic.Int32
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			a, was, err := b.Store.Confirm(b.ctx, "abc", 0, 2, at(2))
			if err != nil || a.State != record.StateConfirmed || a.Text != want.Text {
				b.Errorf("got %+v, %v", a, err)
			}
			if was {
				first.Add(1)
			}
		})
	}
	wait.Wait()
	if first.Load() != 1 {
		b.Errorf("%d calls were the first", first.Load())
	}
	b.must(func() error { _, _, err := b.Store.Confirm(b.ctx, "abc", 0, 2, at(9)); return err }())
	if a, err := b.Store.Announcement(b.ctx, "abc", at(9)); err != nil || !a.Confirmed.Equal(at(2)) {
		b.Errorf("it was confirmed at %s, %v", a.Confirmed, err)
	}
	if err := b.Store.Cancel(b.ctx, "abc", 0, at(9)); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("cancelling what is confirmed: %v", err)
	}
	if _, _, err := b.Store.Confirm(b.ctx, "nothing", 0, 2, at(2)); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("confirming nothing: %v", err)
	}
}

func cancelOnce(b *bench) {
	makeDraft(b, "abc")
	b.must(b.Store.Cancel(b.ctx, "abc", 0, at(1)))
	for what, err := range map[string]error{
		"cancelling again":         b.Store.Cancel(b.ctx, "abc", 0, at(1)),
		"cancelling nothing":       b.Store.Cancel(b.ctx, "nothing", 0, at(1)),
		"confirming after the end": func() error { _, _, err := b.Store.Confirm(b.ctx, "abc", 0, 2, at(1)); return err }(),
	} {
		if !errors.Is(err, record.ErrNotFound) {
			b.Errorf("%s: %v", what, err)
		}
	}
}

func announcementsExpire(b *bench) {
	makeDraft(b, "abc")
	late := noon.Add(record.DraftLife)
	_, read := b.Store.Announcement(b.ctx, "abc", late)
	_, _, confirmed := b.Store.Confirm(b.ctx, "abc", 0, 2, late)
	for what, err := range map[string]error{"reading": read, "confirming": confirmed, "cancelling": b.Store.Cancel(b.ctx, "abc", 0, late)} {
		if !errors.Is(err, record.ErrNotFound) {
			b.Errorf("%s an old draft: %v", what, err)
		}
	}
	announce(b, "def")
	end := at(1).Add(record.AnnouncementLife)
	if _, err := b.Store.Announcement(b.ctx, "def", end.Add(-time.Millisecond)); err != nil {
		b.Errorf("an announcement ended too early: %v", err)
	}
	if _, err := b.Store.Announcement(b.ctx, "def", end); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("an old announcement: %v", err)
	}
	if all, err := b.Store.PendingFanOuts(b.ctx, "telegram", end); err != nil || len(all) != 0 {
		b.Errorf("an old announcement is still to be fanned out: %v, %v", all, err)
	}
}

func fanOutRepeats(b *bench) {
	one, two := b.save("1", at(500), 1), b.save("2", at(500), 1)
	announce(b, "abc")
	if n := fanOut(b, "abc", one); n != 1 {
		b.Errorf("%d are new", n)
	}
	if n := fanOut(b, "abc", one, two); n != 1 {
		b.Errorf("%d are new", n)
	}
	if leases := b.lease(at(10), 9); len(leases) != 2 || !leases[0].Due.Equal(at(10)) {
		b.Errorf("due are %+v", leases)
	}
	if n := fanOut(b, "abc", one, two); n != 0 {
		b.Errorf("in flight, %d are new", n)
	}
	b.wantNothingDue(at(11))
}

func recipients(b *bench) {
	b.saveIn("-55", "-55/3", at(1))
	b.saveIn("-55", "-55/4", at(1))
	b.saveIn("-66", "-66", at(1))
	b.save("8", at(1), 1, 2)
	paused := b.saveIn("-55", "-55/5", at(1))
	chat := b.chat(paused)
	b.must(b.Store.SaveChat(b.ctx, chat, "paused", map[int]time.Time{1: {}}))
	elsewhere := record.Chat{ID: record.ChatID{Platform: "discord", Key: "9"}, GroupID: "-55", Subscriptions: []record.Subscription{subscription(1)}}
	b.must(b.Store.SaveChat(b.ctx, elsewhere, "one", map[int]time.Time{1: at(1)}))
	leased := b.lease(at(1), 1)
	for _, tt := range []struct {
		what string
		a    record.Announcement
		want []string
	}{
		{"a group", record.Announcement{To: group("-55")}, []string{"telegram:-55/3", "telegram:-55/4"}},
		{"a group without subscriptions", record.Announcement{To: group("-77")}, nil},
		{"a chat", record.Announcement{To: record.Audience{Kind: record.ToChat, Key: "telegram:8"}}, []string{"telegram:8"}},
		{"a chat that is not there", record.Announcement{To: record.Audience{Kind: record.ToChat, Key: "telegram:9"}}, nil},
		{"everyone", record.Announcement{To: everyone}, []string{"discord:9", "telegram:-55/3", "telegram:-55/4", "telegram:-66", "telegram:8"}},
		{"a platform", record.Announcement{To: record.Audience{Kind: record.ToPlatform, Key: "discord"}}, []string{"discord:9"}},
	} {
		got := allRecipients(b, tt.a)
		want := map[string]bool{}
		for _, w := range tt.want {
			want[w] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			b.Errorf("%s: %s", tt.what, diff)
		}
		if n, err := b.Store.Audience(b.ctx, tt.a); err != nil || n != len(tt.want) {
			b.Errorf("%s: the audience is %d, %v", tt.what, n, err)
		}
	}
	if len(leased) != 1 {
		b.Error("nothing was leased")
	}
}

// allRecipients gathers all pages on all platforms.
func allRecipients(b *bench, a record.Announcement) map[string]bool {
	b.Helper()
	got := map[string]bool{}
	for _, platform := range []string{"telegram", "discord"} {
		for cursor, more := "", true; more; more = cursor != "" {
			chats, next, err := b.Store.Recipients(b.ctx, platform, a, cursor)
			b.must(err)
			for _, chat := range chats {
				got[chat.String()] = true
			}
			cursor = next
		}
	}
	return got
}

func manyRecipients(b *bench) {
	const all = 1200
	inParallel(all, func(i int) { b.saveIn("-55", fmt.Sprintf("-55/%d", i), at(1)) })
	for _, a := range []record.Announcement{{To: group("-55")}, {To: everyone}} {
		if got := allRecipients(b, a); len(got) != all {
			b.Errorf("%d of %d are there", len(got), all)
		}
		if n, err := b.Store.Audience(b.ctx, a); err != nil || n != all {
			b.Errorf("the audience is %d, %v", n, err)
		}
	}
}

// inParallel does something n times, a few at a time: all at once would wait for
// one another longer than a store may take, on a machine that is busy.
func inParallel(n int, do func(i int)) {
	const atOnce = 8
	var wait sync.WaitGroup
	for worker := range atOnce {
		wait.Go(func() {
			for i := worker; i < n; i += atOnce {
				do(i)
			}
		})
	}
	wait.Wait()
}
