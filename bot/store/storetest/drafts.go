package storetest

import (
	"errors"
	"reflect"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
	"prayerbot/content"
)

func announcementIsReadAsSaved(b *bench) {
	a := record.Announcement{
		ID: "abc", To: record.Audience{Kind: record.ToCountry, Key: "NG"}, Within: []string{"west-africa"},
		From: chatID("-55/3"), GroupID: "-55", Person: "telegram:12", Speaker: "Hope", Agreed: true, Second: "telegram:13", Kind: record.KindUrgent, Country: "NG",
		Text: "Pray\n| <now>", Ping: true, Alone: true, Corrects: "xyz", State: record.StateScheduled, Created: noon, At: at(90),
		Repeat: record.Repeat{Days: 8, At: 1140, Zone: "Africa/Lagos", Until: day(28), Times: 3, Skip: []content.Date{day(25)}, Done: day(1), Missed: day(2), Why: "late", Ended: "over"},
		Of:     record.Occurrence{Series: "abcdefg2", Edition: 4, Date: day(25)},
	}
	later := map[string]bool{"Edition": true, "Revision": true, "Confirmed": true, "Reach": true, "Note": true}
	for _, field := range reflect.VisibleFields(reflect.TypeOf(a)) {
		if reflect.ValueOf(a).FieldByIndex(field.Index).IsZero() != later[field.Name] {
			b.Errorf("this test has to try the field %s", field.Name)
		}
	}
	b.must(b.Store.SaveDraft(b.ctx, a))
	got, err := b.Store.Announcement(b.ctx, "abc", at(1))
	b.must(err)
	if diff := cmp.Diff(a, got); diff != "" {
		b.Error(diff)
	}
	machine := record.Announcement{ID: "def", To: everyone, Text: "To all", State: record.StateDraft, Created: noon}
	b.must(b.Store.SaveDraft(b.ctx, machine))
	if got, err = b.Store.Announcement(b.ctx, "def", at(1)); err != nil || !cmp.Equal(machine, got) {
		b.Errorf("got %+v, %v", got, err)
	}
}

func editions(b *bench) {
	a := makeDraft(b, "abc")
	a.Edition, a.Text, a.Created = 1, "anew", at(5)
	for range 2 {
		b.must(b.Store.SaveDraft(b.ctx, a))
	}
	if _, _, err := b.Store.Confirm(b.ctx, "abc", 0, 2, at(6)); !errors.Is(err, record.ErrStale) {
		b.Errorf("confirming the older edition: %v", err)
	}
	skipped := a
	skipped.Edition = 3
	if err := b.Store.SaveDraft(b.ctx, skipped); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("an edition was passed over: %v", err)
	}
	got, first, err := b.Store.Confirm(b.ctx, "abc", 1, 2, at(6))
	if err != nil || !first || got.Text != "anew" || got.Reach != 2 || !got.Confirmed.Equal(at(6)) {
		b.Errorf("got %+v, %v, %v", got, first, err)
	}
	a.Edition = 2
	if err := b.Store.SaveDraft(b.ctx, a); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("what was sent is a draft again: %v", err)
	}
	a.ID = "gone"
	if err := b.Store.SaveDraft(b.ctx, a); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("a draft that is gone has a next edition: %v", err)
	}
}

func scheduling(b *bench) {
	for id, minutes := range map[string]int{"late": 300, "soon": 90} {
		a := makeDraft(b, id)
		a.Edition, a.State, a.At = 1, record.StateScheduled, at(minutes)
		b.must(b.Store.SaveDraft(b.ctx, a))
	}
	want := func(platform string, minutes int, ids ...string) {
		b.Helper()
		all, err := b.Store.Scheduled(b.ctx, platform, at(minutes))
		b.must(err)
		var got []string
		for _, a := range all {
			got = append(got, a.ID)
		}
		if diff := cmp.Diff(ids, got); diff != "" {
			b.Errorf("after %d minutes on %s: %s", minutes, platform, diff)
		}
	}
	want("telegram", 89)
	want("telegram", 300, "soon", "late")
	want("discord", 300)
	if _, first, err := b.Store.Confirm(b.ctx, "soon", 1, 2, at(90)); err != nil || !first {
		b.Errorf("confirming what was scheduled: %v, %v", first, err)
	}
	b.must(b.Store.Cancel(b.ctx, "late", 1, at(100)))
	want("telegram", 300)
	if _, _, err := b.Store.Confirm(b.ctx, "late", 1, 2, at(300)); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("confirming what was cancelled: %v", err)
	}
}

func amending(b *bench) {
	announce(b, "abc")
	makeDraft(b, "def")
	amend := func(what, id string, m record.Amendment, ok bool) {
		b.Helper()
		err := b.Store.Amend(b.ctx, id, m, at(9))
		if ok != (err == nil) || err != nil && !errors.Is(err, record.ErrNotFound) {
			b.Errorf("%s: %v", what, err)
		}
	}
	amend("a draft", "def", record.Amendment{State: record.StateStopped}, false)
	amend("nothing", "xyz", record.Amendment{State: record.StateStopped}, false)
	amend("the first correction", "abc", record.Amendment{Text: "one", Revision: 1}, true)
	amend("the same again", "abc", record.Amendment{Text: "one", Revision: 1}, true)
	amend("another of the same number", "abc", record.Amendment{Text: "two", Revision: 1}, false)
	amend("stopping", "abc", record.Amendment{State: record.StateStopped}, true)
	amend("correcting what was stopped", "abc", record.Amendment{Text: "two", Revision: 2}, true)
	for range 2 {
		amend("retracting", "abc", record.Amendment{State: record.StateRetracted, Note: true}, true)
	}
	amend("stopping what was retracted", "abc", record.Amendment{State: record.StateStopped}, false)
	amend("correcting what was retracted", "abc", record.Amendment{Text: "three", Revision: 3}, false)
	a, err := b.Store.Announcement(b.ctx, "abc", at(9))
	if err != nil || a.State != record.StateRetracted || !a.Note || a.Text != "two" || a.Revision != 2 {
		b.Errorf("got %+v, %v", a, err)
	}
	if _, first, err := b.Store.Confirm(b.ctx, "abc", 0, 2, at(9)); err != nil || first {
		b.Errorf("what was retracted is confirmed again: %v, %v", first, err)
	}
}

func allowing(b *bench) {
	allow := func(id, to string, minutes int, again time.Time) {
		b.Helper()
		got, err := b.Store.Allow(b.ctx, record.Announcement{ID: id, To: group(to)}, 2, at(minutes))
		if err != nil || !got.Equal(again) {
			b.Errorf("%s after %d minutes: again at %s, %v", id, minutes, got, err)
		}
	}
	allow("a", "-1", 0, time.Time{})
	allow("a", "-1", 1, time.Time{})
	allow("b", "-1", 10, time.Time{})
	allow("c", "-1", 20, at(60))
	allow("c", "-2", 20, time.Time{})
	allow("c", "-1", 60, time.Time{})
	allow("d", "-1", 61, at(70))
	allow("a", "-1", 75, time.Time{})
	allow("e", "-1", 119, at(120))
	allow("e", "-1", 120, time.Time{})
	allow("f", "-1", 121, at(135))
}

func auditLog(b *bench) {
	entries := []record.AuditEntry{
		{At: at(3), Person: "telegram:12", Action: record.ActionRetracted, Announcement: "abc", To: group("-55"), Reach: 2},
		{At: at(2), Action: record.ActionSent, Announcement: "def", To: everyone, Reach: 5},
		{At: at(1), Person: "telegram:12", Action: record.ActionSent, Announcement: "abc", To: group("-55"), Reach: 2},
	}
	for _, entry := range entries {
		for range 2 {
			b.must(b.Store.AppendAudit(b.ctx, entry))
		}
	}
	want := func(to record.Audience, now time.Time, n int, entries ...record.AuditEntry) {
		b.Helper()
		got, err := b.Store.AuditLog(b.ctx, to, now, n)
		b.must(err)
		if diff := cmp.Diff(entries, got); diff != "" {
			b.Errorf("the audit log of %s: %s", to, diff)
		}
	}
	want(group("-55"), at(4), 9, entries[0], entries[2])
	want(record.Audience{}, at(4), 2, entries[0], entries[1])
	want(group("-66"), at(4), 9)
	want(record.Audience{}, at(2).Add(record.AuditLife), 9, entries[0])
	b.must(b.Store.ForgetAuditLog(b.ctx, group("-55")))
	want(group("-55"), at(4), 9)
	want(record.Audience{}, at(4), 9, entries[1])
	b.must(b.Store.Expire(b.ctx, at(2).Add(record.AuditLife)))
	want(record.Audience{}, at(4), 9)
}

func draftsAreForgotten(b *bench) {
	makeDraft(b, "draft")
	soon := makeDraft(b, "soon")
	soon.Edition, soon.State, soon.At = 1, record.StateScheduled, at(90)
	b.must(b.Store.SaveDraft(b.ctx, soon))
	b.must(b.Store.SaveDraft(b.ctx, record.Announcement{ID: "other", To: everyone, From: chatID("-66"), State: record.StateDraft, Created: noon}))
	announce(b, "sent")
	for range 2 {
		b.must(b.Store.ForgetDrafts(b.ctx, chatID("-55/3")))
	}
	for id, there := range map[string]bool{"draft": false, "soon": false, "other": true, "sent": true} {
		if _, err := b.Store.Announcement(b.ctx, id, at(1)); (err == nil) != there {
			b.Errorf("%s: %v", id, err)
		}
	}
	if all, err := b.Store.Scheduled(b.ctx, "telegram", at(90)); err != nil || len(all) != 0 {
		b.Errorf("still to be sent: %v, %v", all, err)
	}
}
