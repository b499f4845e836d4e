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
// comes. It keeps everything in memory: after a crash the next press shows the
// number. It is safe for concurrent use.
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
}

// maxCounts is how many messages are remembered before those of past turns go.
const maxCounts = 1000

// The ways to show a number.
type countTurn int

const (
	countNow    countTurn = iota // with the answer
	countSoon                    // by the one who asks, after a wait
	countOthers                  // by somebody else who waits
)

// note takes in a number and says who shows it, and after what wait.
func (c *counter) note(message string, n int) (turn countTurn, wait time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.clock.Now()
	s := c.shown[message]
	if s == nil {
		c.prune(now)
		s = &count{}
		c.shown[message] = s
	}
	s.n = max(s.n, n)
	since := now.Sub(s.at)
	switch {
	case s.waiting:
		return countOthers, 0
	case since >= countEvery || since < 0:
		s.at = now
		return countNow, 0
	}
	s.waiting = true
	return countSoon, countEvery - since
}

// prune forgets messages that may be changed again anyway.
func (c *counter) prune(now time.Time) {
	if len(c.shown) < maxCounts {
		return
	}
	for id, s := range c.shown {
		if !s.waiting && now.Sub(s.at) >= countEvery {
			delete(c.shown, id)
		}
	}
}

// take is the newest number of a message, whose turn ends with it.
func (c *counter) take(message string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.shown[message]
	s.at, s.waiting = c.clock.Now(), false
	return s.n
}

// rest tells that nobody waits any more to show a message's number: the next press may.
func (c *counter) rest(message string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.shown[message].waiting = false
}

// answerCounting answers the press of a button that counts: the message shows the
// number, and the asker alone reads the reply. pressed is the button's payload, rows are
// the message's components.
func (a *answerer) answerCounting(i *discordgo.Interaction, r reply.Reply, pressed string, rows json.RawMessage) {
	if _, ok := withCount(rows, pressed, r.Counted); !ok {
		a.answer(i, r)
		return
	}
	turn, wait := a.counter.note(i.Message.ID, r.Counted)
	answered := false
	defer func() {
		if turn == countSoon && !answered { // it panicked
			a.counter.rest(i.Message.ID)
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
		a.countLater(i, rows, pressed, wait)
	}
}

// countLater shows the newest number once the wait is over. The interaction's own
// token changes the message, so nothing is taken from deliveries.
func (a *answerer) countLater(i *discordgo.Interaction, rows json.RawMessage, pressed string, wait time.Duration) {
	a.clock.Sleep(context.Background(), wait)
	shown, _ := withCount(rows, pressed, a.counter.take(i.Message.ID))
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
