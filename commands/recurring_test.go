package commands_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// A series is a talk in which a moderator lets an announcement come back every
// Wednesday at 19:00 in Berlin; the first is on the next day.
type series struct {
	*talk
	t   *testing.T
	id  string
	got map[string]record.Announcement // what was sent, by id
}

func newSeries(t *testing.T, when string) *series {
	t.Helper()
	k := newTalk(t)
	k.roles["9"] = reply.Moderator
	k.group("9", "moderator")
	k.say("/subscribe 06:30 berlin")
	k.say("/announce " + when + " We meet to pray.")
	id := strings.Fields(k.last.Buttons[0][0].Do)[2]
	k.press("Send it at these times")
	w := &series{k, t, id, map[string]record.Announcement{}}
	if w.is().State != record.StateRecurring {
		t.Fatalf("it is %+v, after %s", w.is(), plain(k.last))
	}
	return w
}

// is reads what comes back.
func (w *series) is() record.Announcement {
	w.t.Helper()
	a, err := w.store.Announcement(context.Background(), w.id, w.req.Now)
	if err != nil {
		w.t.Fatal(err)
	}
	return a
}

// wednesday is 19:00 in Berlin on the first Wednesday, and on those behind it.
func wednesday(n int) time.Time { return time.Date(2026, 11, 25+7*n, 18, 0, 0, 0, time.UTC) }

// at lets the clock come to a time and releases what is due, twice.
func (w *series) at(now time.Time) {
	w.t.Helper()
	w.req.Now = now
	for range 2 {
		for _, platform := range []string{"telegram", "discord"} {
			if err := w.core.Release(context.Background(), platform, now); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	w.collect()
}

// collect takes down what was sent by now.
func (w *series) collect() {
	w.t.Helper()
	all, err := w.store.PendingFanOuts(context.Background(), "telegram", w.req.Now)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, a := range all {
		w.got[a.ID] = a.Announcement
	}
}

// sent are the texts of what was sent, by when it was due.
func (w *series) sent() map[string]string {
	w.t.Helper()
	texts := map[string]string{}
	for _, a := range w.got {
		day := a.At.Format("01-02")
		if texts[day] != "" {
			w.t.Errorf("two were sent on %s", day)
		}
		texts[day] = a.Text
	}
	return texts
}

func (w *series) wantSent(days ...string) {
	w.t.Helper()
	got := w.sent()
	for _, day := range days {
		if got[day] == "" {
			w.t.Errorf("nothing was sent on %s: %v", day, got)
		}
	}
	if len(got) != len(days) {
		w.t.Errorf("sent were %v, want those of %v", got, days)
	}
}

// status asks for the status of what comes back.
func (w *series) status(want string) {
	w.t.Helper()
	if text := plain(w.say("/announce status " + w.id)); !strings.Contains(text, want) {
		w.t.Errorf("the status is %q, want %q", text, want)
	}
}

func TestEachTimeIsSentAsOneOfItsOwn(t *testing.T) {
	w := newSeries(t, "every wednesday 19:00")
	w.at(wednesday(0).Add(-time.Second))
	w.wantSent()
	w.at(wednesday(0))
	w.wantSent("11-25")
	w.status("Next: Wednesday 2 December 2026.")
	w.at(wednesday(1).Add(5 * time.Hour))
	w.wantSent("11-25", "12-02")
	w.say("/announce status")
	if text := plain(w.last); !strings.Contains(text, "How far it has come") || !strings.Contains(text, "What comes back") {
		t.Errorf("the status of one is %q", text)
	}
	w.press("What comes back")
	if text := plain(w.last); !strings.Contains(text, "Next: Wednesday 9 December 2026.") {
		t.Errorf("behind its button is %q", text)
	}
}

func TestAnEndAndASkippedDate(t *testing.T) {
	w := newSeries(t, "every wednesday 19:00 3 times:")
	w.say("/announce skip " + w.id + " 2 December")
	w.at(wednesday(0))
	w.at(wednesday(1))
	w.wantSent("11-25")
	w.at(wednesday(2))
	w.wantSent("11-25", "12-09")
	w.status("Its last date is over")
	w.at(wednesday(3))
	w.wantSent("11-25", "12-09")
}

func TestWhatComesTooLateIsLeftOutAndSaid(t *testing.T) {
	w := newSeries(t, "every day 19:00")
	w.at(wednesday(0).Add(7 * time.Hour))
	w.wantSent()
	w.status("It was not sent on Wednesday 25 November 2026: I could not send it in time.")
	w.at(wednesday(0).AddDate(0, 0, 4).Add(time.Hour)) // away for days: one alone
	w.wantSent("11-29")
	w.status("It was not sent on Saturday 28 November 2026: I could not send it in time.")
}

func TestWhoLostTheRightSendsNothingMore(t *testing.T) {
	w := newSeries(t, "every wednesday 19:00")
	w.at(wednesday(0))
	w.roles["9"] = reply.Anyone
	w.at(wednesday(1))
	w.wantSent("11-25")
	w.group("10", "moderator")
	w.roles["10"] = reply.Moderator
	w.status("the person who wrote it may not announce here any more")
	w.roles["9"] = reply.Moderator
	w.at(wednesday(2))
	w.wantSent("11-25")
}

func TestWhileNobodySaysTheRightsItWaits(t *testing.T) {
	w := newSeries(t, "every wednesday 19:00")
	rights := w.world.Rights
	w.world.Rights = mute{}
	w.at(wednesday(0))
	w.wantSent()
	w.world.Rights = rights
	w.at(wednesday(0).Add(time.Hour))
	w.wantSent("11-25")
	w.world.Rights = mute{}
	w.at(wednesday(1))
	w.at(wednesday(1).Add(7 * time.Hour))
	w.world.Rights = rights
	w.at(wednesday(1).Add(8 * time.Hour))
	w.wantSent("11-25")
	w.status("It was not sent on Wednesday 2 December 2026: I could not send it in time.")
}

func TestACorrectionIsForThoseToCome(t *testing.T) {
	w := newSeries(t, "every wednesday 19:00")
	w.at(wednesday(0))
	w.say("/announce edit " + w.id + " We meet upstairs.")
	w.req.Now = w.req.Now.Add(time.Minute)
	w.at(w.req.Now)
	if a := w.is(); a.State != record.StateDraft || a.Agreed {
		t.Fatalf("what was changed is %+v", a)
	}
	w.press("Send it at these times")
	w.at(wednesday(1).Add(-time.Minute))
	if got := w.sent(); got["11-25"] != "We meet to pray." {
		t.Errorf("what was sent became %v", got)
	}
	w.at(wednesday(1))
	if got := w.sent(); got["12-02"] != "We meet upstairs." || len(got) != 2 {
		t.Errorf("sent was %v", got)
	}
}

// What waits for its turn is not sent with words, or on a date, that do not hold any
// more.
func TestWhatWaitsIsLookedAtAgain(t *testing.T) {
	for what, line := range map[string]string{
		"changed": "/announce edit %s We meet upstairs.", "ended": "/announce end %s", "asked for otherwise": "/announce schedule %s every friday 20:00",
	} {
		t.Run(what, func(t *testing.T) {
			w := newSeries(t, "every wednesday 19:00")
			rights := w.world.Rights
			w.world.Rights = mute{}
			w.at(wednesday(0))
			w.world.Rights = rights
			w.say(strings.ReplaceAll(line, "%s", w.id))
			w.at(wednesday(0).Add(time.Minute))
			w.wantSent()
		})
	}
}

// A breaking store ends the work at one of its changes: before it was made, or
// after it was and before anybody heard of it.
type breaking struct {
	record.Store
	at    int // the number of the change, from 1
	after bool
	n     int
}

var errBroken = errors.New("the process ends here")

func (b *breaking) do(change func() error) error {
	if b.n++; b.n > b.at || b.n == b.at && !b.after {
		return errBroken
	}
	if err := change(); err != nil {
		return err
	}
	if b.n == b.at {
		return errBroken
	}
	return nil
}

func (b *breaking) SaveDraft(ctx context.Context, a record.Announcement) error {
	return b.do(func() error { return b.Store.SaveDraft(ctx, a) })
}

func (b *breaking) Adjust(ctx context.Context, id string, edition int, m record.Adjustment, now time.Time) error {
	return b.do(func() error { return b.Store.Adjust(ctx, id, edition, m, now) })
}

func (b *breaking) Confirm(ctx context.Context, id string, edition, reach int, now time.Time) (a record.Announcement, first bool, err error) {
	err = b.do(func() (err error) {
		a, first, err = b.Store.Confirm(ctx, id, edition, reach, now)
		return err
	})
	return a, first, err
}

func (b *breaking) AppendAudit(ctx context.Context, entry record.AuditEntry) error {
	return b.do(func() error { return b.Store.AppendAudit(ctx, entry) })
}

// A crash at any change leaves one copy of each date, and the next date in its
// place.
func TestACrashMakesNeitherTwoNorNone(t *testing.T) {
	for at := range 6 {
		for _, after := range []bool{false, true} {
			w := newSeries(t, "every wednesday 19:00")
			whole := w.world.Store
			broken := &breaking{Store: whole, at: at + 1, after: after}
			w.world.Store = broken
			w.req.Now = wednesday(0)
			if err := w.core.Release(context.Background(), "telegram", w.req.Now); err != nil {
				t.Fatal(err)
			}
			w.world.Store = whole
			w.collect()
			w.at(wednesday(0).Add(time.Minute))
			w.wantSent("11-25")
			if next := w.is(); !next.At.Equal(wednesday(1)) {
				t.Errorf("broken at %d (%t), the next is at %s", at, after, next.At)
			}
			w.at(wednesday(1))
			w.wantSent("11-25", "12-02")
			if at == 5 && broken.n > 4 {
				t.Errorf("there are %d changes, which this test does not all try", broken.n)
			}
		}
	}
}

// A group that becomes a supergroup has another number from then on.
func TestWhatComesBackGoesWithItsGroup(t *testing.T) {
	w := newSeries(t, "every wednesday 19:00")
	from, to := w.req.Chat, record.ChatID{Platform: "telegram", Key: "-100200"}
	if err := w.core.Move(context.Background(), from, to); err != nil {
		t.Fatal(err)
	}
	w.at(wednesday(0))
	w.wantSent("11-25")
	for _, a := range w.got {
		if a.From != to || a.To.Place() != to || a.Reach != 1 {
			t.Errorf("it goes to %+v", a)
		}
	}
}

func TestTheWallTimeStaysOverDaylightSaving(t *testing.T) {
	w := newSeries(t, "every wednesday 19:00")
	for now := wednesday(0); now.Before(time.Date(2027, 4, 1, 0, 0, 0, 0, time.UTC)); now = now.AddDate(0, 0, 7) {
		w.at(now)
	}
	if want := time.Date(2027, 4, 7, 17, 0, 0, 0, time.UTC); !w.is().At.Equal(want) {
		t.Errorf("after the clocks went forward it comes at %s, want %s", w.is().At, want)
	}
}

func TestTwoPeopleAgreeToWhatComesBack(t *testing.T) {
	p := newPair(t)
	p.owner()
	p.does("/announce to:community every wednesday 19:00 We meet.", "This goes to 2 chats")
	p.id = strings.Fields(p.last.Buttons[0][0].Do)[2]
	p.does("!Send it at these times", "/announce approve "+p.id)
	if a := p.released(wednesday(0)); a.State == record.StateRecurring {
		t.Fatal("one person alone has let it come back")
	}
	p.req.Now = time.Date(2026, 11, 24, 13, 10, 0, 0, time.UTC)
	p.owner()
	p.does("/announce to:community every wednesday 19:00 We meet.", "This goes to 2 chats")
	p.id = strings.Fields(p.last.Buttons[0][0].Do)[2]
	p.does("!Send it at these times", "/announce approve "+p.id)
	p.agrees("Send it at these times", "Every Wednesday at 19:00")
	if a := p.is(p.id); a.State != record.StateRecurring || a.Second != "telegram:10" {
		t.Fatalf("it is %+v", a)
	}
	for n := range 21 { // longer than the audit log is kept
		p.released(wednesday(n))
	}
	slot := record.Slot{Date: p.is(p.id).Repeat.Done, Due: wednesday(20)}
	if one := p.is(p.is(p.id).Occurrence(slot).ID); one.State != record.StateConfirmed {
		t.Errorf("after months it is %+v", one)
	}
	delete(p.roles, "10")
	if a := p.released(wednesday(21)); a.State != record.StateEnded || a.Repeat.Ended != "second" {
		t.Errorf("where the second person has lost the right it is %+v", a)
	}
}

func TestForgettingEndsWhatComesBack(t *testing.T) {
	w := newSeries(t, "every wednesday 19:00")
	w.at(wednesday(0))
	w.payload("1 forget yes")
	w.at(wednesday(1))
	if _, err := w.store.Announcement(context.Background(), w.id, w.req.Now); err == nil {
		t.Error("it is still there")
	}
}

// The line that can be typed is one that is understood, in each language.
func TestTheLineThatCanBeTypedForWhatComesBackIsUnderstood(t *testing.T) {
	for _, language := range newTalk(t).core.Languages() {
		k := newTalk(t)
		k.group("9", "moderator")
		k.say("/subscribe 06:30 berlin")
		k.req.Language = language
		k.say("/announce We meet to pray.")
		id := strings.Fields(k.last.Buttons[0][0].Do)[2]
		blocks := k.payload("1 .desk every " + id).Blocks
		line := blocks[len(blocks)-1].Text
		k.say(line)
		a, err := k.store.Announcement(t.Context(), id, k.req.Now)
		if err != nil || a.Repeat.Days != record.Days(0).With(time.Wednesday) || a.Repeat.At.String() != "19:00" || !content.DateOf(k.req.Now).Before(a.Repeat.Until) {
			t.Errorf("%s: %q makes %+v (%v):\n%s", language, line, a.Repeat, err, plain(k.last))
		}
	}
}
