package telegram

import (
	"strings"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func TestAPointIsPassedOnByItsLink(t *testing.T) {
	b := newBench(t)
	b.core.Answer("pray", reply.Reply{Title: "Point & more", Start: "p_ng-camps", Share: "Share", Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed ng-camps"}}, {{Label: "News", Do: "news"}}}})
	b.core.Answer("hidden", reply.Reply{Title: "Point", Start: "p_ng-camps", Share: "Share", Discreet: "A message.", Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed ng-camps"}}}})
	b.run()
	b.srv.Say(group, ada, "/pray")
	m := b.awaitText(group, "Point")
	if len(m.Buttons[0]) != 2 || m.Buttons[0][1].URL != "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fprayer_test_bot%3Fstart%3Dp_ng-camps&text=Point+%26+more" {
		t.Errorf("the buttons are %+v", m.Buttons)
	}
	b.srv.Say(group, ada, "/hidden")
	if m := b.awaitText(group, "A message."); len(m.Buttons[0]) != 1 {
		t.Errorf("a discreet message can be passed on: %+v", m.Buttons)
	}
}

func TestWhatIsCopiedStandsApart(t *testing.T) {
	t.Parallel()
	r := reply.Reply{Blocks: []reply.Block{{Text: "Copy it."}, {Kind: reply.Copy, Items: []reply.Item{{Label: "A <title>"}, {}, {Text: "Pray @everyone."}, {Label: "To read:", Text: "Romans 8:28"}}}}}
	if got := write(r).html.String(); got != "Copy it.\n\n<pre>A &lt;title&gt;\n\nPray @everyone.\nTo read: Romans 8:28</pre>" {
		t.Errorf("it is %s", got)
	}
	if got := toastOf(r); got != "" {
		t.Errorf("it is copied from a toast: %q", got)
	}
	r.Discreet = "A message."
	if got := write(r).html.String(); strings.Contains(got, "<pre>") {
		t.Errorf("what is covered is %s", got)
	}
}

func TestAGroupIsGreetedOnceByALinkThatAddsTheBot(t *testing.T) {
	now := clock.NewManual(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	b := newBench(t, func(cfg *Config) { cfg.Clock = now })
	b.run()
	b.srv.Unblock(group)
	b.awaitText(group, "asked start")
	b.srv.Say(group, ada, "/start@prayer_test_bot true")
	b.srv.Say(group, ada, "/last")
	b.awaitText(group, "asked last")
	if n := len(b.srv.Messages(group)); n != 2 {
		t.Errorf("%d messages stand in the group", n)
	}
	b.srv.Say(group, ada, "/start@prayer_test_bot j_abcde23456")
	b.awaitText(group, "asked start j_abcde23456")
	b.srv.Say(group, ada, "/start@prayer_test_bot")
	b.await("the answer to who asks again", func() bool { return len(b.srv.Messages(group)) == 4 })
	now.Advance(greetedFor)
	b.srv.Unblock(group)
	b.await("another greeting, much later", func() bool { return len(b.srv.Messages(group)) == 5 })
}

// A greeting is given to each who asks for one; only what a link has said for the one
// who added the bot is no question of theirs, whichever of the two comes first.
func TestWhoAsksForAGreetingIsGreeted(t *testing.T) {
	now := clock.NewManual(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	b := newBench(t, func(cfg *Config) { cfg.Clock = now })
	b.run()
	const begin = "/start@prayer_test_bot"
	for n, person := range []int64{ada, bola, ada} {
		b.srv.Say(group, person, begin)
		b.await("a greeting", func() bool { return len(b.srv.Messages(group)) == n+1 })
	}
	now.Advance(greetedFor)
	b.srv.Say(group, ada, begin+" true")
	b.await("the greeting of the link", func() bool { return len(b.srv.Messages(group)) == 4 })
	b.srv.Unblock(group) // by the same person, told of too late
	b.srv.Say(group, bola, begin)
	b.await("the greeting of somebody else", func() bool { return len(b.srv.Messages(group)) == 5 })
	b.srv.Say(group, ada, "/last")
	b.awaitText(group, "asked last")
	if n := len(b.srv.Messages(group)); n != 6 {
		t.Errorf("%d messages stand in the group", n)
	}
}

func TestAButtonCopiesACode(t *testing.T) {
	b := newBench(t)
	b.srv.Channel(wide, ada)
	answer := reply.Reply{Title: "Codes", Buttons: [][]reply.Button{{{Label: "Copy the code", Copies: "abcde23456"}}, {{Label: "Back", Do: "help"}}}}
	b.core.Answer("codes", answer)
	b.run()
	for _, where := range []int64{ada, group} {
		b.srv.Say(where, ada, "/codes")
		if got := b.awaitText(where, "Codes").Buttons[0][0]; got != (telegramtest.Button{Label: "Copy the code", Copies: "abcde23456"}) {
			t.Errorf("in %d the button is %+v", where, got)
		}
		if !b.core.Last().Copies {
			t.Error("the core is not told that a button can copy")
		}
	}
	if _, err := b.Send(t.Context(), delivery.Message{Chat: record.ChatID{Platform: name, Key: key(wide, 0)}, Reply: answer}); err != nil {
		t.Fatal(err)
	}
	if got := b.awaitText(wide, "Codes").Buttons[0][0]; got.Copies != "abcde23456" {
		t.Errorf("in a channel the button is %+v", got)
	}
}

func TestAPageIsPassedOnInsteadOfTheBot(t *testing.T) {
	b := newBench(t)
	b.core.Answer("pray", reply.Reply{Title: "Point", Start: "p_ng-camps", Share: "Share", Page: "https://pray.example.org/en/points/ng-camps", Buttons: [][]reply.Button{{{Label: "News", Do: "news"}}}})
	b.run()
	b.srv.Say(group, ada, "/pray")
	m := b.awaitText(group, "Point")
	if len(m.Buttons[0]) != 2 || m.Buttons[0][1].URL != "https://t.me/share/url?url=https%3A%2F%2Fpray.example.org%2Fen%2Fpoints%2Fng-camps&text=Point" {
		t.Errorf("the buttons are %+v", m.Buttons)
	}
}
