package commands

import (
	"context"
	"maps"
	"sync"
	"time"
)

// lenient is a verdict that shuts out no moderator of the chat.
func (env *Env) lenient(ctx context.Context, s *Session, v Verdict) Verdict {
	if v != Welcome && env.moderates(ctx, s) {
		return Welcome
	}
	return v
}

// roleTime bounds how long a platform is asked for the role of somebody who asks
// too often.
const roleTime = time.Second

// moderates tells whether the asker is a moderator of the chat. A platform that
// did not say so itself is asked once within a silence. In private, where
// everybody is their own moderator, nobody is.
func (env *Env) moderates(ctx context.Context, s *Session) bool {
	switch {
	case s.Request.Private:
		return false
	case s.Request.Role >= Moderator:
		return true
	}
	key := ChatID{Platform: s.Request.Chat.Platform, Key: s.Request.Space + " " + s.Request.Chat.Key + " " + s.who()}
	if is, known := env.roles.find(key, s.Request.Now); known {
		return is
	}
	ctx, cancel := context.WithTimeout(ctx, roleTime)
	defer cancel()
	role, err := s.Role(ctx)
	if err != nil {
		env.Log().Warn("the role of somebody who asks too often is not known", "platform", s.Request.Chat.Platform, "error", err)
	}
	is := err == nil && role >= Moderator
	env.roles.keep(key, is, s.Request.Now)
	return is
}

// roleCache remembers, for the time of a silence and in memory alone, who of
// those who ask too often is a moderator.
type roleCache struct {
	mu    sync.Mutex
	known map[ChatID]cachedRole // by chat and person
}

type cachedRole struct {
	moderator bool
	until     time.Time
}

// maxRoles is from how many on those are forgotten whose time is over.
const maxRoles = 1000

func (l *roleCache) find(key ChatID, now time.Time) (moderator, known bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.known[key]
	return r.moderator, now.Before(r.until)
}

func (l *roleCache) keep(key ChatID, moderator bool, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil {
		l.known = map[ChatID]cachedRole{}
	}
	if len(l.known) >= maxRoles {
		maps.DeleteFunc(l.known, func(_ ChatID, r cachedRole) bool { return !now.Before(r.until) })
	}
	l.known[key] = cachedRole{moderator, now.Add(floodSilence)}
}
