package telegram

import (
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/reply"
)

// tooLong fills two messages.
var tooLong = strings.TrimSpace(strings.Repeat("A sentence of a report. ", 300))

// groupReads fails where the group reads anything.
func (b *bench) groupReads(want int) {
	b.t.Helper()
	if all := b.srv.Messages(group); len(all) != want {
		b.t.Errorf("the group reads %+v", all)
	}
}

func TestWhatTheBotAloneHasReadIsNeverAnsweredOpenly(t *testing.T) {
	t.Parallel()
	for what, prevent := range map[string]func(b *bench){
		"refused":        func(b *bench) { b.srv.Fail("sendMessage", refuses("USER_ID_INVALID")) },
		"not allowed":    func(b *bench) { b.srv.Fail("sendMessage", refuses("not enough rights to send")) },
		"asked to wait":  func(b *bench) { b.srv.Fail("sendMessage", tooMany(group, 60)) },
		"no supergroup":  func(b *bench) { b.srv.BasicGroup(group, ada, bola) },
		"a broken reply": func(b *bench) { b.srv.Fail("sendMessage", telegramtest.Fault{Chat: group, Status: 502}) },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.core.Answer("settings", reply.Reply{Title: "Settings", Visibility: reply.ForAsker, Buttons: [][]reply.Button{{{Label: "Quiet", Do: "settings =quiet"}, {Label: "Read", Link: "https://example.org"}, {Label: "Report", Do: "country =KP"}}}})
			b.run()
			prevent(b)
			b.srv.SayEphemeral(group, ada, "/settings")
			m := b.awaitText(ada, "Settings")
			for _, button := range m.Buttons[0] {
				if button.Data != "" || button.URL == "" {
					t.Errorf("in private a button changes something: %+v", button)
				}
			}
			b.srv.SayEphemeral(group, bola, "/settings") // whom the bot may not write to
			b.await("it is handled", func() bool { return b.srv.Unacknowledged() == 0 })
			b.poller.dispatcher.outgoing.drain()
			b.groupReads(0)
		})
	}
}

func TestWhatComesTooLateForACommandIsReadInPrivate(t *testing.T) {
	t.Parallel()
	b, c := newPacedBench(t)
	answersAlone(b)
	until := make(chan struct{})
	b.core.Await("settings", until)
	b.run()
	b.srv.SayEphemeral(group, ada, "/settings")
	b.passes("the command", c, 2*time.Second, func() bool { return len(b.core.Asked()) == 1 })
	c.Advance(16 * time.Second)
	close(until)
	b.awaitText(ada, "Settings")
	b.groupReads(0)
}

func TestAClosedTopicIsSaidToWhoAskedUnseen(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	answersAlone(b)
	b.run()
	b.srv.Fail("sendMessage", refuses("TOPIC_CLOSED"))
	b.srv.SayEphemeral(group, ada, "/settings")
	b.awaitText(ada, "I cannot write there: closed.")
	b.groupReads(0)
}

// An answer of several messages of which the first alone is shown in the group goes
// on in private.
func TestTheRestOfAnAnswerForOnePersonIsReadInPrivate(t *testing.T) {
	t.Parallel()
	long := reply.Reply{Title: "Long report", Blocks: []reply.Block{{Text: tooLong}, {Text: "The end."}}, Visibility: reply.ForAsker}
	for what, ask := range map[string]func(b *bench){
		"a command": func(b *bench) { b.srv.SayEphemeral(group, ada, "/long") },
		"a press": func(b *bench) {
			b.core.Answer("menu", reply.Reply{Title: "Menu", Buttons: aloneButtons})
			b.srv.Say(group, ada, "/menu")
			b.srv.PressOf(ada, b.awaitText(group, "Menu"), "1 long")
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.core.Answer("long", long)
			b.core.Answer("1 long", long)
			b.client.http.Transport = &breaks{on: "The end.", times: 1, next: b.client.http.Transport}
			b.run()
			ask(b)
			if m := b.awaitText(ada, "The end."); strings.HasPrefix(m.Text, "Long report") {
				t.Errorf("it is sent again: %.30q", m.Text)
			}
			if all := b.srv.Ephemerals(group, ada); len(all) != 1 || !strings.HasPrefix(all[0].Text, "Long report") {
				t.Errorf("in the group it reads %d messages", len(all))
			}
		})
	}
}

func TestAPressIsShownToOnePersonOnceAtMost(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	answersAlone(b)
	b.run()
	b.srv.Say(group, ada, "/menu")
	b.srv.PressOf(bola, b.awaitText(group, "Menu"), "1 report")
	b.alone(bola, "Report")
	before := b.srv.Calls("sendMessage")
	b.srv.Fail("editEphemeralMessageText", refuses("MESSAGE_TOO_LONG"))
	b.srv.Fail("sendMessage", refuses("USER_ID_INVALID"))
	b.pressAlone(bola, "Back")
	b.await("a link", func() bool { return slices.Contains(b.srv.Opened(), "https://t.me/prayer_test_bot?start=c_NG") })
	if n := b.srv.Calls("sendMessage") - before; n != 1 {
		t.Errorf("it was tried %d times", n)
	}
}
