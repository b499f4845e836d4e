package commands_test

import (
	"context"
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

// about asks what to pray for a message.
func (k *talk) about(text string) reply.Reply {
	req := k.req
	req.Command, req.Args, req.Text = reply.AboutMessage, reply.Args{}, text
	k.last, k.asker = k.core.Handle(context.Background(), req), req.Person
	return k.last
}

func TestPrayingAboutAMessage(t *testing.T) {
	k := newTalk(t)
	k.group("9", "member")
	for text, want := range map[string]string{
		"Pray for Nigeria today":           "Nigeria: ",
		"Pastors in Eritrea and in China.": "For which country would you like to pray?",
		"We meet on Friday.":               "It names no country that I know",
		"":                                 "It names no country that I know",
	} {
		r := k.about(text)
		if got := plain(r); !strings.Contains(got, want) || r.Visibility != reply.ForAsker {
			t.Errorf("%q is answered\n%s", text, got)
		}
	}
	k.about("Pastors in Eritrea and in China.")
	if got := plain(k.press("🇪🇷 Eritrea")); !strings.Contains(got, "Eritrea: ") {
		t.Errorf("the choice is answered\n%s", got)
	}
}
