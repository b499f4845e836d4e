package telegram

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/reply"
)

// offered is what somebody finds who types behind the bot's name.
func (b *bench) offered(typed string) *telegramtest.Offer {
	b.t.Helper()
	b.srv.Search(ada, typed)
	b.await("an answer to "+typed, func() bool { return b.srv.Offered() != nil })
	return b.srv.Offered()
}

func TestWhatIsTypedElsewhereIsOfferedThere(t *testing.T) {
	b := newBench(t)
	b.core.Answer("inline nigeria", reply.Reply{
		Title: "Nigeria: Camps", Blocks: []reply.Block{{Text: "Pray <for> them."}}, Preview: "https://example.org/a",
		Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed ng-camps"}}, {{Label: "Report", Do: "country =NG"}, {Label: "Pause", Do: "schedule pause 1"}}},
	})
	b.core.Answer("inline long", reply.Reply{Title: "Long", Blocks: []reply.Block{{Text: strings.TrimSpace(strings.Repeat("A sentence. ", 600))}}})
	b.run()
	b.srv.Say(ada, ada, "/hello")
	b.awaitText(ada, "asked hello")
	got := b.offered("nigeria")
	if len(got.Articles) != 1 || !got.Personal || got.Cache != 60 || got.Button != "" {
		t.Fatalf("it is offered %+v", got)
	}
	a := got.Articles[0]
	want := [][]telegramtest.Button{{{Label: "I prayed", Data: "1 prayed ng-camps"}}, {{Label: "Report", URL: "https://t.me/prayer_test_bot?start=c_NG"}}}
	if a.Title != "Nigeria: Camps" || a.About != "About it" || !strings.Contains(a.Text, "Pray <for> them.") || a.Preview != "https://example.org/a" || fmt.Sprint(a.Buttons) != fmt.Sprint(want) {
		t.Errorf("it is offered %+v", a)
	}
	if r := b.core.Last(); r.Chat.Key != "7" || !r.Private || r.Person != "7" || r.Language != "en" {
		t.Errorf("the core was asked %+v", r)
	}
	if long := b.offered("long").Articles[0]; len(long.Text) > 4096 || !strings.HasSuffix(long.Text, "A sentence.") {
		t.Errorf("of a long text it offers %d characters", len(long.Text))
	}
	if none := b.offered("atlantis"); len(none.Articles) != 0 || none.Button != "Nothing is called that." {
		t.Errorf("for nothing it offers %+v", none)
	}
}

// TestACardIsOfferedElsewhere offers one below which the text has room, and one below which
// it has not.
func TestACardIsOfferedElsewhere(t *testing.T) {
	b := newBench(t)
	const address = "https://pray.example.org/en/picture/points/ng-camps/2026-11-30.jpg"
	for typed, text := range map[string]string{"short": "Prayer point for <today>.", "long": strings.Repeat("A sentence. ", 100)} {
		b.core.Answer("inline "+typed, reply.Reply{
			Title: "Nigeria: Camps", Blocks: []reply.Block{{Kind: reply.Note, Text: text}}, Picture: &reply.Picture{Link: address, Alt: "A map"},
			Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed ng-camps"}}},
		})
	}
	b.run()
	for typed, want := range map[string]string{"short": "Nigeria: Camps\n\nPrayer point for <today>.", "long": "Nigeria: Camps"} {
		got := b.offered(typed).Articles
		if len(got) != 1 || got[0].Photo != address || got[0].Text != want || got[0].Title != "Nigeria: Camps" || len(got[0].Buttons) != 1 || got[0].Buttons[0][0].Data != "1 prayed ng-camps" {
			t.Errorf("for the %s one it offers %+v", typed, got)
		}
	}
}

func TestWhoPraysElsewhereIsCounted(t *testing.T) {
	b := newBench(t)
	b.core.Answer("1 prayed ng-camps", reply.Reply{Blocks: []reply.Block{{Text: "Thank you for praying."}}, Visibility: reply.ForAsker, Done: "Prayed today"})
	b.run()
	b.srv.PressElsewhere(bola, "1 prayed ng-camps")
	b.srv.PressElsewhere(bola, "1 forget yes")
	b.await("both presses", func() bool { return len(b.srv.Toasts()) == 2 })
	if got := b.srv.Toasts(); !slices.Contains(got, "Thank you for praying.") || !slices.Contains(got, "") {
		t.Errorf("the toasts are %q", got)
	}
	if asked := b.core.Asked(); len(asked) != 1 || asked[0].Chat.Key != "8" || asked[0].Person != "8" || !asked[0].Private {
		t.Errorf("the core was asked %+v", asked)
	}
}
