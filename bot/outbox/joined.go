package outbox

import (
	"context"
	"fmt"
	"time"

	"prayerbot/commands/record"
)

// joinedWait is how long after its confirmation an announcement waits in a group for the
// channel that is joined to it: better twice than late.
const joinedWait = time.Minute

// comesByItself tells whether a chat reads an announcement with the posts of the channel
// that is joined to it, where that has it. wait is when it is to be looked at again, because
// the channel is still to get it; 0 is that it is to be sent.
func (c *planner) comesByItself(ctx context.Context, p *task, a record.Announcement, chat record.Chat, now time.Time) (comes bool, wait time.Duration, err error) {
	if chat.Linked == "" || p.Parts > 0 {
		return false, 0, nil
	}
	made, err := c.cfg.Store.Copy(ctx, a.ID, record.ChatID{Platform: chat.ID.Platform, Key: chat.Linked})
	if err != nil {
		return false, 0, fmt.Errorf("read the copy of a channel: %w", err)
	}
	switch kind := made.State.Kind; {
	case kind == record.CopySent || kind == record.CopyCorrected:
		return c.cfg.Core.Joined(ctx, chat), 0, nil
	case kind == record.CopyWaiting && now.Sub(a.Confirmed) < joinedWait:
		return false, turnAfter, nil
	}
	return false, 0, nil
}
