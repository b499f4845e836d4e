package outbox

import (
	"context"
	"errors"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// A requester makes one try of what a delivery asks of the platform.
type requester struct{ cfg *Config }

// try makes one try of what a plan asks for.
func (c *requester) try(ctx context.Context, j *plan) (ids []string, err error) {
	switch {
	case j.step == StepRetract:
		return nil, c.takeBack(ctx, j)
	case j.step.Revision() > 0:
		return nil, c.cfg.Editor.Edit(ctx, j.message, j.ids)
	}
	return c.cfg.Sender.Send(ctx, j.message)
}

// takeBack removes what was sent; where a note is to be left, or the platform
// does not let it be removed any more, a note takes its place.
func (c *requester) takeBack(ctx context.Context, j *plan) error {
	var refused *delivery.RefusedError
	if !j.note {
		err := c.cfg.Editor.Delete(ctx, j.message.Chat, j.ids)
		if !errors.As(err, &refused) {
			return err
		}
	}
	j.message.Close = true
	if j.each {
		return c.replaceEach(ctx, j)
	}
	err := c.cfg.Editor.Edit(ctx, j.message, j.ids)
	var missing *delivery.MissingError
	if errors.As(err, &missing) {
		return nil
	}
	return err
}

// replaceEach deletes each message for itself, and puts the note into those that
// cannot be deleted: they may be of several deliveries, and no one of them may
// go on saying what it did.
func (c *requester) replaceEach(ctx context.Context, j *plan) error {
	for _, id := range j.ids {
		var refused *delivery.RefusedError
		err := c.cfg.Editor.Delete(ctx, j.message.Chat, []string{id})
		if errors.As(err, &refused) {
			var missing *delivery.MissingError
			if err = c.cfg.Editor.Edit(ctx, j.message, []string{id}); errors.As(err, &missing) {
				continue
			}
			j.Copy = record.CopyReplaced.State()
		}
		if err != nil {
			return err
		}
	}
	return nil
}
