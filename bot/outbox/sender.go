package outbox

import (
	"context"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// Sender is what a courier needs of a platform. Send makes one try, without
// any waiting or repeating of its own, and sorts the failure: the errors of package delivery
// say what the courier has to do; any other error may pass by itself and is
// known not to have been accepted.
type Sender interface {
	// Send returns the ids of the messages that it made, also where it failed
	// after some of them. A platform without ids returns none.
	Send(ctx context.Context, m delivery.Message) (ids []string, err error)
}

// Editor is what a courier needs of a platform to change what was sent. Like
// Send, a method makes one try. A repeat does no harm.
type Editor interface {
	// Edit makes the messages of the ids show m.Reply instead. What is left of
	// more messages than it needs is deleted; where it needs more than there
	// are, it is a delivery.RefusedError.
	Edit(ctx context.Context, m delivery.Message, ids []string) error
	// Delete removes the messages. One that is not there any more is removed.
	Delete(ctx context.Context, chat record.ChatID, ids []string) error
}
