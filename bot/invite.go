package bot

import (
	"context"
	"sync"
	"time"
)

// Invites asks the platforms for addresses that open the bot. The zero Invites
// knows no platform yet.
type Invites struct {
	mu   sync.RWMutex
	asks []inviter
}

// An inviter is a platform where an address can open the bot.
type inviter interface {
	Invite(ctx context.Context, mark string) (person, group string)
}

// Add makes a platform known; one that has no such addresses is left out.
func (i *Invites) Add(p Platform) {
	if asks, ok := p.(inviter); ok {
		i.mu.Lock()
		defer i.mu.Unlock()
		i.asks = append(i.asks, asks)
	}
}

// inviteTime bounds how long a platform may take to say how the bot is called:
// somebody waits for an answer, which is of use without the addresses too.
const inviteTime = time.Second

// Invite gives the addresses of the first platform that has some.
func (i *Invites) Invite(ctx context.Context, mark string) (person, group string) {
	ctx, cancel := context.WithTimeout(ctx, inviteTime)
	defer cancel()
	i.mu.RLock()
	defer i.mu.RUnlock()
	for _, asks := range i.asks {
		if person, group = asks.Invite(ctx, mark); person != "" {
			break
		}
	}
	return person, group
}
