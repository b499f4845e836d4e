package commands_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// fills lets so many private chats be due at an hour of Lagos.
func (k *talk) fills(t *testing.T, n int, at record.Wall) {
	t.Helper()
	for i := range n {
		chat := record.Chat{ID: record.ChatID{Platform: "telegram", Key: fmt.Sprint(9000+i, at)}, LastID: 1, Subscriptions: []record.Subscription{{ID: 1, At: at, Zone: "Africa/Lagos", Since: k.req.Now}}}
		slot, _ := chat.Subscriptions[0].Next(k.req.Now)
		if err := k.store.SaveChat(t.Context(), chat, "first", map[int]time.Time{1: slot.Due}); err != nil {
			t.Fatal(err)
		}
	}
}

// textOf is all that a reply says, and what stands on its buttons.
func textOf(r reply.Reply) string {
	text := r.Title
	for _, b := range r.Blocks {
		text += "\n" + b.Text
		for _, i := range b.Items {
			text += "\n" + i.Text + " " + i.Note
		}
	}
	for _, b := range slices.Concat(r.Buttons...) {
		text += "\n[" + b.Label + "]"
	}
	return unmarked.Replace(text)
}

// At a pace of three a minute seven points at one minute take until the third minute
// after it, and who is new is offered the free one before.
func TestAFullMinuteIsSaidAndAFreeOneIsOffered(t *testing.T) {
	k := newTalk(t)
	k.config.Pace = func(string) float64 { return 0.05 }
	k.restart(t)
	k.fills(t, 6, 7*60)
	k.fills(t, 3, 6*60+59)
	says := func(r reply.Reply, wants ...string) {
		t.Helper()
		for _, want := range wants {
			if !strings.Contains(textOf(r), want) {
				t.Errorf("it does not say %q: %s", want, textOf(r))
			}
		}
	}
	// 06:59 is full, and what is left over of 07:00 fills 07:01; 06:58 is free.
	says(k.say("/subscribe 07:00 lagos"), "so it comes between 07:00 and 07:03.", "At 06:58 it would come without a wait.")
	k.req.Now = k.req.Now.Add(time.Minute)
	says(k.say("/schedule"), "Next: Wednesday 25 November, between 07:00 and 07:03")
	says(k.say("/subscribe 07:00 lagos"), "[Change to 06:58]")
	says(k.press("Change to 06:58"), "It is changed.", "Next: Wednesday 25 November, 06:58")
	k.req.Now = k.req.Now.Add(time.Minute)
	if text := textOf(k.say("/schedule")); strings.Contains(text, "between") {
		t.Errorf("a minute with room is said to be full: %s", text)
	}
	says(k.say("/subscribe 00:00 lagos"), "at 00:00")
}

// Where the pace of a platform is not known, nobody is told of a full minute.
func TestWithoutAForecastNothingIsSaid(t *testing.T) {
	for name, pace := range map[string]func(string) float64{"no pace": nil, "none of this platform": func(string) float64 { return 0 }} {
		k := newTalk(t)
		k.config.Pace = pace
		k.restart(t)
		k.fills(t, 6, 7*60)
		if text := textOf(k.say("/subscribe 07:00 lagos")) + textOf(k.say("/schedule")); strings.Contains(text, "between") || strings.Contains(text, "without a wait") {
			t.Errorf("%s: %s", name, text)
		}
	}
}
