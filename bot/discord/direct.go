package discord

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/delivery"
)

// directs are the channels of people alone with the bot, once they are known, in
// memory alone: those who run the bot or own a community, so only a few.
type directs struct {
	mu    sync.Mutex
	known map[string]string
}

func (d *directs) find(person string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.known[person]
}

func (d *directs) keep(person, channel string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.known == nil {
		d.known = map[string]string{}
	}
	d.known[person] = channel
}

// privateChannel is the channel where a person is alone with the bot. Discord is
// asked once; to ask again gives the same channel. The error is sorted.
func (s *sender) privateChannel(ctx context.Context, person string) (string, error) {
	if channel := s.directs.find(person); channel != "" {
		return channel, nil
	}
	if err := s.pacer.Question(ctx); err != nil {
		return "", err
	}
	where := discordgo.EndpointUserChannels("@me")
	data, trace, err := s.call(ctx, http.MethodPost, where, where, map[string]string{"recipient_id": person}, nil)
	var unknown *delivery.InDoubtError
	if err := s.sort(err, trace); errors.As(err, &unknown) { // nothing was sent
		return "", unknown.Err
	} else if err != nil {
		return "", err
	}
	var channel struct{ ID string }
	if err := json.Unmarshal(data, &channel); err != nil {
		return "", s.redact(err)
	}
	s.directs.keep(person, channel.ID)
	return channel.ID, nil
}
