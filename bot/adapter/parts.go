package adapter

import (
	"context"
	"errors"

	"prayerbot/bot/delivery"
	"prayerbot/bot/pace"
)

// SendParts makes one try to send a delivery's parts, without those that were
// accepted before. It returns the ids of the messages that it made, also where
// it failed after some of them.
func SendParts[P any](ctx context.Context, pacer *pace.Pacer, m delivery.Message, parts []P, send func(i int, part P) (id string, err error)) (ids []string, err error) {
	for i := m.Skip; i < len(parts); i++ {
		if i > m.Skip {
			if err := pacer.Part(ctx, m.Chat); err != nil {
				return ids, &delivery.PartialError{Sent: i, Err: err}
			}
		}
		id, err := send(i, parts[i])
		switch {
		case err != nil && i > 0:
			return ids, &delivery.PartialError{Sent: i, Err: err}
		case err != nil:
			return ids, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// errTooFew is the refusal of a text that needs more messages than there are.
var errTooFew = errors.New("the text needs more messages than there are")

// EditParts makes messages show other parts, one after the other, and returns
// the messages that are left over. Where there are more parts than messages,
// it is refused before any is changed.
func EditParts[ID, P any](ids []ID, parts []P, edit func(id ID, part P) error) (spare []ID, err error) {
	if len(parts) > len(ids) {
		return nil, &delivery.RefusedError{Err: errTooFew}
	}
	for i, part := range parts {
		if err := edit(ids[i], part); err != nil {
			return nil, err
		}
	}
	return ids[len(parts):], nil
}

// DeleteAll removes messages. One that is missing is removed.
func DeleteAll[ID any](ids []ID, remove func(ID) error) error {
	for _, id := range ids {
		var missing *delivery.MissingError
		if err := remove(id); err != nil && !errors.As(err, &missing) {
			return err
		}
	}
	return nil
}
