package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/pace"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

const prayedData = "1 prayed kp-one"

// counted is a point that was sent to a chat.
func (b *bench) counted(chat int64) telegramtest.Message {
	b.t.Helper()
	r := reply.Reply{Title: "Point", Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed kp-one"}, {Label: "Report", Do: "country =KP"}}, {{Label: "Read", Link: "https://example.org"}}}}
	if _, err := b.Send(b.t.Context(), delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: fmt.Sprint(chat)}, Reply: r}); err != nil {
		b.t.Fatal(err)
	}
	return b.awaitText(chat, "Point")
}

// prays has somebody press the button of a point, which n have pressed by then.
func (b *bench) prays(person int64, m telegramtest.Message, n int) {
	b.t.Helper()
	b.core.Answer(prayedData, reply.Reply{Blocks: []reply.Block{{Text: fmt.Sprint("Thank you, ", n)}}, Visibility: reply.ForAsker, Counted: n})
	asked := len(b.core.Asked())
	b.srv.PressOf(person, m, prayedData)
	b.await("the press", func() bool { return len(b.core.Asked()) > asked && b.srv.Unanswered() == 0 })
}

// labels are those under a chat's newest message.
func (b *bench) labels(chat int64) (all []string) {
	shown := b.srv.Messages(chat)
	for _, row := range shown[len(shown)-1].Buttons {
		for _, button := range row {
			all = append(all, button.Label)
		}
	}
	return all
}

func TestAMessageCountsWhoPrays(t *testing.T) {
	b, c := newPacedBench(t)
	b.run()
	m := b.counted(group)
	c.Advance(5 * time.Second)
	b.prays(ada, m, 3)
	b.passes("the first number", c, 2*time.Second, func() bool { return b.labels(group)[0] == "I prayed · 3" })
	if got := b.labels(group); !slices.Equal(got, []string{"I prayed · 3", "Report", "Read"}) {
		t.Errorf("it shows %q", got)
	}
	for n := 4; n <= 20; n++ {
		b.prays(bola, b.srv.Messages(group)[0], n)
	}
	took := b.passes("the last number", c, 20*time.Second, func() bool { return b.labels(group)[0] == "I prayed · 20" })
	if took < countEvery-3*time.Second {
		t.Errorf("the last number came after %s", took)
	}
	if n := b.srv.Messages(group)[0].Edited; n != 2 {
		t.Errorf("it was changed %d times", n)
	}
	if toasts := b.srv.Toasts(); toasts[len(toasts)-1] != "Thank you, 20" {
		t.Errorf("the toasts are %q", toasts)
	}
}

func TestTheLastNumberComesBeforeTheEnd(t *testing.T) {
	now := clock.NewManual(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	b := newBench(t, func(cfg *Config) { cfg.Clock = now })
	end := b.session()
	m := b.counted(group)
	b.prays(ada, m, 3)
	b.await("the first number", func() bool { return b.labels(group)[0] == "I prayed · 3" })
	b.prays(bola, m, 4)
	end()
	if got := b.labels(group)[0]; got != "I prayed · 4" {
		t.Errorf("it shows %q", got)
	}
}

// due is a number that a message is to show.
func due(t *testing.T, b *bench, n int) count {
	t.Helper()
	m := b.counted(group)
	keys := fmt.Sprintf(`{"inline_keyboard":[[{"text":"I prayed","callback_data":%q}]]}`, prayedData)
	return count{message: m.ID, keyboard: json.RawMessage(keys), payload: prayedData, n: n}
}

// What ends the showing of a number is felt by no later one.
func TestAChatCountsOnAfterItsCountingHasEnded(t *testing.T) {
	ended, end := context.WithCancel(context.Background())
	end()
	for what, stop := range map[string]func(*bench, *counter, count){
		"the context ended": func(_ *bench, c *counter, n count) { c.note(ended, group, n) },
		"it panicked": func(b *bench, c *counter, n count) {
			next := b.client.http.Transport
			b.client.http.Transport = panics{}
			c.note(context.Background(), group, n)
			c.finish()
			b.client.http.Transport = next
		},
		"the pace refused": func(b *bench, c *counter, n count) {
			ctx, cancel := context.WithCancel(context.Background())
			b.client.pacer.Hold(placeOf(group), time.Now().Add(time.Hour))
			c.note(ctx, group, n)
			cancel()
			c.finish()
			b.client.pacer = pace.New(pace.Limits{}, clock.System{})
		},
	} {
		t.Run(what, func(t *testing.T) {
			b := newBench(t)
			next := due(t, b, 3)
			c := newCounter(b.client)
			stop(b, c, next)
			c.finish()
			next.n = 4
			c.note(context.Background(), group, next)
			c.finish()
			if got := b.labels(group)[0]; got != "I prayed · 4" {
				t.Errorf("it shows %q", got)
			}
		})
	}
}

// panics is a connection that panics.
type panics struct{}

func (panics) RoundTrip(*http.Request) (*http.Response, error) { panic("a broken connection") }

// A number whose request is cut off comes all the same.
func TestTheLastNumberComesAfterATroubledRequest(t *testing.T) {
	b := newBench(t)
	next := due(t, b, 3)
	b.client.http.Transport = &breaks{times: 1, next: b.client.http.Transport}
	c := newCounter(b.client)
	c.note(t.Context(), group, next)
	c.finish()
	if got := b.labels(group)[0]; got != "I prayed · 3" {
		t.Errorf("it shows %q", got)
	}
}

// breaks is a connection that breaks a number of times, at requests with a text; "" is
// all of them.
type breaks struct {
	on    string
	next  http.RoundTripper
	mu    sync.Mutex
	times int
}

// broken tells whether a request is one of those that break.
func (b *breaks) broken(body []byte) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	is := b.times > 0 && strings.Contains(string(body), b.on)
	if is {
		b.times--
	}
	return is
}

func (b *breaks) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	if b.broken(body) {
		return nil, errors.New("the connection broke")
	}
	req.Body = io.NopCloser(bytes.NewReader(body))
	return b.next.RoundTrip(req)
}

// What a message was recalled or corrected to keeps its own buttons, whatever number was
// due or under way.
func TestNoLateNumberComesAfterAMessageWasChanged(t *testing.T) {
	changes := map[string]func(b *bench, m telegramtest.Message) error{
		"edited": func(b *bench, m telegramtest.Message) error {
			return b.Edit(b.t.Context(), delivery.Message{Chat: record.ChatID{Platform: name, Key: fmt.Sprint(group)}, Reply: reply.Reply{Title: "Taken back"}}, []string{fmt.Sprint(m.ID)})
		},
		"deleted": func(b *bench, m telegramtest.Message) error {
			return b.Delete(b.t.Context(), record.ChatID{Platform: name, Key: fmt.Sprint(group)}, []string{fmt.Sprint(m.ID)})
		},
	}
	for what, change := range changes {
		t.Run(what, func(t *testing.T) {
			b, c := newPacedBench(t)
			b.run()
			m, other := b.counted(group), b.counted(group)
			c.Advance(5 * time.Second)
			b.prays(ada, other, 1)
			b.passes("the first number", c, 2*time.Second, func() bool { return b.labels(group)[0] == "I prayed · 1" })
			b.prays(ada, m, 2)
			b.prays(ada, other, 3)
			if err := change(b, m); err != nil {
				t.Fatal(err)
			}
			b.passes("the other's number", c, 30*time.Second, func() bool { return b.labels(group)[0] == "I prayed · 3" })
			c.Advance(time.Minute)
			if first := b.srv.Messages(group)[0]; first.ID == m.ID && len(first.Buttons) > 0 {
				t.Errorf("it shows %+v", first.Buttons)
			}
			if n := b.srv.Calls("editMessageReplyMarkup"); n != 2 {
				t.Errorf("%d numbers were shown", n)
			}
		})
	}
}

// A change waits for the number that is under way, and no number goes out before it is
// through.
func TestAChangeAndANumberOfAChatDoNotCross(t *testing.T) {
	b := newBench(t)
	next := due(t, b, 3)
	under := &slow{on: "editMessageReplyMarkup", next: b.client.http.Transport, reached: make(chan struct{}), release: make(chan struct{})}
	b.client.http.Transport = under
	c := b.sender.counter
	c.note(t.Context(), group, next)
	<-under.reached
	changed := make(chan error)
	go func() {
		changed <- b.Edit(b.t.Context(), delivery.Message{Chat: record.ChatID{Platform: name, Key: fmt.Sprint(group)}, Reply: reply.Reply{Title: "Taken back"}}, []string{fmt.Sprint(next.message)})
	}()
	if !clock.Await(10*time.Second, time.Millisecond, func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.chats[group].held == 1
	}) {
		t.Fatal("the change did not begin")
	}
	next.n = 4
	c.note(t.Context(), group, next)
	close(under.release)
	if err := <-changed; err != nil {
		t.Fatal(err)
	}
	c.finish()
	if all := b.srv.Messages(group); len(all[0].Buttons) > 0 || !strings.Contains(all[0].Text, "Taken back") {
		t.Errorf("it is %+v", all[0])
	}
}

// slow is a connection on which a method's first request waits until it is released.
type slow struct {
	on               string
	next             http.RoundTripper
	once             sync.Once
	reached, release chan struct{}
}

func (s *slow) RoundTrip(req *http.Request) (*http.Response, error) {
	if strings.HasSuffix(req.URL.Path, s.on) {
		s.once.Do(func() {
			close(s.reached)
			<-s.release
		})
	}
	return s.next.RoundTrip(req)
}

// A number for which Telegram asks to wait comes later, and one of a message that is
// gone does not hold up the next.
func TestANumberThatIsRefusedComesLater(t *testing.T) {
	b, c := newPacedBench(t)
	b.run()
	gone := b.counted(group)
	b.srv.Remove(group)
	c.Advance(5 * time.Second)
	m := b.counted(group)
	c.Advance(5 * time.Second)
	b.prays(ada, gone, 2)
	b.passes("the edit", c, 2*time.Second, func() bool { return b.srv.Calls("editMessageReplyMarkup") == 1 })
	b.srv.Fail("editMessageReplyMarkup", tooMany(group, 30))
	b.prays(ada, m, 3)
	took := b.passes("the number", c, 2*time.Minute, func() bool { return b.labels(group)[0] == "I prayed · 3" })
	if took < 30*time.Second {
		t.Errorf("it came after %s", took)
	}
}

func TestOnlyWhatTheChatWasSentCounts(t *testing.T) {
	b := newBench(t)
	b.run()
	b.core.Answer("pray", reply.Reply{Title: "Point", Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed kp-one"}}}})
	b.srv.Say(group, ada, "/pray")
	b.prays(bola, b.awaitText(group, "Point"), 7)
	m := b.counted(group)
	b.prays(bola, m, 0)
	b.srv.Say(group, ada, "/last")
	b.awaitText(group, "asked last")
	if n := b.srv.Calls("editMessageReplyMarkup"); n != 0 {
		t.Errorf("%d messages were changed", n)
	}
}

func TestInPrivateTheButtonIsDone(t *testing.T) {
	b := newBench(t)
	b.run()
	b.core.Answer(prayedData, reply.Reply{Blocks: []reply.Block{{Text: "Thank you."}}, Visibility: reply.ForAsker, Done: "Prayed today"})
	m := b.counted(ada)
	b.srv.PressOf(ada, m, prayedData)
	b.await("the button", func() bool { return b.labels(ada)[0] == "Prayed today" })
	if done := b.srv.Messages(ada)[0].Buttons[0][0]; !done.Disabled || done.Data != "" {
		t.Errorf("it is %+v", done)
	}
	m = b.counted(ada)
	b.srv.Fail("editMessageReplyMarkup", refuses("can't parse inline keyboard button"))
	b.srv.PressOf(ada, m, prayedData)
	b.await("the button where none can be disabled", func() bool { return b.labels(ada)[0] == "Prayed today" })
	if done := b.srv.Messages(ada)[1].Buttons[0][0]; done.Disabled || done.Data != prayedData {
		t.Errorf("it is %+v", done)
	}
}

func TestFoldedHandsOnAMessageCountAsItsButton(t *testing.T) {
	b := newBench(t)
	b.srv.Topic(group, 45)
	b.srv.Admin(group, telegramtest.BotID)
	b.core.Answer("prayed", reply.Reply{Counted: 5, Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed kp-one"}, {Label: "Report", Do: "country =KP"}}}})
	b.run()
	m := b.counted(group)
	b.srv.React(bola, m, "\u2764")
	b.srv.React(bola, m, reply.FoldedHands)
	b.await("the number", func() bool { return b.labels(group)[0] == "I prayed · 5" })
	asked := b.core.Asked()
	if r := asked[0]; len(asked) != 1 || r.Marked != fmt.Sprint(m.ID) || r.Person != "8" || r.Chat.Key != "-1001" || r.Private {
		t.Errorf("the core was asked %+v", asked)
	}
	if n := len(b.srv.Messages(group)); n != 1 {
		t.Errorf("the group was sent %d messages", n)
	}
	if _, err := b.Send(t.Context(), delivery.Message{Chat: record.ChatID{Platform: "telegram", Key: "-1001/45"}, Reply: reply.Reply{Title: "In the topic"}}); err != nil {
		t.Fatal(err)
	}
	b.srv.React(bola, b.awaitText(group, "In the topic"), reply.FoldedHands)
	b.await("the second mark", func() bool { return len(b.core.Asked()) == 2 })
	if r := b.core.Last(); r.Chat.Key != "-1001/45" {
		t.Errorf("in a topic the core was asked %+v", r)
	}
}

func TestAnAnswerToWhatIsOutOfReachStaysInItsTopic(t *testing.T) {
	b := newBench(t)
	b.srv.BeginTopic(ada, 45, ada)
	b.core.Answer("menu", reply.Reply{Title: "Menu", Buttons: [][]reply.Button{{{Label: "Go", Do: "go"}}}})
	b.run()
	b.srv.SayIn(ada, 45, ada, "/menu")
	m := b.awaitText(ada, "Menu")
	b.srv.SayIn(ada, 45, ada, "/help")
	b.awaitText(ada, "You asked help") // so the bot has read where its menu stands
	b.srv.RawText(fmt.Sprintf(`{"update_id":%%d,"callback_query":{"id":"cb-old","from":{"id":7},"chat_instance":"1","data":"1 go","message":{"message_id":%d,"date":0,"chat":{"id":7,"type":"private"}}}}`, m.ID))
	if m := b.awaitText(ada, "You asked 1 go"); m.Thread != 45 {
		t.Errorf("the answer stands in topic %d", m.Thread)
	}
}
