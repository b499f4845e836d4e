package commands_test

import (
	"strings"
	"testing"

	"prayerbot/commands/reply"
	"prayerbot/commands/words"
)

// TestARepliesLinesRunFromRightToLeft has the help said in a language that is written
// so: every line of it begins with its own letters, or with the mark.
func TestARepliesLinesRunFromRightToLeft(t *testing.T) {
	t.Parallel()
	const salam = "سلام"
	catalogue, err := words.New(words.Extra{Tag: "ar", Sentences: []byte("help:\n  title: " + salam + "\n  intro: A " + salam + "\nbutton:\n  pray_today: " + salam + "\n")})
	if err != nil {
		t.Fatal(err)
	}
	k := newTalk(t)
	k.config.Catalogue = catalogue
	k.restart(t)
	k.req.Language = "ar"
	answer := k.say("/help")
	if answer.Title != salam || answer.Blocks[0].Text != "\u200FA "+salam {
		t.Errorf("it begins with %q and %q", answer.Title, answer.Blocks[0].Text)
	}
	for _, b := range answer.Blocks {
		for _, item := range b.Items {
			if !strings.HasPrefix(item.Label, "\u200F/") {
				t.Errorf("an item begins with %q", item.Label)
			}
		}
	}
	chat := k.chat(t)
	chat.Language = "ar"
	sent := reply.Reply{Title: "BBC " + salam, Blocks: []reply.Block{{Kind: reply.Foreign, Text: "BBC " + salam}}}
	if got := k.core.Delivered(sent, chat, k.req.Now); got.Title != "\u200FBBC "+salam || got.Blocks[0].Text != "BBC "+salam {
		t.Errorf("what is delivered is %q, %q", got.Title, got.Blocks[0].Text)
	}
}
