package telegram

import (
	"sync"
	"time"

	"prayerbot/commands/reply"
)

// greetedFor is how long a group that was greeted need not be greeted again: who
// adds the bot by a link makes it a member and has it started there at once.
const greetedFor = time.Minute

// A greeted remembers which groups were greeted just now.
type greeted struct {
	mu    sync.Mutex
	chats map[int64]time.Time
}

// again notes that a group is greeted, and tells whether it was so just now.
func (g *greeted) again(chat int64, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	at, before := g.chats[chat]
	for id, at := range g.chats {
		if age := now.Sub(at); age >= greetedFor || age < 0 {
			delete(g.chats, id)
		}
	}
	if age := now.Sub(at); before && age >= 0 && age < greetedFor {
		delete(g.chats, chat)
		return true
	}
	if g.chats == nil {
		g.chats = map[int64]time.Time{}
	}
	g.chats[chat] = now
	return false
}

// isGreeting tells whether a message is what a link that adds the bot to a group has
// said there, and asks for nothing but a greeting.
func isGreeting(req reply.Request) bool {
	return req.Command == "start" && req.Named && !req.Private && !req.Channel && !reply.Opens(req.Line)
}
