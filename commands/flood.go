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

// Admit counts a request. Where the store does not answer, everybody is
// welcome.
func (env *Env) Admit(ctx context.Context, s *Session) Verdict {
	if !env.cfg.Limited || s.IsOperator() {
		return Welcome
	}
	cost := lineCost
	if s.Request.Payload != "" {
		cost = buttonCost
	}
	verdict := env.knock(ctx, s, func(mark func(...string) string) []Tally {
		tallies := []Tally{{Mark: mark("asking", s.who()), Cost: cost, Most: personMost, Span: floodSpan, Silence: floodSilence}}
		if !s.Request.Private && s.Request.Payload == "" {
			tallies = append(tallies, Tally{Mark: mark("asking in", s.Request.Chat.Key), Cost: cost, Most: chatMost, Span: floodSpan, Silence: floodSilence})
		}
		return tallies
	})
	return env.lenient(ctx, s, verdict)
}

// AdmitTyping counts a request for suggestions.
func (env *Env) AdmitTyping(ctx context.Context, s *Session) Verdict {
	if !env.cfg.Limited {
		return Welcome
	}
	verdict := env.knock(ctx, s, func(mark func(...string) string) []Tally {
		return []Tally{{Mark: mark("typing", s.who()), Cost: 1, Most: typingMost, Span: floodSpan}}
	})
	return env.lenient(ctx, s, verdict)
}

// CountGuess counts a try of a join code, or takes one back that was right.
func (env *Env) CountGuess(ctx context.Context, s *Session, cost int) Verdict {
	return env.knock(ctx, s, func(mark func(...string) string) []Tally {
		return []Tally{{Mark: mark("guess", s.who()), Cost: cost, Most: guessMost, Span: guessSpan}}
	})
}

// who is the person, or the chat where the platform does not say who it is.
func (s *Session) who() string {
	if s.Request.Person == "" {
		return "somebody in " + s.Request.Chat.Key
	}
	return s.Request.Person
}

// knock counts under marks that cannot be traced back to a person once the
// day's salt is forgotten.
func (env *Env) knock(ctx context.Context, s *Session, tallies func(mark func(...string) string) []Tally) Verdict {
	ctx, cancel := context.WithTimeout(ctx, floodTime)
	defer cancel()
	salt, err := env.salts.of(ctx, env.Store(), s.Request.Now)
	if err == nil {
		mark := func(parts ...string) string { return Seal(salt, append(parts, s.Request.Chat.Platform)...) }
		var verdict Verdict
		if verdict, err = env.Store().Knock(ctx, s.Request.Chat.Platform, tallies(mark), s.Request.Now); err == nil {
			return verdict
		}
	}
	env.Log().Warn("who asks how often could not be counted", "error", err)
	return Welcome
}

// SaltCache remembers the salt of the day, so that counting takes one question to
// the store and not two.
type SaltCache struct {
	mu   sync.Mutex
	day  string
	salt []byte
}

func (s *SaltCache) of(ctx context.Context, store Prayers, now time.Time) ([]byte, error) {
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
