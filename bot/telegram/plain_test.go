package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"prayerbot/bot/delivery"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// refuses is a refusal in Telegram's words.
func refuses(why string) telegramtest.Fault {
	return telegramtest.Fault{Status: 400, Body: fmt.Sprintf(`{"ok":false,"error_code":400,"description":"Bad Request: %s"}`, why)}
}

// The ways in which Telegram says that it cannot read a message, and what is
// left of it then.
var unread = []struct {
	why     []string
	buttons bool
}{
	{[]string{`can't parse entities: Can't find end tag corresponding to start tag \"b\"`}, true},
	{[]string{"can't parse entities: Unsupported start tag at byte offset 3"}, true},
	{[]string{"ENTITY_BOUNDS_INVALID"}, true},
	{[]string{"ENTITIES_TOO_LONG"}, true},
	{[]string{"BUTTON_DATA_INVALID"}, false},
	{[]string{"inline keyboard button URL 'x' is invalid: Wrong HTTP URL"}, false},
	{[]string{"can't parse entities: x", "BUTTON_URL_INVALID"}, false},
}

// marked is a reply that has markup, a link and a button.
func marked() reply.Reply {
	return reply.Reply{
		Title:   "Pray & <watch>",
		Blocks:  []reply.Block{{Kind: reply.Paragraph, Text: "Ask @ada to come."}, {Kind: reply.Verse, Items: []reply.Item{{Text: "Luke 2:14", Link: "https://example.org/luke?a=1&b=2"}}}},
		Buttons: [][]reply.Button{{{Label: "More", Do: "more"}}},
	}
}

const markedPlain = "Pray & <watch>\n\nAsk @\u2060ada to come.\n\n— Luke 2:14 (https://example.org/luke?a=1&b=2)"

func (b *bench) fails(method string, why []string) {
	for _, w := range why {
		b.srv.Fail(method, refuses(w))
	}
}

// wantPlain looks at the newest message of a chat.
func (b *bench) wantPlain(chat int64, buttons bool) {
	b.t.Helper()
	all := b.srv.Messages(chat)
	if len(all) != 1 || all[0].Text != markedPlain && all[0].HTML == "" || (len(all[0].Buttons) == 1) != buttons {
		b.t.Errorf("the chat shows %+v", all)
	}
}

func TestAnAnswerThatTelegramCannotReadIsSentAsPlainText(t *testing.T) {
	for _, tt := range unread {
		t.Run(tt.why[0], func(t *testing.T) {
			t.Parallel() // each waits a second for the chat's turn
			b := newBench(t)
			b.core.Answer("pray", marked())
			b.fails("sendMessage", tt.why)
			b.run()
			b.srv.Say(ada, ada, "/pray")
			b.awaitText(ada, "Ask @")
			b.wantPlain(ada, tt.buttons)
		})
	}
}

func TestADeliveryThatTelegramCannotReadIsSentAsPlainText(t *testing.T) {
	for _, tt := range unread {
		t.Run(tt.why[0], func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.fails("sendMessage", tt.why)
			ids, err := b.Send(context.Background(), delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Reply: marked()})
			if err != nil || len(ids) != 1 {
				t.Errorf("%v: %v %v", tt.why, ids, err)
			}
			b.wantPlain(ada, tt.buttons)
		})
	}
}

func TestACorrectionThatTelegramCannotReadIsMadeAsPlainText(t *testing.T) {
	for _, tt := range unread {
		t.Run(tt.why[0], func(t *testing.T) {
			t.Parallel()
			b, ids := sentPoint(t)
			b.fails("editMessageText", tt.why)
			if err := b.Edit(context.Background(), delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Reply: marked()}, ids); err != nil {
				t.Errorf("%v: %v", tt.why, err)
			}
			b.wantPlain(ada, tt.buttons)
		})
	}
}

func TestAPressThatTelegramCannotReadTheAnswerToIsAnsweredInPlace(t *testing.T) {
	b := newBench(t)
	answer := marked()
	answer.Visibility = reply.InPlace
	b.core.Answer("pray", commandstest.Said("Menu"))
	b.core.Answer("start", reply.Reply{Title: "Menu", Buttons: [][]reply.Button{{{Label: "More", Do: "more"}}}})
	b.core.Answer("1 more", answer)
	b.fails("editMessageText", []string{"can't parse entities: x"})
	b.run()
	b.srv.Say(ada, ada, "/start")
	b.awaitText(ada, "Menu")
	b.press(ada, "More")
	b.awaitText(ada, "Ask @")
	b.wantPlain(ada, true)
}

// What is covered in a discreet chat stays covered: a plain text cannot.
func TestAPlainTextUncoversNothing(t *testing.T) {
	b := newBench(t)
	m := delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Reply: marked()}
	m.Reply.Discreet = "Something is here."
	b.fails("sendMessage", []string{"can't parse entities: x"})
	if _, err := b.Send(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	if all := b.srv.Messages(ada); len(all) != 1 || all[0].Text != "Something is here." || !all[0].Protected {
		t.Errorf("the chat shows %+v", all)
	}
}

// Another refusal is no matter of the form: one request is made, and the
// courier decides.
func TestAnotherRefusalIsNotRepeated(t *testing.T) {
	for _, why := range []string{"chat not found", "message is too long", "PEER_ID_INVALID"} {
		b := newBench(t)
		b.fails("sendMessage", []string{why})
		if _, err := b.Send(context.Background(), point("Point")); err == nil || b.srv.Calls("sendMessage") != 1 {
			t.Errorf("%s: %v after %d requests", why, err, b.srv.Calls("sendMessage"))
		}
	}
	b := newBench(t)
	b.srv.Fail("sendMessage", telegramtest.Fault{Lasting: true, Status: 400, Body: refuses("can't parse entities: x").Body})
	var refused *delivery.RefusedError
	if _, err := b.Send(context.Background(), point("Point")); !errors.As(err, &refused) || b.srv.Calls("sendMessage") != 2 {
		t.Errorf("%v after %d requests", err, b.srv.Calls("sendMessage"))
	}
}

func TestWhatIsSentAsPlainTextIsLoggedWithoutIt(t *testing.T) {
	var log strings.Builder
	b := newBench(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	b.fails("sendMessage", []string{`can't parse entities: unsupported start tag \"secret\"`})
	if _, err := b.Send(context.Background(), point("A secret")); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "plainer form") || strings.Contains(log.String(), "secret") {
		t.Errorf("the log says %s", log.String())
	}
}

// A plain text is never longer than Telegram takes.
func TestAPlainTextLeavesAddressesOutWhereThereIsNoRoom(t *testing.T) {
	links := reply.Block{Kind: reply.Links}
	for i := range 60 {
		links.Items = append(links.Items, reply.Item{Text: fmt.Sprint("Headline ", i), Link: "https://example.org/" + strings.Repeat("x", 80)})
	}
	b := newBench(t)
	b.fails("sendMessage", []string{"can't parse entities: x"})
	if _, err := b.Send(context.Background(), delivery.Message{Chat: point("").Chat, Reply: reply.Reply{Blocks: []reply.Block{links}}}); err != nil {
		t.Fatal(err)
	}
	all := b.srv.Messages(ada)
	if len(all) != 1 || !strings.Contains(all[0].Text, "Headline 59") || strings.Contains(all[0].Text, "https://") {
		t.Errorf("the chat shows %+v", all)
	}
}
