package commands

import (
	"context"
	"maps"
	"sync"
	"time"
)

// lenient is a verdict that shuts out no moderator of the chat.
func (c *Core) lenient(ctx context.Context, a *ask, v Verdict) Verdict {
	if v != Welcome && c.moderates(ctx, a) {
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
func (c *Core) moderates(ctx context.Context, a *ask) bool {
	switch {
	case a.req.Private:
		return false
	case a.req.Role >= Moderator:
		return true
	}
	key := ChatID{a.req.Chat.Platform, a.req.Space + " " + a.req.Chat.Key + " " + a.who()}
	if is, known := c.roles.find(key, a.req.Now); known {
		return is
	}
	ctx, cancel := context.WithTimeout(ctx, roleTime)
	defer cancel()
	role, err := a.role(ctx)
	if err != nil {
		c.Log.Warn("the role of somebody who asks too often is not known", "platform", a.req.Chat.Platform, "error", err)
	}
	is := err == nil && role >= Moderator
	c.roles.keep(key, is, a.req.Now)
	return is
}

// lateRoles remembers, for the time of a silence and in memory alone, who of
// those who ask too often is a moderator.
type lateRoles struct {
	mu    sync.Mutex
	known map[ChatID]lateRole // by chat and person
}

type lateRole struct {
	moderator bool
	until     time.Time
}

// maxRoles is from how many on those are forgotten whose time is over.
const maxRoles = 1000

func (l *lateRoles) find(key ChatID, now time.Time) (moderator, known bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.known[key]
	return r.moderator, now.Before(r.until)
}

func (l *lateRoles) keep(key ChatID, moderator bool, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known == nil {
		l.known = map[ChatID]lateRole{}
	}
	if len(l.known) >= maxRoles {
		maps.DeleteFunc(l.known, func(_ ChatID, r lateRole) bool { return !now.Before(r.until) })
	}
	l.known[key] = lateRole{moderator, now.Add(floodSilence)}
}
