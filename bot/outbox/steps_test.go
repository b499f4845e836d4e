package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/delivery"
	"prayerbot/bot/pace"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func (p *platform) Edit(_ context.Context, m delivery.Message, ids []string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.edited == nil {
		p.edited = map[string]string{}
	}
	if p.refuse == nil {
		p.edited[strings.Join(ids, " ")] = m.Reply.Title + ": " + m.Reply.Blocks[min(1, len(m.Reply.Blocks)-1)].Text
	}
	return p.refuse
}

func (p *platform) Delete(_ context.Context, _ record.ChatID, ids []string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := errors.Join(p.fixed, p.refuse); err != nil {
		return err
	}
	p.deleted = append(p.deleted, ids...)
	return nil
}

// press presses the first button of a reply whose line begins with a verb of
// the desk, and says whether there is one.
func (d *desk) press(r reply.Reply, verb string) reply.Reply {
	d.t.Helper()
	for _, row := range r.Buttons {
		for _, b := range row {
			if strings.HasPrefix(b.Do, "desk "+verb) {
				return d.core.Handle(context.Background(), reply.Request{Chat: chat, Private: true, Person: "7", Now: d.clock.Now(), Payload: b.Payload()})
			}
		}
	}
	d.t.Fatalf("there is no button for %q in %+v", verb, r)
	return reply.Reply{}
}

// announced is a desk on which an announcement was confirmed, with the answer.
func announced(t *testing.T) (*desk, reply.Reply) {
	t.Helper()
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	return d, d.press(d.say("announce We meet on Friday."), "send")
}

// status is what /announce status says.
func (d *desk) status() reply.Reply { return d.say("announce status") }

// facts are the counts that a status shows: "Sent 1, Taken back 1".
func (d *desk) facts() string {
	var parts []string
	for _, b := range d.status().Blocks {
		for _, i := range b.Items {
			text := i.Label + " " + i.Text
			if i.Note != "" {
				text += " (" + i.Note + ")"
			}
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, ", ")
}

func (d *desk) wantFacts(want string) {
	d.t.Helper()
	if got := d.facts(); got != want {
		d.t.Errorf("the status says %q, want %q", got, want)
	}
}

func TestWhatWasStoppedDoesNotGoOut(t *testing.T) {
	d, sent := announced(t)
	d.wantFacts("Sent 0, Waiting 1")
	d.press(sent, "stop")
	d.work()
	d.wantSent(0, "stopped before the courier came")
	d.wantFacts("Sent 0, Stopped 1")
}

func TestWhatWaitsForAnotherTryIsStopped(t *testing.T) {
	d, sent := announced(t)
	d.answer = func(delivery.Message) error { return errors.New("it may pass") }
	d.work()
	d.wantSent(1, "the first try")
	d.press(sent, "stop")
	d.accept()
	d.work()
	d.clock.Advance(30 * time.Minute)
	d.work()
	d.wantSent(1, "after it was stopped")
	d.wantFacts("Sent 0, Stopped 1")
}

func TestAnAnnouncementIsTakenBack(t *testing.T) {
	for _, tt := range []struct {
		what    string
		button  string
		setup   func(*desk)
		deleted []string
		edited  map[string]string
		facts   string
	}{
		{"deleted", "retract", nil, []string{"m1"}, nil, "Sent 1, Taken back 1"},
		{"by a note where it cannot be deleted any more", "retract", func(d *desk) { d.fixed = &delivery.RefusedError{Err: errors.New("too old")} },
			nil, map[string]string{"m1": "This announcement was withdrawn: What stood here does not hold any more."}, "Sent 1, Taken back 1"},
		{"where the platform refuses everything", "retract", func(d *desk) { d.refuse = &delivery.RefusedError{Err: errors.New("no")} },
			nil, map[string]string{}, "Sent 1, Could not be taken back 1 (the platform refused it: 1)"},
		{"where the message is gone", "retract", func(d *desk) {
			d.fixed, d.refuse = &delivery.RefusedError{Err: errors.New("no")}, &delivery.MissingError{Err: errors.New("gone")}
		},
			nil, map[string]string{}, "Sent 1, Taken back 1"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			d, sent := announced(t)
			d.work()
			d.wantSent(1, "before")
			if tt.setup != nil {
				tt.setup(d)
			}
			d.press(d.press(d.press(sent, "status"), "back"), tt.button)
			for range 2 {
				d.restart()
				d.work()
			}
			if diff := cmp.Diff(tt.deleted, d.deleted); diff != "" {
				t.Error("deleted: " + diff)
			}
			if diff := cmp.Diff(tt.edited, d.edited); diff != "" {
				t.Error("edited: " + diff)
			}
			d.wantFacts(tt.facts)
			d.wantSent(1, "afterwards")
		})
	}
}

func TestANoteIsLeftWhereItIsAskedFor(t *testing.T) {
	d, sent := announced(t)
	d.work()
	ask := d.press(d.press(sent, "status"), "back")
	note := reply.Reply{Buttons: ask.Buttons[1:]}
	d.press(note, "retract")
	d.work()
	if len(d.deleted) > 0 || !strings.Contains(d.edited["m1"], "withdrawn") {
		t.Errorf("deleted %v, edited %v", d.deleted, d.edited)
	}
}

func TestWhatIsInFlightWhenItIsTakenBackIsTakenBackToo(t *testing.T) {
	d, sent := announced(t)
	d.answer = func(delivery.Message) error {
		d.press(d.press(d.press(sent, "status"), "back"), "retract")
		return nil
	}
	if _, err := d.courier.Step(context.Background()); err != nil {
		t.Fatal(err)
	}
	d.accept()
	d.wantSent(1, "in flight")
	d.work()
	d.clock.Advance(time.Minute)
	d.work()
	if diff := cmp.Diff([]string{"m1"}, d.deleted); diff != "" {
		t.Error(diff)
	}
	d.wantFacts("Sent 1, Taken back 1")
}

func TestAnAnnouncementIsCorrectedInEveryCopy(t *testing.T) {
	d, sent := announced(t)
	d.work()
	form := d.press(d.press(sent, "status"), "reword")
	_, _, line := reply.ParseLine("/" + form.Form.Do)
	for n, text := range []string{"We meet on Saturday.", "We meet on Sunday."} {
		draft := d.say("announce " + line + " " + text)
		d.press(draft, "send")
		d.work()
		if diff := cmp.Diff(map[string]string{"m1": "An announcement: " + text}, d.edited); diff != "" {
			t.Errorf("the correction %d: %s", n+1, diff)
		}
		d.wantFacts("Sent 1, Corrected 1")
	}
	d.refuse = &delivery.MissingError{Err: errors.New("gone")}
	d.press(d.say("announce "+line+" Once more."), "send")
	d.work()
	d.wantFacts("Sent 1, Could not be corrected 1 (the message was not there any more: 1)")
	d.wantSent(1, "at all")
}

func TestWhatIsScheduledGoesOutAtItsTimeOnce(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	draft := d.say("announce We meet on Friday.")
	_, id, _ := strings.Cut(draft.Buttons[0][0].Do, "send ")
	id, _, _ = strings.Cut(id, " ")
	if r := d.say("announce schedule " + id + " 19:00"); !strings.Contains(fmt.Sprint(r.Blocks), "Tuesday 24 November 2026, 19:00 (Africa/Lagos)") {
		t.Fatalf("it says %+v", r)
	}
	d.at("2026-11-24T05:00:00Z")
	d.restart()
	d.at("2026-11-24T17:59:59Z")
	before := len(d.sent)
	d.at("2026-11-24T18:00:00Z")
	d.wantSent(before+1, "at seven in the evening")
	d.restart()
	d.at("2026-11-24T18:01:00Z")
	d.wantSent(before+1, "afterwards")
}

func TestWhatWasScheduledAndCancelledDoesNotGoOut(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe 07:00 Africa/Lagos")
	when := d.press(d.say("announce We meet on Friday."), "when")
	d.press(d.press(when, "at"), "cancel")
	d.at("2026-11-24T05:59:00Z")
	d.at("2026-11-24T18:30:00Z")
	for _, m := range d.sent {
		if strings.Contains(fmt.Sprint(m.Reply.Blocks), "We meet") {
			t.Error("it has gone out")
		}
	}
}

// TestALargeAnnouncementHoldsNoDailyPointUp lets a large announcement wait
// before some daily points fall due. By the README, announcements take at most
// half of the pace while daily points are due, and all of it otherwise.
func TestALargeAnnouncementHoldsNoDailyPointUp(t *testing.T) {
	const large, daily = 300, 20
	d := newDesk(t)
	d.config.Pacer = pace.New(pace.Limits{PerSecond: 30, Deliveries: 20}, d.clock)
	d.restart()
	d.say("subscribe 07:00 Africa/Lagos")
	d.press(d.say("announce We meet on Friday."), "send")
	d.fill(large, daily)
	others, points := d.second(t, 2*time.Second)
	if points != 0 || others < 35 || others > 42 {
		t.Fatalf("before: %d announcements and %d daily points in two seconds of 20 each", others, points)
	}
	d.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	d.courier.Step(context.Background())
	others, points = d.second(t, 2*time.Second)
	if points < daily-2 || others > points+3 {
		t.Errorf("while points are due: %d announcements and %d of %d daily points in two seconds", others, points, daily)
	}
	others, points = d.second(t, time.Second)
	if others < 15 {
		t.Errorf("afterwards: %d announcements and %d daily points in a second of 20", others, points)
	}
}

// fill fans the announcement out to many chats, and subscribes others for 07:00.
func (d *desk) fill(large, daily int) {
	d.t.Helper()
	ctx := context.Background()
	all, err := d.store.PendingFanOuts(ctx, "telegram", d.clock.Now())
	if err != nil || len(all) != 1 {
		d.t.Fatal(all, err)
	}
	var chats []record.ChatID
	for i := range large {
		chats = append(chats, record.ChatID{Platform: "telegram", Key: fmt.Sprint("recipient", i)})
	}
	if _, err := d.store.FanOut(ctx, all[0].ID, chats, d.clock.Now()); err != nil {
		d.t.Fatal(err)
	}
	for i := range daily {
		line := "subscribe 07:00 Africa/Lagos"
		d.core.Handle(ctx, reply.Request{
			Chat: record.ChatID{Platform: "telegram", Key: fmt.Sprint("daily", i)}, Private: true, Person: "8",
			Now: d.clock.Now(), Command: "subscribe", Line: strings.TrimPrefix(line, "subscribe "),
		})
	}
}

// second lets the clock and the courier go on for a span, in steps of 50 ms, and
// counts what is sent.
func (d *desk) second(t *testing.T, span time.Duration) (others, points int) {
	t.Helper()
	before := len(d.sent)
	for range span / (50 * time.Millisecond) {
		d.clock.Advance(50 * time.Millisecond)
		if _, err := d.courier.Step(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range d.sent[before:] {
		if strings.HasPrefix(m.Chat.Key, "daily") || m.Reply.Title != "An announcement" {
			points++
		} else {
			others++
		}
	}
	return others, points
}
