package storetest

import (
	"reflect"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/news"
	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// fieldTests fill every field of every stored type and read it back: a store
// that forgets one, such as one that was added later, fails.
func fieldTests() []test {
	return []test{
		{"no field of a chat is forgotten", chatFields},
		{"no field of an announcement is forgotten", announcementFields},
		{"no field of a community is forgotten", communityFields},
		{"no field of a ledger's entry is forgotten", entryFields},
		{"no field of an entry of the audit log is forgotten", auditFields},
		{"no field of a headline is forgotten", headlineFields},
		{"no field of a feed's state is forgotten", stateFields},
		{"no field of a waiting delivery is forgotten", leaseFields},
		{"no field of a copy is forgotten", copyFields},
	}
}

// filled is a value with nothing empty.
func filled[T any]() T {
	var v T
	f := filler{}
	f.fill(&v)
	return v
}

// all lets a comparison look at fields that are not exported.
func all(reflect.Type) bool { return true }

// same checks that all of a value is filled, and was read as it was stored.
func same[T any](b *bench, stored, read T) {
	b.Helper()
	if paths := empty(&stored); len(paths) > 0 {
		b.Errorf("this test does not try %v", paths)
	}
	if diff := cmp.Diff(stored, read, cmp.Exporter(all)); diff != "" {
		b.Errorf("it was read otherwise than it was stored: %s", diff)
	}
}

func chatFields(b *bench) {
	chat := filled[record.Chat]()
	chat.LastID = 0
	for _, s := range chat.Subscriptions {
		chat.LastID = max(chat.LastID, s.ID)
	}
	chat.LastID += 5
	next := chat.Revision
	chat.Revision = ""
	b.must(b.Store.SaveChat(b.ctx, chat, next, nil))
	chat.Revision = next
	same(b, chat, b.chat(chat.ID))
	chats, errs := b.Store.Chats(b.ctx, []record.ChatID{chat.ID})
	b.must(errs[0])
	same(b, chat, chats[0])
	moved := record.ChatID{Platform: chat.ID.Platform, Key: "moved"}
	b.must(b.Store.MoveChat(b.ctx, chat.ID, moved))
	chat.ID = moved
	same(b, chat, b.chat(moved))
}

// announcementFields takes one through all that can happen to it, because not
// every field is there from the beginning.
func announcementFields(b *bench) {
	want := filled[record.Announcement]()
	want.Created, want.At, want.State, want.Edition = noon, at(30), record.StateDraft, 0
	draft := want
	draft.Revision, draft.Confirmed, draft.Reach, draft.Note = 0, time.Time{}, 0, false
	b.must(b.Store.SaveDraft(b.ctx, draft))
	draft.Edition, draft.State = 1, record.StateScheduled
	b.must(b.Store.SaveDraft(b.ctx, draft))
	_, _, err := b.Store.Confirm(b.ctx, want.ID, 1, want.Reach, at(31))
	b.must(err)
	b.must(b.Store.Amend(b.ctx, want.ID, record.Amendment{Text: want.Text + "!", Revision: 1}, at(32)))
	b.must(b.Store.Amend(b.ctx, want.ID, record.Amendment{State: record.StateRetracted, Note: true}, at(33)))
	want.Edition, want.Revision, want.Text, want.State, want.Confirmed = 1, 1, want.Text+"!", record.StateRetracted, at(31)
	got, err := b.Store.Announcement(b.ctx, want.ID, at(34))
	b.must(err)
	same(b, want, got)
}

func communityFields(b *bench) {
	c := filled[record.Community]()
	next := c.Revision
	c.Revision = ""
	b.must(b.Store.CreateCommunity(b.ctx, c, record.Membership{Chat: chatID("7"), GroupID: "-55", Next: next, At: noon}))
	c.Revision = next
	got, err := b.Store.Community(b.ctx, c.ID)
	b.must(err)
	same(b, c, got)
	b.must(b.Store.SaveCommunity(b.ctx, c, "another"))
	c.Revision = "another"
	got, err = b.Store.CommunityByCode(b.ctx, c.Groups)
	b.must(err)
	same(b, c, got)
}

func entryFields(b *bench) {
	id := b.save("7", at(1), 1)
	entry := filled[record.LedgerEntry]()
	b.must(b.finish(b.leaseOne(at(1)), outbox.Result{Entry: entry, Slot: entry.Date}))
	same(b, []record.LedgerEntry{entry}, b.log(id))
}

func auditFields(b *bench) {
	entry := filled[record.AuditEntry]()
	b.must(b.Store.AppendAudit(b.ctx, entry))
	for _, to := range []record.Audience{entry.To, {}} {
		got, err := b.Store.AuditLog(b.ctx, to, at(60), 9)
		b.must(err)
		same(b, []record.AuditEntry{entry}, got)
	}
}

func headlineFields(b *bench) {
	find := filled[news.Find]()
	find.Language = "en"
	_, err := b.Store.Keep(b.ctx, []news.Find{find})
	b.must(err)
	got, err := b.Store.Headlines(b.ctx, record.HeadlineQuery{Limit: 9})
	b.must(err)
	if len(got) != 1 {
		b.Fatalf("got %+v", got)
	}
	same(b, find.Headline, got[0])
	known, err := b.Store.Known(b.ctx, slices.Concat(find.Sure, find.Near))
	b.must(err)
	if len(known) != len(find.Sure)+len(find.Near) {
		b.Errorf("its marks lead to %+v", known)
	}
}

func stateFields(b *bench) {
	state := filled[news.State]()
	b.must(b.Store.SaveState(b.ctx, "feed", state))
	got, err := b.Store.States(b.ctx)
	b.must(err)
	same(b, state, got["feed"])
}

func leaseFields(b *bench) {
	id := b.save("7", at(1), 1)
	announce(b, "abc")
	fanOut(b, "abc", id)
	for _, l := range b.lease(at(30), 9) {
		f := filler{}
		want := l
		f.fill(&want)
		want.Delivery, want.Due, want.Token = l.Delivery, l.Due, l.Token
		b.must(b.Store.PutBack(b.ctx, want, at(31)))
		again := b.leaseOne(at(31))
		// What a lease is about is its key; its token and the ids are of one lease.
		want.Token, again.Token = "", ""
		want.IDs = nil
		if diff := cmp.Diff(want, again, cmp.Exporter(all)); diff != "" || want.Tries == 0 || want.Parts == 0 || !want.Unknown {
			b.Errorf("%s: %s", l.Key(), diff)
		}
	}
}

func copyFields(b *bench) {
	id := b.save("7", time.Time{}, 1)
	announce(b, "abc")
	fanOut(b, "abc", id)
	want := filled[outbox.Copy]()
	want.State.Kind = record.CopyUncorrected // no other kind has both a revision and a reason
	l := b.leaseOne(at(30))
	l.IDs = want.IDs
	b.must(b.finish(l, outbox.Result{Copy: want.State}))
	got, err := b.Store.Copy(b.ctx, "abc", id)
	b.must(err)
	same(b, want, got)
}
