package commands_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// The places where somebody may ask.
var askPlaces = map[string]func(*talk){
	"private": func(k *talk) { k.private("7") },
	"group":   func(k *talk) { k.group("9", "moderator") },
	"brought": func(k *talk) { k.group("9", "moderator"); k.req.Outside = true },
	"channel": func(k *talk) { k.broadcast() },
}

// broadcast is a channel of Telegram, where nobody has a name.
func (k *talk) broadcast() {
	k.req = reply.Request{
		Chat: record.ChatID{Platform: "telegram", Key: "-300"}, GroupID: "-300", Channel: true, Role: reply.Moderator, Now: k.req.Now,
	}
}

func TestWhoSeesWhatWasTyped(t *testing.T) {
	k := newTalk(t)
	for where, come := range askPlaces {
		for _, row := range k.core.Table("en") {
			come(k)
			got := k.say("/" + row.Name)
			want := reply.ForAsker
			switch {
			case where == "private", where == "channel", row.Public && where == "group":
				want = reply.ForChat
			}
			if got.Visibility == reply.Private {
				want = reply.Private
			}
			if got.Empty() && where == "channel" { // a problem
				continue
			}
			if got.Visibility != want || got.Empty() {
				t.Errorf("/%s in %s is seen by %d, not by %d:\n%s", row.Name, where, got.Visibility, want, plain(got))
			}
			if where == "channel" && got.Tidy == row.Public {
				t.Errorf("/%s in a channel is tidied away: %v", row.Name, got.Tidy)
			}
		}
	}
}

func TestSomebodyCanAskForThemselvesAlone(t *testing.T) {
	k := newTalk(t)
	for _, name := range []string{"pray", "country", "news"} {
		k.group("8", "member")
		req := k.req
		req.Command, req.Args = name, reply.Args{"show": "me"}
		if got := k.core.Handle(context.Background(), req); got.Visibility != reply.ForAsker {
			t.Errorf("/%s is seen by %d", name, got.Visibility)
		}
	}
}

func TestAProblemIsForTheAskerAlone(t *testing.T) {
	k := newTalk(t)
	for _, line := range []string{"/country nowhere", "/pray nowhere", "/news nowhere", "/subscribe 25:00", "/unsubscribe", "/schedule fly", "/announce"} {
		k.group("9", "moderator")
		if got := k.say(line); got.Visibility == reply.ForChat || got.Visibility == reply.InPlace || got.Empty() {
			t.Errorf("%s in a group is seen by %d:\n%s", line, got.Visibility, plain(got))
		}
		k.broadcast()
		if got := k.say(line); !got.Empty() && !got.Tidy {
			t.Errorf("%s in a channel is answered:\n%s", line, plain(got))
		}
	}
}

func TestWhatIsForOthersFindsSilence(t *testing.T) {
	k := newTalk(t)
	for _, line := range []string{"/ban", "//", "/etc/passwd is a file", "/prya", "/subscrib 7am", "/s", "/"} {
		for _, where := range []string{"group", "channel"} {
			askPlaces[where](k)
			if got := k.say(line); !got.Empty() {
				t.Errorf("%q in a %s is answered:\n%s", line, where, plain(got))
			}
		}
		k.private("7")
		if got := k.say(line); got.Empty() {
			t.Errorf("%q in private is not answered", line)
		}
	}
	k.group("8", "member")
	for _, text := range []string{"Nigeria", "amen", "hello"} {
		if got := k.say(text); !got.Empty() {
			t.Errorf("%q in a group is answered:\n%s", text, plain(got))
		}
	}
	k.req.Named = true
	if got := k.say("/prya"); !strings.Contains(plain(got), "/pray") {
		t.Errorf("what names the bot is answered\n%s", plain(got))
	}
}

func TestInPrivateAnAnswerGivesWayAndADeliveryStays(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 07:00 Lagos")
	answer := k.say("/pray")
	for _, row := range answer.Buttons {
		for _, b := range row {
			if b.Do == "" || b.Counts() {
				continue
			}
			if got := k.payload(b.Payload()); got.Visibility != reply.InPlace {
				t.Errorf("%s under an answer is shown as %d", b.Label, got.Visibility)
			}
		}
	}
	chat, err := k.store.Chat(t.Context(), k.req.Chat)
	if err != nil {
		t.Fatal(err)
	}
	sub := chat.Subscriptions[0]
	slot, _ := sub.Next(k.req.Now)
	delivered, err := k.core.Daily(t.Context(), chat, sub, slot, slot.Due)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range delivered.Buttons {
		for _, b := range row {
			if b.Do == "" || b.Counts() {
				continue
			}
			if got := k.payload(b.Payload()); got.Visibility != reply.ForChat {
				t.Errorf("%s under a delivery is shown as %d", b.Label, got.Visibility)
			}
		}
	}
}

func TestAButtonUnderAnAnswerIsNoLongerThanAPayload(t *testing.T) {
	for n := 40; n <= reply.MaxPayload; n++ {
		b := reply.Button{Do: strings.Repeat("x", n-len(reply.PayloadVersion)), UnderAnswer: true}
		if got := len(b.Payload()); got > reply.MaxPayload {
			t.Error(fmt.Sprint(n, " bytes become ", got))
		}
	}
}
