package commands

import (
	"context"
	"sync"
	"time"
)

// A Tally is one count of how often somebody asks.
type Tally struct {
	Mark    string        // a salted hash of a person or chat
	Cost    int           // what is added now; below zero takes back
	Most    int           // what may be added up within a span
	Span    time.Duration // from the first cost on
	Silence time.Duration // how long nothing is counted once there was more
}

// A Verdict says what to do with somebody who asks.
type Verdict int

// The verdicts, from the mildest.
const (
	Welcome Verdict = iota
	TooMuch         // this very cost made it too much
	Silent          // it was too much before, and the silence lasts
)

// Floods counts who asks how often. It need not survive a crash.
type Floods interface {
	// Knock adds to tallies of a platform and gives the strictest verdict.
	// Nothing is added where one of them is silent. A tally that is not touched
	// is forgotten after its span and silence.
	Knock(ctx context.Context, platform string, tallies []Tally, now time.Time) (Verdict, error)
}

// What somebody may ask within floodSpan. A line every three seconds is more
// than anyone reads; a group of many may type together, so a chat has three
// times that. A button costs a third of a line and counts for the person
// alone: a whole church may press "I prayed" in the same minute. Suggestions
// while somebody types are counted apart, several a second.
const (
	floodSpan    = time.Minute
	floodSilence = 2 * time.Minute // long enough to stop a script, short enough for a child who played
	lineCost     = 3
	buttonCost   = 1
	personMost   = 20 * lineCost
	chatMost     = 60 * lineCost
	typingMost   = 200
)

// Wrong join codes that a person may try.
const (
	guessMost = 5
	guessSpan = time.Hour
)

// floodTime bounds how long an answer waits for its own counting: a store that
// is slow or away holds nobody up.
const floodTime = 300 * time.Millisecond

// admit counts a request. Where the store does not answer, everybody is
// welcome.
func (c *Core) admit(ctx context.Context, a *ask) Verdict {
	if !c.Limited || a.operator() {
		return Welcome
	}
	cost := lineCost
	if a.req.Payload != "" {
		cost = buttonCost
	}
	verdict := c.knock(ctx, a, func(mark func(...string) string) []Tally {
		tallies := []Tally{{Mark: mark("asking", a.who()), Cost: cost, Most: personMost, Span: floodSpan, Silence: floodSilence}}
		if !a.req.Private && a.req.Payload == "" {
			tallies = append(tallies, Tally{Mark: mark("asking in", a.req.Chat.Key), Cost: cost, Most: chatMost, Span: floodSpan, Silence: floodSilence})
		}
		return tallies
	})
	return c.lenient(ctx, a, verdict)
}

// admitTyping counts a request for suggestions.
func (c *Core) admitTyping(ctx context.Context, a *ask) Verdict {
	if !c.Limited {
		return Welcome
	}
	verdict := c.knock(ctx, a, func(mark func(...string) string) []Tally {
		return []Tally{{Mark: mark("typing", a.who()), Cost: 1, Most: typingMost, Span: floodSpan}}
	})
	return c.lenient(ctx, a, verdict)
}

// guess counts a try of a join code, or takes one back that was right.
func (c *Core) guess(ctx context.Context, a *ask, cost int) Verdict {
	return c.knock(ctx, a, func(mark func(...string) string) []Tally {
		return []Tally{{Mark: mark("guess", a.who()), Cost: cost, Most: guessMost, Span: guessSpan}}
	})
}

// who is the person, or the chat where the platform does not say who it is.
func (a *ask) who() string {
	if a.req.Person == "" {
		return "somebody in " + a.req.Chat.Key
	}
	return a.req.Person
}

// knock counts under marks that cannot be traced back to a person once the
// day's salt is forgotten.
func (c *Core) knock(ctx context.Context, a *ask, tallies func(mark func(...string) string) []Tally) Verdict {
	ctx, cancel := context.WithTimeout(ctx, floodTime)
	defer cancel()
	salt, err := c.salts.of(ctx, c.Store, a.req.Now)
	if err == nil {
		mark := func(parts ...string) string { return seal(salt, append(parts, a.req.Chat.Platform)...) }
		var verdict Verdict
		if verdict, err = c.Store.Knock(ctx, a.req.Chat.Platform, tallies(mark), a.req.Now); err == nil {
			return verdict
		}
	}
	c.Log.Warn("who asks how often could not be counted", "error", err)
	return Welcome
}

// salts remembers the salt of the day, so that counting takes one question to
// the store and not two.
type salts struct {
	mu   sync.Mutex
	day  string
	salt []byte
}

func (s *salts) of(ctx context.Context, store Prayers, now time.Time) ([]byte, error) {
	day := now.UTC().Format(time.DateOnly)
	s.mu.Lock()
	known, salt := s.day == day, s.salt
	s.mu.Unlock()
	if known {
		return salt, nil
	}
	salt, err := store.Salt(ctx, day, now)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.day, s.salt = day, salt
	return salt, nil
}
