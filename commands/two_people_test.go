package commands_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store/boltstore"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A pair is a church that asks for two people: 9 owns it and writes, 10
// moderates the same group, and 5 a channel on Discord that joined by code.
type pair struct {
	*talk
	t    *testing.T
	id   string   // of the newest draft
	seen []string // the payloads of all buttons that 9 or 10 have seen
}

func newPair(t *testing.T) *pair {
	t.Helper()
	p := &pair{talk: newChurch(t), t: t}
	p.roles["9"], p.roles["10"], p.roles["5"] = reply.Moderator, reply.Moderator, reply.Moderator
	p.say("/subscribe 06:30 berlin")
	p.owner()
	p.say("/subscribe 06:30 berlin")
	p.say("/community two on")
	return p
}

func (p *pair) owner()  { p.group("9", "moderator") }
func (p *pair) second() { p.group("10", "moderator") }

// does types a line or presses a button, and remembers the buttons that come.
func (p *pair) does(line, want string) {
	p.t.Helper()
	if label, ok := strings.CutPrefix(line, "!"); ok {
		p.press(label)
	} else {
		p.say(line)
	}
	p.wantSaid(p.t, want)
	for _, row := range p.last.Buttons {
		for _, b := range row {
			p.seen = append(p.seen, b.Payload())
		}
	}
}

// drafts makes the owner write to the community, for a time ("" is at once), and
// confirm.
func (p *pair) drafts(text, at string) {
	p.t.Helper()
	p.owner()
	p.does("/announce to:community "+text, "This goes to 2 chats: all of the community")
	p.id = strings.Fields(p.last.Buttons[0][0].Do)[2]
	if at != "" {
		p.does("/announce schedule "+p.id+" "+at, "/announce approve "+p.id)
		return
	}
	p.does("!Send to 2 chats", "/announce approve "+p.id)
}

// agrees makes the second person agree.
func (p *pair) agrees(label, want string) {
	p.t.Helper()
	p.second()
	p.does("/announce approve "+p.id, "This goes to 2 chats")
	p.does("!"+label, want)
}

// is reads an announcement; empty where it is gone.
func (p *pair) is(id string) record.Announcement {
	a, _ := p.store.Announcement(context.Background(), id, p.req.Now)
	return a
}

// released lets the clock come to a time, and reads what became of the newest.
func (p *pair) released(at time.Time) record.Announcement {
	p.t.Helper()
	p.req.Now = at
	for range 2 {
		for _, platform := range []string{"telegram", "discord"} {
			if err := p.core.Release(context.Background(), platform, at); err != nil {
				p.t.Fatal(err)
			}
		}
	}
	return p.is(p.id)
}

// six is 19:00 in Berlin on the day of the tests.
var six = time.Date(2026, 11, 24, 18, 0, 0, 0, time.UTC)

func TestACorrectionNeedsTwoPeopleToo(t *testing.T) {
	p := newPair(t)
	p.drafts("We meet at 7.", "")
	p.agrees("Send to 2 chats", "on its way to 2 chats")
	sent := p.id
	p.owner()
	p.does("/announce correct "+sent+" We meet at 8.", "Every copy will look like this")
	p.id = strings.Fields(p.last.Buttons[0][0].Do)[2]

	// It cannot be turned into something that one person alone may send.
	for _, verb := range []string{"to %s 0 here", "soon %s 0", "when %s 0", "at %s 0 2026-11-24T18:00", "notice %s 0", "urgent %s 0 NG", "ping %s 0 on", "now %s 0"} {
		p.payload("1 desk " + fmt.Sprintf(verb, p.id))
		p.wantSaid(t, "from an earlier version")
	}
	p.payload("1 desk send " + p.id + " 0")
	p.wantSaid(t, "/announce approve "+p.id)
	p.does("/announce schedule "+p.id+" 19:00", "no longer there")
	p.does("/announce approve "+p.id, "You wrote it")
	if a := p.is(sent); a.Revision != 0 || a.Text != "We meet at 7." {
		t.Fatalf("one person has corrected it: %+v", a)
	}

	// Another text needs another agreement, and what was agreed is corrected once.
	p.second()
	p.does("/announce approve "+p.id, "We meet at 8.")
	stale := p.last.Buttons[0][0].Payload()
	p.owner()
	p.does("/announce edit "+p.id+" We meet at 9.", "We meet at 9.")
	newer := p.last.Buttons[0][0].Payload()
	p.second()
	p.payload(stale)
	p.wantSaid(t, "Only the person who wrote this draft")
	p.owner()
	p.payload(newer)
	p.wantSaid(t, "/announce approve "+p.id)
	p.second()
	p.payload(stale)
	p.wantSaid(t, "This draft has changed since")
	if a := p.is(sent); a.Revision != 0 {
		t.Fatalf("an edition that was not seen has corrected it: %+v", a)
	}
	p.does("!Correct it everywhere", "It is being corrected")
	if a := p.is(sent); a.Revision != 1 || a.Text != "We meet at 9." {
		t.Errorf("it is %+v", a)
	}
}

func TestACorrectionCountsAsItsAnnouncement(t *testing.T) {
	k, _ := booked(t)
	correct := func(id, text, want string) {
		t.Helper()
		k.say("/announce correct " + id + " " + text)
		k.press("Correct it everywhere")
		k.wantSaid(t, want)
	}
	var ids []string
	for i := range 4 { // one that is scheduled was counted too
		k.say(fmt.Sprintf("/announce Notice %d.", i))
		ids = append(ids, strings.Fields(k.last.Buttons[0][0].Do)[2])
		k.press("Send to 1 chat")
		k.wantSaid(t, "on its way")
	}
	for i := range record.MaxRevisions {
		correct(ids[0], fmt.Sprintf("Right %d.", i), "It is being corrected")
	}
	k.req.Now = k.req.Now.Add(time.Hour)
	for i := range 5 {
		k.say(fmt.Sprintf("/announce Later %d.", i))
		k.press("Send to 1 chat")
		k.wantSaid(t, "on its way")
	}
	correct(ids[1], "One too many.", "There were 5 announcements here within an hour")
}

// whatWasAgreed is all of an announcement that people agree to.
func whatWasAgreed(a record.Announcement) string {
	return fmt.Sprint(a.Text, a.To, a.Kind, a.Country, a.Ping, a.At)
}

// made are buttons that somebody may make up, with %s for what they are about.
var made = []string{
	"send %s", "now %s", "soon %s", "show %s", "edit %s", "when %s", "status %s", "cancel %s", "notice %s",
	"ping %s on", "ping %s off", "urgent %s NG", "to %s here", "to %s community", "at %s 2026-11-24T20:00",
}

// TestNoButtonChangesWhatWasAgreed presses every button that anybody saw on the
// way to something that is scheduled, and all that may be made up, as each of
// the two: it is as it was agreed, or a draft to which nobody has agreed, or
// gone. It is never sent.
func TestNoButtonChangesWhatWasAgreed(t *testing.T) {
	for _, before := range []bool{false, true} {
		p := newPair(t)
		p.wander(before)
		all := slices.Clone(p.seen)
		for _, line := range made {
			for edition := range p.is(p.id).Edition + 2 {
				all = append(all, "1 desk "+fmt.Sprintf(line, fmt.Sprintf("%s %d", p.id, edition)))
			}
		}
		slices.Sort(all)
		for _, payload := range slices.Compact(all) {
			if !strings.HasPrefix(payload, "1 desk") {
				continue
			}
			if p.holds(payload) {
				p = newPair(t)
				p.wander(before)
			}
		}
	}
}

// wander goes the long way to something that is scheduled, or, with before, to
// the agreement of the author alone.
func (p *pair) wander(before bool) {
	p.t.Helper()
	p.drafts("Pray for Nigeria.", "20:00")
	p.req.MayPing = true
	p.does("/announce edit "+p.id+" Pray for Nigeria, all of you.", "This goes to 2 chats")
	p.does("!Prayer alert for Nigeria", "please pray for Nigeria")
	p.does("!Ping everyone", "Everyone in these chats")
	p.does("!Not at that time", "This goes to 2 chats")
	p.does("!Schedule", "When shall it be sent?")
	p.does("!Tuesday 19:00", "/announce approve")
	if !before {
		p.agrees("Send it at that time", "It will be sent on Tuesday 24 November 2026, 19:00")
		p.does("/announce approve "+p.id, "It will be sent")
		p.owner()
		p.does("/announce status", "It will be sent")
	}
}

// holds presses a button as each of the two, looks what became of the
// announcement, and tells whether it has changed.
func (p *pair) holds(payload string) bool {
	p.t.Helper()
	was := p.is(p.id)
	for _, who := range []func(){p.owner, p.second, p.owner} {
		who()
		p.req.MayPing = true
		before := p.is(p.id)
		p.payload(payload)
		is := p.is(p.id)
		switch {
		case is.Sent():
			p.t.Fatalf("%s has sent it", payload)
		case is.State == record.StateScheduled && whatWasAgreed(is) != whatWasAgreed(was):
			p.t.Fatalf("%s made %s of %s", payload, whatWasAgreed(is), whatWasAgreed(was))
		case is.State == record.StateScheduled && was.State != is.State && !strings.HasPrefix(payload, fmt.Sprintf("1 desk send %s %d", p.id, was.Edition)):
			p.t.Fatalf("%s has scheduled it", payload)
		case p.req.Person != "9" && whatWasAgreed(is) != whatWasAgreed(before):
			p.t.Fatalf("%s made its author agree to %s", payload, whatWasAgreed(is))
		case is.Text != was.Text:
			p.t.Fatalf("%s destroyed the text", payload)
		}
	}
	return p.is(p.id).Edition != was.Edition || p.is(p.id).State != was.State
}

func TestTheButtonsOfAScheduledPreview(t *testing.T) {
	k, id := booked(t)
	k.say("/announce status")
	send, no := "1 desk send "+id+" 1", "1 desk soon "+id+" 1"
	stale := "1 desk send " + id + " 0"
	for range 2 {
		k.payload(send) // Send it at that time
		k.wantSaid(t, "It will be sent on Tuesday 24 November 2026, 19:00")
		k.payload(stale)
		k.wantSaid(t, "It will be sent on Tuesday 24 November 2026, 19:00")
		k.payload("1 desk cancel " + id + " 0")
		k.wantSaid(t, "This draft has changed since")
	}
	k.payload(no) // Not at that time
	k.wantSaid(t, "It is not scheduled any more")
	k.wantSaid(t, "We meet on Friday.")
	a, err := k.store.Announcement(context.Background(), id, k.req.Now)
	if err != nil || a.State != record.StateDraft || !a.At.IsZero() || a.Text != "We meet on Friday." {
		t.Fatalf("it is %+v, %v", a, err)
	}
	k.say("/announce schedule " + id + " 19:00")
	k.press("Send it now")
	k.wantSaid(t, "on its way to 1 chat")
}

func TestSendItNowIsAnotherTimeThanWasAgreed(t *testing.T) {
	p := newPair(t)
	p.drafts("We meet.", "19:00")
	p.agrees("Send it at that time", "It will be sent")
	if slices.ContainsFunc(p.last.Buttons[0], func(b reply.Button) bool { return strings.Contains(b.Do, "now") }) {
		t.Error("the second person alone may send it at once")
	}
	p.payload(fmt.Sprintf("1 desk now %s %d", p.id, p.is(p.id).Edition))
	p.wantSaid(t, "Only the person who wrote this draft")
	p.owner()
	p.does("/announce status", "It will be sent")
	p.does("!Send it now", "/announce approve "+p.id)
	p.wantSaid(t, "It is not scheduled any more")
	if a := p.released(six); a.State != record.StateDraft && a.ID != "" {
		t.Errorf("it is %+v", a)
	}
}

func TestWhatBreaksARuleAtItsTimeIsNotSent(t *testing.T) {
	sent, expired := record.StateConfirmed, record.StateCancelled
	for _, tt := range []struct {
		what  string
		setup func(*pair)
		want  record.AnnouncementState
	}{
		{"as it was agreed", func(*pair) {}, sent},
		{"without the rule, the second demoted", func(p *pair) { p.owner(); p.say("/community two off"); delete(p.roles, "10") }, sent},
		{"the second demoted", func(p *pair) { delete(p.roles, "10") }, expired},
		{"another owner", func(p *pair) {
			p.owner()
			p.say("/community transfer")
			line := p.offered(p.t)
			p.channel("5", "moderator", "110", nil)
			p.say(line)
		}, expired},
		{"the second is the owner by now", func(p *pair) {
			p.owner()
			p.say("/community transfer")
			line := p.offered(p.t)
			p.second()
			p.say(line)
			p.wantSaid(p.t, "You are now the owner")
		}, sent},
		{"the author demoted under another owner", func(p *pair) {
			p.owner()
			p.say("/community transfer")
			line := p.offered(p.t)
			p.second()
			p.say(line)
			delete(p.roles, "9")
		}, expired},
		{"the chat has left", func(p *pair) { p.second(); p.say("/community leave") }, expired},
		{"the community is closed", func(p *pair) { p.owner(); p.payload("1 community close yes") }, expired},
		{"the platform does not say", func(p *pair) { p.world.Rights = mute{} }, record.StateScheduled},
	} {
		t.Run(tt.what, func(t *testing.T) {
			p := newPair(t)
			p.t = t
			p.drafts("We meet.", "19:00")
			p.agrees("Send it at that time", "It will be sent")
			tt.setup(p)
			if a := p.released(six); a.State != tt.want {
				t.Errorf("it is %s, want %s", a.State, tt.want)
			}
		})
	}
}

func TestTheRuleOfTwoPeopleBindsWhatIsScheduledAlready(t *testing.T) {
	p := newPair(t)
	p.say("/community two off")
	p.owner()
	p.does("/announce to:community We meet.", "This goes to 2 chats")
	p.id = strings.Fields(p.last.Buttons[0][0].Do)[2]
	p.does("/announce schedule "+p.id+" 19:00", "It will be sent")
	p.say("/community two on")
	if a := p.released(six); a.State != record.StateCancelled {
		t.Errorf("one person alone has sent it: %s", a.State)
	}
	p.say("/announce log")
	p.wantSaid(t, "was not sent")
}

func TestOneAgreementDoesNotLastAfterTheRuleWasOff(t *testing.T) {
	p := newPair(t)
	p.drafts("We meet.", "19:00")
	p.say("/community two off")
	p.payload(fmt.Sprintf("1 desk send %s %d", p.id, p.is(p.id).Edition)) // alone, as they may now
	p.wantSaid(t, "It will be sent")
	p.say("/community two on")
	if a := p.released(six); a.State != record.StateCancelled {
		t.Errorf("one person alone has sent it: %s", a.State)
	}
}

func TestBothNeedTheRightWhenTheSecondAgrees(t *testing.T) {
	p := newPair(t)
	p.owner()
	p.say("/community transfer")
	line := p.offered(t)
	p.second()
	p.say(line)
	p.wantSaid(t, "You are now the owner") // 9 writes, 10 decides
	p.drafts("We meet.", "")
	p.second()
	p.does("/announce approve "+p.id, "We meet.")
	send := p.last.Buttons[0][0].Payload()
	delete(p.roles, "9")
	p.payload(send)
	p.wantSaid(t, "The person who wrote this may not announce here any more")
	p.does("/announce approve "+p.id, "The person who wrote this may not announce here any more")
	p.world.Rights = mute{}
	p.payload(send)
	if p.is(p.id).Sent() {
		t.Error("it was sent although nobody knows whether its author may")
	}
}

func TestSomebodyWithoutANameAgreesToNothing(t *testing.T) {
	p := newPair(t)
	p.drafts("We meet.", "")
	p.group("", "moderator") // the author, as an anonymous administrator
	for _, line := range []string{"/announce approve " + p.id, "/announce correct " + p.id + " Anew."} {
		p.say(line)
		if text := plain(p.last); !strings.Contains(text, "I cannot see who you are") && !strings.Contains(text, "Only the person who wrote") {
			t.Errorf("%s: %s", line, text)
		}
	}
	p.payload(fmt.Sprintf("1 desk send %s %d", p.id, p.is(p.id).Edition))
	p.wantSaid(t, "I cannot see who you are")
	if a := p.is(p.id); a.State != record.StateDraft || !a.Agreed {
		t.Errorf("it is %+v", a)
	}
}

func TestOneTooManyInItsHourWaits(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	k.roles["9"] = reply.Moderator
	k.say("/subscribe 06:30 berlin")
	var ids []string
	for i := range 6 {
		if i == 5 {
			k.req.Now = k.req.Now.Add(time.Hour)
		}
		k.say(fmt.Sprintf("/announce Notice %d.", i))
		ids = append(ids, strings.Fields(k.last.Buttons[0][0].Do)[2])
		k.say("/announce schedule " + ids[i] + " 19:00")
		k.wantSaid(t, "It will be sent")
	}
	sent := func(at time.Time) (n int) {
		if err := k.core.Release(context.Background(), "telegram", at); err != nil {
			t.Fatal(err)
		}
		for _, id := range ids {
			if a, err := k.store.Announcement(context.Background(), id, at); err == nil && a.Sent() {
				n++
			}
		}
		return n
	}
	if n := sent(six); n != 5 {
		t.Errorf("%d were sent at once, want 5", n)
	}
	if n := sent(six.Add(59 * time.Minute)); n != 5 {
		t.Errorf("%d were sent within the hour, want 5", n)
	}
	if n := sent(six.Add(time.Hour)); n != 6 {
		t.Errorf("%d were sent, want all 6", n)
	}
}

func TestWhatNobodyWouldReceiveIsNotSent(t *testing.T) {
	k, id := booked(t)
	k.roles["9"] = reply.Moderator
	k.say("/unsubscribe all")
	if err := k.core.Release(context.Background(), "telegram", six); err != nil {
		t.Fatal(err)
	}
	if a, err := k.store.Announcement(context.Background(), id, k.req.Now); err != nil || a.State != record.StateCancelled {
		t.Errorf("it is %s, %v", a.State, err)
	}
}

// faster is a store in which somebody else is faster, once.
type faster struct {
	*boltstore.Store
	first func()
}

func (f *faster) other() {
	if first := f.first; first != nil {
		f.first = nil
		first()
	}
}

func (f *faster) SaveDraft(ctx context.Context, a record.Announcement) error {
	f.other()
	return f.Store.SaveDraft(ctx, a)
}

func (f *faster) Confirm(ctx context.Context, id string, edition, reach int, now time.Time) (record.Announcement, bool, error) {
	f.other()
	return f.Store.Confirm(ctx, id, edition, reach, now)
}

func (f *faster) Cancel(ctx context.Context, id string, edition int, now time.Time) error {
	f.other()
	return f.Store.Cancel(ctx, id, edition, now)
}

// TestOfTwoWhoPressAtOnceOneIsFaster changes the text in the very moment in
// which the second person agrees: what was not seen neither goes out, nor is it
// scheduled, nor does it correct anything, nor does its author lose it.
func TestOfTwoWhoPressAtOnceOneIsFaster(t *testing.T) {
	for _, tt := range []struct{ what, at, label string }{
		{"sending", "", "Send to 2 chats"}, {"scheduling", "19:00", "Send it at that time"}, {"cancelling", "", "Cancel"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			p := newPair(t)
			p.t = t
			race := &faster{Store: p.store}
			config := p.config
			config.Store = race
			core, err := commands.New(config)
			if err != nil {
				t.Fatal(err)
			}
			p.drafts("We meet at 7.", tt.at)
			p.second()
			p.does("/announce approve "+p.id, "We meet at 7.")
			slow := p.core
			p.core = core
			race.first = func() {
				req := p.req
				req.Person, req.Command, req.Line = "9", "announce", "edit "+p.id+" We meet at 8."
				slow.Handle(context.Background(), req)
			}
			p.press(tt.label)
			p.wantSaid(t, "Only the person who wrote this draft")
			if a := p.is(p.id); a.State != record.StateDraft || a.Agreed || a.Text != "We meet at 8." {
				t.Errorf("it is %+v", a)
			}
			p.owner()
			p.say("/announce log")
			if text := plain(p.last); strings.Contains(text, " sent ") {
				t.Error(text)
			}
		})
	}
}
