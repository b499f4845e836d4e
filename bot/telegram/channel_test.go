package telegram

import (
	"strings"
	"testing"

	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

const wide = int64(-1003)

func TestAChannelIsChosenFromTelegramsList(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Channel(wide, ada, bola)
	b.core.Answer("on", reply.Reply{Title: "Which channel", Buttons: [][]reply.Button{{{Label: "Add me", Brings: true}, {Label: "Back", Do: "help"}}}, AskChannel: "Choose"})
	b.run()
	b.srv.Say(ada, ada, "/on")
	b.awaitText(ada, "Choose")
	all := b.srv.Messages(ada)
	want := []telegramtest.Button{{Label: "Add me", URL: "https://t.me/prayer_test_bot?startchannel&admin=post_messages+edit_messages+delete_messages"}, {Label: "Back", Data: "1 help"}}
	if len(all) != 2 || len(all[0].Buttons) != 1 || all[0].Buttons[0][0] != want[0] || all[0].Buttons[0][1] != want[1] || all[1].Asks != "Choose" {
		t.Errorf("it is asked by %+v", all)
	}
	if !b.core.Last().Picks {
		t.Error("the core is not told that a channel can be picked")
	}
	if err := b.srv.ChooseChannel(ada, "Choose", wide); err != nil {
		t.Fatal(err)
	}
	b.await("the choice", func() bool { r := b.core.Last(); return r.Command == "on" && r.Line == "-1003" && r.Private })
}

func TestWhoBringsTheBotIntoAChannelIsAskedInPrivate(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Channel(wide, ada, bola)
	b.core.Answer("on", reply.Reply{Title: "Your channel"})
	b.run()
	b.srv.Bring(ada, wide)
	b.awaitText(ada, "Your channel")
	if r := b.core.Last(); r.Line != "-1003" || r.Chat.Key != "7" || !r.Private || r.Person != "7" {
		t.Errorf("it was asked %+v", r)
	}
	if n := len(b.srv.Messages(wide)); n > 0 {
		t.Errorf("the channel reads %d messages", n)
	}
}

func TestOnlyWhoMayPostLeadsAChannel(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Channel(wide, ada, bola)
	role := func(person string) reply.Role {
		t.Helper()
		r, err := b.Role(t.Context(), record.ChatID{Platform: "telegram", Key: "-1003"}, "-1003", person)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if role("7") != reply.Moderator || role("8") != reply.Anyone {
		t.Error("the administrator leads, and no subscriber")
	}
	b.srv.Hush(wide, ada)
	if role("7") != reply.Anyone {
		t.Error("an administrator who may not post leads the channel")
	}
}

func TestACommandInAChannelLeavesAWayToItsSetUp(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Channel(wide, ada)
	b.core.Answer("settings", reply.Reply{Title: "Settings", Tidy: true, Buttons: [][]reply.Button{{{Label: "Set this up in private", Do: "on -1003"}}}})
	b.run()
	b.srv.Post(wide, "/settings")
	m := b.awaitText(wide, "Settings")
	address := m.Buttons[0][0].URL
	if !strings.HasSuffix(address, "?start=k_-1003") {
		t.Fatalf("the button opens %q", address)
	}
	if err := b.srv.Follow(ada, address); err != nil {
		t.Fatal(err)
	}
	b.await("the start", func() bool { return b.core.Last().Line == "k_-1003" })
}
