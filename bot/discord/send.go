package discord

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
)

// nonceWindow is how long Discord is sure to drop a repeat ("a few minutes").
const nonceWindow = 2 * time.Minute

// A sender makes single tries to send deliveries.
type sender struct {
	threads
	rights  *rights
	directs directs
	calm    calm
}

// Send makes one try to bring a delivery.
func (s *sender) Send(ctx context.Context, m delivery.Message) (ids []string, err error) {
	ids, err = s.send(ctx, m)
	var gone *delivery.GoneError
	if errors.As(err, &gone) {
		s.calm.stir(m.GroupID, s.clock.Now())
	}
	return ids, err
}

func (s *sender) send(ctx context.Context, m delivery.Message) (ids []string, err error) {
	if wait := s.invalid.rest(s.clock.Now()); wait > 0 {
		return nil, &delivery.RetryAfterError{For: wait, Everyone: true}
	}
	parts := s.renderSent(m.Reply)
	if err := s.ping(ctx, m, parts); err != nil {
		return nil, err
	}
	if m.Alone {
		if m.Chat.Key, err = s.privateChannel(ctx, m.Chat.Key); err != nil {
			return nil, err
		}
	}
	if m.Post {
		return poster{s}.sendPost(ctx, m, parts)
	}
	return adapter.SendParts(ctx, s.pacer, m, parts, func(i int, part message) (string, error) {
		part.Nonce, part.Enforce = m.Nonce+strconv.Itoa(i), true
		id, err := s.sendPart(ctx, m, part)
		if err == nil && i == 0 && id != "" && s.finish(ctx, m, id) {
			id += threadMark
		}
		return id, err
	})
}

// sendPart sends one message and returns its id. Where an earlier try may have
// gone out so long ago that the nonce does not tell any more, the channel is
// read first.
func (s *sender) sendPart(ctx context.Context, m delivery.Message, part message) (string, error) {
	absent := false
	if !m.First.IsZero() && s.clock.Now().Sub(m.First) > nonceWindow {
		id, known, err := s.isThere(ctx, m, part)
		if err != nil || id != "" {
			return id, err
		}
		absent = known
	}
	id, err := s.post(ctx, m, part)
	if err != nil && absent {
		return "", &delivery.AbsentError{Err: err}
	}
	return id, err
}

// post sends a message and returns its id: with its picture, or where that is
// refused without it and with the same nonce. The error is sorted.
func (s *sender) post(ctx context.Context, m delivery.Message, part message) (id string, err error) {
	err = s.awake(ctx, m.Chat.Key, func() error {
		id, err = s.postShown(ctx, m, part)
		return err
	})
	return id, err
}

// postShown is post to a channel that is no archived thread.
func (s *sender) postShown(ctx context.Context, m delivery.Message, part message) (id string, err error) {
	shown, err := s.illustrate(ctx, m.Chat.Key, part, func(part message, picture []byte) error {
		id, err = s.postOnce(ctx, m, part, picture)
		return err
	})
	if shown || err != nil {
		return id, err
	}
	return s.postOnce(ctx, m, part, nil)
}

// postOnce makes the request that sends a message, with a picture beside it where
// that is not nil.
func (s *sender) postOnce(ctx context.Context, m delivery.Message, part message, picture []byte) (string, error) {
	where := discordgo.EndpointChannelMessages(m.Chat.Key)
	data, trace, err := s.call(ctx, http.MethodPost, where, where, part, picture)
	if err != nil {
		return "", s.refusesPicture(err, part.pictured(), s.sort(err, trace))
	}
	var made struct{ ID string }
	if err := json.Unmarshal(data, &made); err != nil {
		s.log.Warn("Discord did not say how it names a message", "error", err)
	}
	return made.ID, nil
}
