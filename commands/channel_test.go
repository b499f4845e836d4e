package commands_test

import (
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// TestAChannelIsSetUpInPrivate walks through the set-up of a channel by its buttons.
func TestAChannelIsSetUpInPrivate(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.roles["7"] = reply.Moderator
	k.req.Picks = true
	channel := record.ChatID{Platform: "telegram", Key: "-1001234567890"}
	says := func(r reply.Reply, want ...string) {
		t.Helper()
		for _, one := range want {
			if !strings.Contains(plain(r), one) {
				t.Fatalf("it does not say %q:\n%s", one, plain(r))
			}
		}
	}
	says(k.say("/help"), "[Set up a channel]")
	if r := k.press("Set up a channel"); r.AskChannel == "" || !r.Buttons[0][0].Brings {
		t.Fatalf("no channel can be chosen:\n%s", plain(r))
	}
	says(k.say("/on "+channel.Key), "This is how a prayer point looks", "| ", "[Every day at 07:00]")
	says(k.press("Every day at 07:00"), "Where are you", "[West Africa]")
	says(k.press("West Africa"), "[🇳🇬 Nigeria]", "You can also type")
	says(k.say("nowhere at all"), "I know no place")
	says(k.say("Lagos"), "You will receive a prayer point at 07:00")
	chat, err := k.store.Chat(t.Context(), channel)
	if err != nil || len(chat.Subscriptions) != 1 || chat.GroupID != channel.Key {
		t.Fatalf("what is kept: %+v (%v)", chat, err)
	}
	if own, err := k.store.Chat(t.Context(), k.req.Chat); err != nil || len(own.Subscriptions) > 0 {
		t.Errorf("the private chat was set up: %+v (%v)", own, err)
	}
	says(k.say("/on "+channel.Key), "07:00, every day", "[Pause]", "[Announce something there]")
	says(k.press("Pause"), "Paused")
	says(k.press("Resume"), "go on")
	k.say("/on " + channel.Key)
	says(k.press("Announce something there"), "Write to me here what the channel shall read")
	says(k.say("We meet on Friday."), "Preview", "We meet on Friday.")
	// The right is asked for at each press.
	k.say("/on " + channel.Key)
	k.roles["7"] = reply.Anyone
	says(k.press("Pause"), "I cannot set this up with you")
	says(k.say("/on "+channel.Key), "I cannot set this up with you")
	k.group("9", "moderator")
	says(k.say("/on "+channel.Key), "Do this in a private chat with me")
}

// TestEveryButtonAboutAChannelCanBeCarried looks at the buttons of what can be done for
// a channel with a long number.
func TestEveryButtonAboutAChannelCanBeCarried(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.roles["7"] = reply.Moderator
	const on = "/on -1001234567890"
	for _, line := range []string{"", " schedule", " settings", " status", " subscribe 07:00 lagos", " unsubscribe", " subscribe"} {
		for _, row := range k.say(on + line).Buttons {
			for _, b := range row {
				command, _, rest := reply.ParseLine(b.Do)
				if len(b.Payload()) > reply.MaxPayload {
					t.Errorf("%q of%s carries %q", b.Label, line, b.Payload())
				}
				if command != "on" && command != "pray" && command != "cancel" && b.Link == "" && strings.Contains("schedule settings subscribe unsubscribe place answer warn status subscription choose setup", command) {
					t.Errorf("%q of%s acts on the private chat: %q %q", b.Label, line, command, rest)
				}
			}
		}
	}
}
