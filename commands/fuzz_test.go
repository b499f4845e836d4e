package commands_test

import (
	"fmt"
	"testing"
	"unicode/utf8"

	"prayerbot/bot/discord"
	"prayerbot/bot/telegram"
	"prayerbot/commands/reply"
)

// fuzzedLanguages are those in which lines are typed.
var fuzzedLanguages = []string{"", "de", "ar", "vi"}

// A fuzzedTalk is a talk whose core is made once, since that takes longer than
// hundreds of answers.
type fuzzedTalk struct {
	*talk
	chats int
}

// begin is a chat that was never there before, in private or in a group, in one
// of the languages, with two subscriptions and a draft to speak of.
func (k *fuzzedTalk) begin(where byte) {
	k.chats++
	k.private(fmt.Sprint(1_000 + k.chats))
	if where&1 == 1 {
		k.group("8", "moderator")
		k.req.Chat.Key = fmt.Sprint(-1_000 - k.chats)
		k.req.GroupID = k.req.Chat.Key
	}
	k.say("/subscribe 07:00 lagos")
	k.say("/subscribe news 08:00 for Nigeria")
	k.say("/announce We meet on Friday.")
	k.req.Language = fuzzedLanguages[int(where>>1)%len(fuzzedLanguages)]
}

// sound looks at an answer: both platforms take it, and its texts can be read.
func sound(t *testing.T, what string, r reply.Reply) {
	t.Helper()
	if err := telegram.Fits(r); err != nil && !r.Empty() {
		t.Errorf("%q, on Telegram: %v", what, err)
	}
	if err := discord.Fits(r); err != nil {
		t.Errorf("%q, on Discord: %v", what, err)
	}
	if text := plain(r); !utf8.ValidString(text) {
		t.Errorf("%q is answered with what is no text: %q", what, text)
	}
}

// Whatever somebody types, the answer is one that both platforms can show, and
// so is that of its first buttons.
func FuzzTypedLine(f *testing.F) {
	f.Add("/pray nigeria tomorrow", byte(0))
	k := &fuzzedTalk{talk: newTalk(f)}
	f.Fuzz(func(t *testing.T, line string, where byte) {
		k.begin(where)
		said := k.say(line)
		sound(t, line, said)
		pressed := 0
		for _, row := range said.Buttons {
			for _, b := range row {
				if b.Link == "" && pressed < 3 {
					pressed++
					sound(t, b.Payload(), k.payload(b.Payload()))
				}
			}
		}
		sound(t, "/status", k.say("/status"))
	})
}

// Whatever stands in the data of a button, also of one that the bot never made.
func FuzzPayload(f *testing.F) {
	f.Add("1 country =NG", byte(0))
	k := &fuzzedTalk{talk: newTalk(f)}
	f.Fuzz(func(t *testing.T, payload string, where byte) {
		k.begin(where)
		sound(t, payload, k.payload(payload))
		sound(t, "/status", k.say("/status"))
	})
}
