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

// asked is a chat's platform as something that can be asked; false where it is not
// there, or cannot be asked that.
func asked[T any](r *Rights, chat record.ChatID) (T, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	p, can := r.asks[chat.Platform].(T)
	return p, can
}

// Place asks the chat's platform; on one that cannot describe chats, or is not there,
// nothing is Seen.
func (r *Rights) Place(ctx context.Context, chat record.ChatID, groupID, person string) (reply.Place, error) {
	if p, can := asked[reply.Places](r, chat); can {
		return p.Place(ctx, chat, groupID, person)
	}
	return reply.Place{Chat: chat}, nil
}

// RolePing asks the chat's platform; on one that has no roles there is none to ping.
func (r *Rights) RolePing(ctx context.Context, chat record.ChatID, groupID, person, role string) (string, error) {
	if p, can := asked[reply.RolePings](r, chat); can {
		return p.RolePing(ctx, chat, groupID, person, role)
	}
	return record.PingGone, nil
}

// Common is the chat that all of a server or group read, where its platform has such
// a thing and says so.
func (r *Rights) Common(ctx context.Context, chat record.ChatID, groupID string) (record.ChatID, bool) {
	if p, can := asked[reply.Commons](r, chat); can {
		return p.Common(ctx, chat, groupID)
	}
	return record.ChatID{}, false
}

// Nature asks the chat's platform; on one whose chats have no kinds, or that is not
// there, that is an error.
func (r *Rights) Nature(ctx context.Context, chat record.ChatID) (reply.Nature, error) {
	if p, can := asked[reply.Natures](r, chat); can {
		return p.Nature(ctx, chat)
	}
	return reply.Nature{}, fmt.Errorf("%s does not say what a chat is", chat.Platform)
}

// Role asks the chat's platform; of a platform that is not there nobody can say
// what somebody may do.
func (r *Rights) Role(ctx context.Context, chat record.ChatID, groupID, person string) (reply.Role, error) {
	if p, can := asked[reply.Rights](r, chat); can {
		return p.Role(ctx, chat, groupID, person)
	}
	return reply.Anyone, fmt.Errorf("%s is not there to be asked for a role", chat.Platform)
}
