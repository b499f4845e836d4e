package commands_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// week is what a subscription to the points of a week receives on a day of November.
func (k *talk) week(t *testing.T, sel content.Selection, day int) reply.Reply {
	t.Helper()
	sub := record.Subscription{ID: 1, Week: true, At: 420, Zone: "Africa/Lagos", Days: record.Days(0).With(time.Sunday), Selection: sel, Since: seven}
	chat := record.Chat{ID: k.req.Chat, Zone: "Africa/Lagos", Subscriptions: []record.Subscription{sub}}
	slot := onDate(day)
	r, err := k.core.Daily(context.Background(), chat, sub, slot, slot.Due)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAWeekTellsWhatWasPrayedOnEachOfItsDays(t *testing.T) {
	k := newTalk(t)
	for _, line := range []string{"/subscribe weekly 07:00 Africa/Lagos", "/subscribe weekly 07:00 Africa/Lagos for Nigeria, Middle East"} {
		k.private("7")
		k.say("/forget")
		k.press("Yes, forget everything")
		k.say(line)
		sel := k.chat(t).Subscriptions[0].Selection
		got := k.week(t, sel, 29)
		items := got.Blocks[0].Items
		if len(items) != 7 {
			t.Fatalf("it tells of %d days", len(items))
		}
		for i, item := range items {
			date := content.Date{Year: 2026, Month: time.November, Day: 23 + i}
			if asked := k.say("/pray " + date.String()); asked.Title != item.Text {
				t.Errorf("%s: it tells %q, and /pray %q", date, item.Text, asked.Title)
			}
		}
		if !strings.Contains(items[6].Label, "Sunday 29 November 2026") {
			t.Errorf("its last day is %q", items[6].Label)
		}
		k.last = got
		for _, row := range got.Buttons[1:] {
			for _, b := range row {
				if shown := k.payload(b.Payload()); shown.Title == "" || len(shown.Blocks) < 2 {
					t.Errorf("%q shows\n%s", b.Label, plain(shown))
				}
			}
		}
	}
}

func TestAWeekComesOnSundayAndIsItsOwnKind(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 18:00 Africa/Lagos on Sunday")
	said := plain(k.say("/subscribe weekly 18:00"))
	for _, want := range []string{"You will receive the prayer points of the week at 18:00, Sunday.", "Sunday 29 November, 18:00", "Sunday 6 December, 18:00"} {
		if !strings.Contains(said, want) {
			t.Errorf("it lacks %q:\n%s", want, said)
		}
	}
	if said := plain(k.say("/subscribe weekly 18:00")); !strings.Contains(said, "You already receive the prayer points of the week") {
		t.Errorf("asked twice it says\n%s", said)
	}
	if said := plain(k.say("/schedule")); !strings.Contains(said, "1. 18:00, Sunday, for the whole world") || !strings.Contains(said, "2. 18:00, Sunday, the points of the week for the whole world") {
		t.Errorf("the schedule is\n%s", said)
	}
	if said := plain(k.say("/schedule change 2 on Saturday at 6 in the morning")); !strings.Contains(said, "Changed: the prayer points of the week come at 06:00, Saturday.") {
		t.Errorf("the change is\n%s", said)
	}
	if said := plain(k.say("/unsubscribe 2")); !strings.Contains(said, "The prayer points of the week at 06:00 are ended.") {
		t.Errorf("the end is\n%s", said)
	}
}
