package telegram

import (
	"sync"
	"time"

	"prayerbot/commands/reply"
)

// greetedFor is how long a group that was greeted need not be greeted again: who
// adds the bot by a link makes it a member and has it started there at once.
const greetedFor = time.Minute

// A greeted remembers which groups were greeted just now, and for whom.
type greeted struct {
	mu    sync.Mutex
	given map[greeting]time.Time
}

// A greeting is given to a person in a group: one who has added the bot, or has said
// what a link says for them.
type greeting struct {
	chat, person int64
	added        bool
}

// again notes that somebody is greeted, and tells whether they were so just now for
// the other reason. It says so once: who asks anew is greeted.
func (g *greeted) again(now time.Time, next greeting) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for given, at := range g.given {
		if age := now.Sub(at); age >= greetedFor || age < 0 {
			delete(g.given, given)
		}
	}
	other := next
	other.added = !next.added
	if _, before := g.given[other]; before {
		delete(g.given, other)
		return true
	}
	if g.given == nil {
		g.given = map[greeting]time.Time{}
	}
	g.given[next] = now
	return false
}

// isGreeting tells whether a message is what a link that adds the bot to a group has
// said there, and asks for nothing but a greeting.
func isGreeting(req reply.Request) bool {
	return req.Command == "start" && req.Named && !req.Private && !req.Channel && !reply.Opens(req.Line)
}
