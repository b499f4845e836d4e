package session

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"strings"
	"sync"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

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

// joinSpan is how long a server or group waits before it asks the same community
// again.
const joinSpan = time.Hour

// floodTime bounds how long an answer waits for its own counting: a store that
// is slow or away holds nobody up.
const floodTime = 300 * time.Millisecond

// A Limiter counts who asks how often.
type Limiter struct{ env *Env }

// Limiter counts for all sessions of the bot.
func (env *Env) Limiter() Limiter { return Limiter{env} }

// Admit counts a request. Where the store does not answer, everybody is
// welcome.
func (l Limiter) Admit(ctx context.Context, s *Session) record.RateDecision {
	if !l.env.cfg.Limited || s.IsOperator() {
		return record.Allow
	}
	cost := lineCost
	if s.isPress() {
		cost = buttonCost
	}
	decision := l.countRequest(ctx, s, func(mark func(...string) string) []record.RateCount {
		counts := []record.RateCount{{Key: mark("asking", s.rateKey()), Cost: cost, Max: personMost, Window: floodSpan, Mute: floodSilence}}
		if !s.Request.Private && !s.isPress() {
			counts = append(counts, record.RateCount{Key: mark("asking in", s.Request.Chat.Key), Cost: cost, Max: chatMost, Window: floodSpan, Mute: floodSilence})
		}
		return counts
	})
	return l.lenient(ctx, s, decision)
}

// isPress tells whether nothing was typed.
func (s *Session) isPress() bool { return s.Request.Payload != "" || s.Request.Marked != "" }

// AdmitTyping counts a request for suggestions.
func (l Limiter) AdmitTyping(ctx context.Context, s *Session) record.RateDecision {
	if !l.env.cfg.Limited {
		return record.Allow
	}
	decision := l.countRequest(ctx, s, func(mark func(...string) string) []record.RateCount {
		return []record.RateCount{{Key: mark("typing", s.rateKey()), Cost: 1, Max: typingMost, Window: floodSpan}}
	})
	return l.lenient(ctx, s, decision)
}

// CountGuess counts a try of a join code, or takes one back that was right.
func (l Limiter) CountGuess(ctx context.Context, s *Session, cost int) record.RateDecision {
	return l.countRequest(ctx, s, func(mark func(...string) string) []record.RateCount {
		return []record.RateCount{{Key: mark("guess", s.rateKey()), Cost: cost, Max: guessMost, Window: guessSpan}}
	})
}

// CountJoinRequest counts how often a server or group asks to join a community.
func (l Limiter) CountJoinRequest(ctx context.Context, s *Session, community string) record.RateDecision {
	return l.countRequest(ctx, s, func(mark func(...string) string) []record.RateCount {
		return []record.RateCount{{Key: mark("join", community, s.Request.GroupID), Cost: 1, Max: 1, Window: joinSpan}}
	})
}

// countRequest counts under marks that cannot be traced back to a person once the
// day's salt is forgotten.
func (l Limiter) countRequest(ctx context.Context, s *Session, counts func(mark func(...string) string) []record.RateCount) record.RateDecision {
	ctx, cancel := context.WithTimeout(ctx, floodTime)
	defer cancel()
	salt, err := l.env.salts.of(ctx, l.env.Store(), s.Request.Now)
	if err == nil {
		mark := func(parts ...string) string { return Seal(salt, append(parts, s.Request.Chat.Platform)...) }
		var decision record.RateDecision
		if decision, err = l.env.Store().CountRequest(ctx, s.Request.Chat.Platform, counts(mark), s.Request.Now); err == nil {
			return decision
		}
	}
	l.env.Log().Warn("who asks how often could not be counted", "error", err)
	return record.Allow
}

// saltCache remembers the salt of the day, so that counting takes one question to
// the store and not two.
type saltCache struct {
	mu   sync.Mutex
	day  string
	salt []byte
}

func (s *saltCache) of(ctx context.Context, store record.Prayers, now time.Time) ([]byte, error) {
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

// lenient is a decision that shuts out no moderator of the chat.
func (l Limiter) lenient(ctx context.Context, s *Session, v record.RateDecision) record.RateDecision {
	if v != record.Allow && l.moderates(ctx, s) {
		return record.Allow
	}
	return v
}

// roleTime bounds how long a platform is asked for the role of somebody who asks
// too often.
const roleTime = time.Second

// moderates tells whether the asker is a moderator of the chat. A platform that
// did not say so itself is asked once within a silence. In private, where
// everybody is their own moderator, nobody is.
func (l Limiter) moderates(ctx context.Context, s *Session) bool {
	switch {
	case s.Request.Private:
		return false
	case s.Request.Role >= reply.Moderator:
		return true
	}
	key := record.ChatID{Platform: s.Request.Chat.Platform, Key: s.Request.GroupID + " " + s.Request.Chat.Key + " " + s.rateKey()}
	if is, known := l.env.roles.find(key, s.Request.Now); known {
		return is
	}
	ctx, cancel := context.WithTimeout(ctx, roleTime)
	defer cancel()
	role, err := s.Role(ctx)
	if err != nil {
		l.env.Log().Warn("the role of somebody who asks too often is not known", "platform", s.Request.Chat.Platform, "error", err)
	}
	is := err == nil && role >= reply.Moderator
	l.env.roles.keep(key, is, s.Request.Now)
	return is
}

// roleCache remembers, for the time of a silence and in memory alone, who of
// those who ask too often is a moderator.
type roleCache struct {
	mu    sync.Mutex
	known map[record.ChatID]cachedRole // by chat and person
}

type cachedRole struct {
	moderator bool
	until     time.Time
}

// maxRoles is from how many on those are forgotten whose time is over.
const maxRoles = 1000

func (l *roleCache) find(key record.ChatID, now time.Time) (moderator, known bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.known[key]
	return r.moderator, now.Before(r.until)
}

func (l *roleCache) keep(key record.ChatID, moderator bool, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil {
		l.known = map[record.ChatID]cachedRole{}
	}
	if len(l.known) >= maxRoles {
		maps.DeleteFunc(l.known, func(_ record.ChatID, r cachedRole) bool { return !now.Before(r.until) })
	}
	l.known[key] = cachedRole{moderator, now.Add(floodSilence)}
}

// Seal turns a name into a code that cannot be traced back once the day's
// salt is forgotten: 16 characters of a keyed SHA-256.
func Seal(salt []byte, parts ...string) string {
	mac := hmac.New(sha256.New, salt)
	mac.Write([]byte(strings.Join(parts, "\x00")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:12])
}
