package discord

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/commands/reply"
)

// countEvery is how often a message is changed at most to show how many have
// pressed its button.
const countEvery = 2 * time.Second

// A counter decides when a message shows how many have pressed its button, so that
// a crowd changes it no more often than countEvery, and its last number always
// comes, unless the message is edited or deleted meanwhile: then its buttons are others.
// It keeps everything in memory: after a crash the next press shows the number. It is
// safe for concurrent use.
type counter struct {
	clock clock.Clock
	mu    sync.Mutex
	shown map[string]*count // by the message's id
}

// A count is what a message shows, or will.
type count struct {
	at      time.Time // when it was changed last
	n       int       // the newest number
	waiting bool      // somebody shows it at the end of countEvery
	held    bool      // the message is being edited or deleted
}

func newCounter(c clock.Clock) *counter { return &counter{clock: c, shown: map[string]*count{}} }

// maxCounts is how many messages are remembered before those of past turns go.
const maxCounts = 1000

// The ways to show a number.
type countTurn int

const (
	countNow    countTurn = iota // with the answer
	countSoon                    // by the one who asks, after a wait
	countOthers                  // by somebody else who waits
)

// note takes in a number of a message and says who shows it, and after what wait.
func (c *counter) note(message string, n int) (s *count, turn countTurn, wait time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.clock.Now()
	if s = c.shown[message]; s == nil {
		c.prune(now)
		s = &count{}
		c.shown[message] = s
	}
	s.n = max(s.n, n)
	since := now.Sub(s.at)
	switch {
	case s.waiting, s.held:
		return s, countOthers, 0
	case since >= countEvery || since < 0:
		s.at = now
		return s, countNow, 0
	}
	s.waiting = true
	return s, countSoon, countEvery - since
}

// prune forgets messages that may be changed again anyway.
func (c *counter) prune(now time.Time) {
	if len(c.shown) < maxCounts {
		return
	}
	for id, s := range c.shown {
		if !s.waiting && !s.held && now.Sub(s.at) >= countEvery {
			delete(c.shown, id)
		}
	}
}

// take is the newest number of a message, whose turn ends with it; false where the
// message was changed since it was noted.
func (c *counter) take(message string, s *count) (n int, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s.at, s.waiting = c.clock.Now(), false
	return s.n, c.shown[message] == s
}

// rest tells that nobody waits any more to show a number: the next press may.
func (c *counter) rest(s *count) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s.waiting = false
}

// hold drops the numbers of what was sent, by its ids, and lets none be shown there until
// done is called: it is being edited or deleted.
func (c *counter) hold(ids []string) (done func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		c.shown[messageOf(id)] = &count{held: true}
	}
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		for _, id := range ids {
			delete(c.shown, messageOf(id))
		}
	}
}

// answerCounting answers the press of a button that counts: the message shows the
// number, and the asker alone reads the reply. pressed is the button's payload, rows are
// the message's components.
func (a *answerer) answerCounting(i *discordgo.Interaction, r reply.Reply, pressed string, rows json.RawMessage) {
	if _, ok := withCount(rows, pressed, r.Counted); !ok {
		a.answer(i, r)
		return
	}
	s, turn, wait := a.counter.note(i.Message.ID, r.Counted)
	answered := false
	defer func() {
		if turn == countSoon && !answered { // it panicked
			a.counter.rest(s)
		}
	}()
	first := response{Type: deferred}
	switch turn {
	case countOthers:
		a.answer(i, r)
		return
	case countNow:
		shown, _ := withCount(rows, pressed, r.Counted)
		first = response{inPlace, shown}
	}
	if a.respond(i, first) {
		for _, part := range a.render(r) {
			part.Flags |= ephemeral
			a.follow(i, part)
		}
	}
	answered = true
	if turn == countSoon {
		a.countLater(i, s, rows, pressed, wait)
	}
}

// countLater shows the newest number once the wait is over, if it is still to be. The interaction's own
// token changes the message, so nothing is taken from deliveries.
func (a *answerer) countLater(i *discordgo.Interaction, s *count, rows json.RawMessage, pressed string, wait time.Duration) {
	a.clock.Sleep(context.Background(), wait)
	n, ok := a.counter.take(i.Message.ID, s)
	if !ok {
		return
	}
	shown, _ := withCount(rows, pressed, n)
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	where := discordgo.EndpointWebhookMessage(i.AppID, url.PathEscape(i.Token), "@original")
	if err := a.sendAnswer(ctx, http.MethodPatch, where, shown, nil); err != nil {
		a.log.Warn("how many have pressed could not be shown", "error", a.redact(err))
	}
}

// counts is a message of which only the components change.
type counts struct {
	Components []map[string]any `json:"components"`
}

// withCount are a message's components with a number behind the label of one of its
// buttons; not ok where it has no such button.
func withCount(rows json.RawMessage, pressed string, n int) (shown counts, ok bool) {
	if json.Unmarshal(rows, &shown.Components) != nil {
		return counts{}, false
	}
	for _, row := range shown.Components {
		buttons, _ := row["components"].([]any)
		for _, b := range buttons {
			button, _ := b.(map[string]any)
			label, is := button["label"].(string)
			if button["custom_id"] == pressed && is {
				button["label"] = reply.Recount(label, n)
				ok = true
			}
		}
	}
	return shown, ok
}
