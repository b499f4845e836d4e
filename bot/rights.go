package bot

import (
	"context"
	"sync"

	"prayerbot/commands"
)

// Rights asks the platform of a chat what a person may do there. The zero
// Rights knows no platform yet.
type Rights struct {
	mu   sync.RWMutex
	asks map[string]commands.Rights
}

// Add makes a platform known.
func (r *Rights) Add(p Platform) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.asks == nil {
		r.asks = map[string]commands.Rights{}
	}
	r.asks[p.Name()] = p
}

// Role asks the chat's platform; on a platform that is not there everybody is
// Anyone.
func (r *Rights) Role(ctx context.Context, chat commands.ChatID, space, person string) (commands.Role, error) {
	r.mu.RLock()
	ask := r.asks[chat.Platform]
	r.mu.RUnlock()
	if ask == nil {
		return commands.Anyone, nil
	}
	return ask.Role(ctx, chat, space, person)
}
