package telegram

import (
	"strings"
	"testing"

	"prayerbot/bot/delivery"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

const storyPage = "https://news.example.org/story"

// story is a reply that names the page of a story, and another link before it.
func story() reply.Reply {
	r := commandstest.Said(strings.Repeat("The door was burned. ", 5))
	r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Links, Items: []reply.Item{{Text: "Psalm 1", Link: "https://bible.example.org"}}})
	r.Preview = storyPage
	return r
}

// TestThePageOfAStoryIsShownBelowItAndNoOther: by itself Telegram shows the page of
// whatever link comes first, such as that of a verse.
func TestThePageOfAStoryIsShownBelowItAndNoOther(t *testing.T) {
	plain, discreet, long := story(), story(), story()
	plain.Preview = ""
	discreet.Discreet = "A message for you."
	long.Blocks = append(long.Blocks, commandstest.Said(strings.TrimSpace(strings.Repeat("It is painted again. ", 400))).Blocks...)
	for what, c := range map[string]struct {
		reply reply.Reply
		pages []string
	}{"a story": {story(), []string{storyPage}}, "any other": {plain, []string{""}}, "a discreet one": {discreet, []string{""}}, "a long one": {long, []string{storyPage, "", ""}}} {
		b := newBench(t)
		b.deliver(c.reply)
		all := b.srv.Messages(ada)
		if len(all) != len(c.pages) {
			t.Fatalf("%s comes in %d messages", what, len(all))
		}
		for i, m := range all {
			if m.Preview != c.pages[i] {
				t.Errorf("%s: message %d shows %q, wanted %q", what, i, m.Preview, c.pages[i])
			}
		}
	}
}

// TestAChangedMessageShowsThePageOfWhatItSaysNow tells of both ways.
func TestAChangedMessageShowsThePageOfWhatItSaysNow(t *testing.T) {
	b := newBench(t)
	ids := b.deliver(commandstest.Said("It comes soon."))
	for _, r := range []reply.Reply{story(), commandstest.Said("This was taken back. See https://example.org")} {
		if err := b.Edit(t.Context(), delivery.Message{Chat: adaID, Reply: r}, ids); err != nil {
			t.Fatal(err)
		}
		if m := only(t, b.srv.Messages(ada)); m.Preview != r.Preview {
			t.Errorf("it shows %q, wanted %q", m.Preview, r.Preview)
		}
	}
}

func only(t *testing.T, all []telegramtest.Message) telegramtest.Message {
	t.Helper()
	if len(all) != 1 {
		t.Fatalf("there are %d messages", len(all))
	}
	return all[0]
}
