package bot

import (
	"context"
	"fmt"
	"sync"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// Rights asks the platform of a chat what a person may do there. The zero
// Rights knows no platform yet.
type Rights struct {
	mu   sync.RWMutex
	asks map[string]reply.Rights
}

// Add makes a platform known.
func (r *Rights) Add(p Platform) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.asks == nil {
		r.asks = map[string]reply.Rights{}
	}
	r.asks[p.Name()] = p
}

// Place asks the chat's platform; on one that cannot describe chats, or is not there,
// nothing is Seen.
func (r *Rights) Place(ctx context.Context, chat record.ChatID, groupID, person string) (reply.Place, error) {
	r.mu.RLock()
	places, can := r.asks[chat.Platform].(reply.Places)
	r.mu.RUnlock()
	if !can {
		return reply.Place{Chat: chat}, nil
	}
	return places.Place(ctx, chat, groupID, person)
}

// Common is the chat that all of a server or group read, where its platform has such
// a thing and says so.
func (r *Rights) Common(ctx context.Context, chat record.ChatID, groupID string) (record.ChatID, bool) {
	r.mu.RLock()
	ask, has := r.asks[chat.Platform].(reply.Commons)
	r.mu.RUnlock()
	if !has {
		return record.ChatID{}, false
	}
	return ask.Common(ctx, chat, groupID)
}

// Role asks the chat's platform; of a platform that is not there nobody can say
// what somebody may do.
func (r *Rights) Role(ctx context.Context, chat record.ChatID, space, person string) (reply.Role, error) {
	r.mu.RLock()
	ask := r.asks[chat.Platform]
	r.mu.RUnlock()
	if ask == nil {
		return reply.Anyone, fmt.Errorf("%s is not there to be asked for a role", chat.Platform)
	}
	return ask.Role(ctx, chat, space, person)
}
