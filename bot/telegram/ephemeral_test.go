package telegram

import (
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

// aloneButtons stand under a menu and under what is answered to one person.
var aloneButtons = [][]reply.Button{{{Label: "Report", Do: "report"}, {Label: "Long", Do: "long"}, {Label: "Thanks", Do: "thanks"}, {Label: "Back", Do: "back"}}}

// answersAlone makes the core answer presses to whoever has pressed.
func answersAlone(b *bench) {
	long := strings.TrimSpace(strings.Repeat("A sentence of a report. ", 60))
	for to, r := range map[string]reply.Reply{
		"menu":     {Title: "Menu", Buttons: aloneButtons},
		"settings": {Title: "Settings", Visibility: reply.ForAsker, Buttons: aloneButtons},
		"1 report": {Title: "Report", Visibility: reply.ForAsker, Start: "c_NG", Buttons: aloneButtons},
		"1 back":   {Title: "Overview", Visibility: reply.InPlace, Start: "c_NG", Buttons: aloneButtons},
		"1 long":   {Title: "Long report", Blocks: []reply.Block{{Text: long}}, Visibility: reply.InPlace, Start: "c_NG", Buttons: aloneButtons},
	} {
		b.core.Answer(to, r)
	}
	thanks := commandstest.Said("Thank you.")
	thanks.Visibility = reply.ForAsker
	b.core.Answer("1 thanks", thanks)
}

// alone waits for the newest message that somebody alone sees in the group.
func (b *bench) alone(person int64, text string) telegramtest.Ephemeral {
	b.t.Helper()
	var newest telegramtest.Ephemeral
	b.await(text+" for one person", func() bool {
		all := b.srv.Ephemerals(group, person)
		if len(all) == 0 || b.srv.Unanswered() > 0 {
			return false
		}
		newest = all[len(all)-1]
		return strings.HasPrefix(newest.Text, text)
	})
	return newest
}

func (b *bench) pressAlone(person int64, label string) {
	b.t.Helper()
	if err := b.srv.PressEphemeral(person, group, label); err != nil {
		b.t.Fatal(err)
	}
}

func TestAPressInAGroupIsAnsweredToOnePerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	answersAlone(b)
	b.run()
	b.srv.Say(group, ada, "/menu")
	menu := b.awaitText(group, "Menu")
	b.srv.PressOf(bola, menu, "1 report")
	report := b.alone(bola, "Report")
	b.pressAlone(bola, "Back")
	if again := b.alone(bola, "Overview"); again.ID != report.ID || again.Edited != 1 {
		t.Errorf("what one person sees was not changed in its place: %+v", again)
	}
	if last := b.core.Last(); last.Origin != reply.FromOwnAnswer || last.Chat.Key != "-1001" || last.Person != "8" {
		t.Errorf("it was asked %+v", last)
	}
	b.pressAlone(bola, "Long")
	if long := b.alone(bola, "Long report"); long.ID == report.ID || len(b.srv.Ephemerals(group, bola)) != 1 {
		t.Errorf("a long text does not take the place of a message: %+v", b.srv.Ephemerals(group, bola))
	}
	b.pressAlone(bola, "Thanks")
	b.await("the toast", func() bool { return slices.Contains(b.srv.Toasts(), "Thank you.") })
	if n := len(b.srv.Ephemerals(group, bola)); n != 1 || len(b.srv.Messages(group)) != 1 || len(b.srv.Opened()) > 0 {
		t.Errorf("one person sees %d messages, the group %d, and %v was opened", n, len(b.srv.Messages(group)), b.srv.Opened())
	}
	if n := len(b.srv.Ephemerals(group, ada)); n > 0 {
		t.Errorf("somebody else sees %d messages", n)
	}
}

func TestACommandThatTheBotAloneReadsIsAnsweredToOnePerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	answersAlone(b)
	b.core.Answer("secret", reply.Reply{Title: "Preview", Visibility: reply.Private, Aside: "Told."})
	b.run()
	b.srv.SayEphemeral(group, ada, "/settings")
	b.alone(ada, "Settings")
	if err := b.srv.ReplyEphemeral(group, ada, "lagos"); err != nil {
		t.Fatal(err)
	}
	b.alone(ada, "You asked  lagos")
	b.srv.SayEphemeral(group, ada, "/secret")
	b.alone(ada, "Told.")
	b.awaitText(ada, "Preview")
	if all := b.srv.Messages(group); len(all) > 0 {
		t.Errorf("the group reads %+v", all)
	}
}

func TestWhatComesTooLateForOnePersonOpensTheBot(t *testing.T) {
	t.Parallel()
	b, c := newPacedBench(t)
	answersAlone(b)
	until := make(chan struct{})
	b.run()
	b.srv.Say(group, ada, "/menu")
	menu := b.awaitText(group, "Menu")
	b.core.Await("", until)
	b.srv.PressOf(bola, menu, "1 report")
	b.passes("the press", c, 2*time.Second, func() bool { return len(b.core.Asked()) == 2 })
	c.Advance(16 * time.Second)
	close(until)
	b.await("a link", func() bool { return slices.Contains(b.srv.Opened(), "https://t.me/prayer_test_bot?start=c_NG") })
	if n := len(b.srv.Ephemerals(group, bola)); n > 0 {
		t.Errorf("%d messages came too late", n)
	}
}

func TestAnswersToOnePersonCountAmongThoseOfTheGroup(t *testing.T) {
	t.Parallel()
	b, c := newPacedBench(t)
	answersAlone(b)
	b.run()
	b.srv.Say(group, ada, "/menu")
	menu := b.awaitText(group, "Menu")
	for i := range 2 * perMinute {
		b.srv.PressOf([]int64{ada, bola}[i%2], menu, "1 report")
		b.passes("an answer", c, time.Minute, func() bool { return b.srv.Unanswered() == 0 && len(b.core.Asked()) == i+2 })
	}
	shown, opened := len(b.srv.Ephemerals(group, ada))+len(b.srv.Ephemerals(group, bola)), len(b.srv.Opened())
	if shown < perMinute-1 || shown+opened != 2*perMinute {
		t.Errorf("%d were shown, %d opened the bot", shown, opened)
	}
}

func TestOnlySupergroupsHaveMessagesForOnePerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	answersAlone(b)
	b.srv.BasicGroup(-1009, ada, bola)
	b.run()
	b.srv.Say(-1009, ada, "/menu")
	menu := b.awaitText(-1009, "Menu")
	b.srv.PressOf(bola, menu, "1 report")
	b.await("a link", func() bool { return slices.Contains(b.srv.Opened(), "https://t.me/prayer_test_bot?start=c_NG") })
}

func TestTheMenusOfGroupsSayWhatOnlyTheBotReads(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	if err := b.poller.registrar.updateMenus(t.Context()); err != nil {
		t.Fatal(err)
	}
	for scope, want := range map[string]bool{"default": false, "all_private_chats": false, "all_group_chats": true, "all_chat_administrators": true} {
		if got := strings.Contains(b.srv.Menu(scope), `"is_ephemeral":true`); got != want {
			t.Errorf("the menu of %s: %s", scope, b.srv.Menu(scope))
		}
		if strings.Contains(b.srv.Menu(scope), `"command":"pray","description":"Pray","is_ephemeral":true`) {
			t.Errorf("/pray is for one alone in %s: %s", scope, b.srv.Menu(scope))
		}
	}
}
