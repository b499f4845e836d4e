package schedule

import (
	"context"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// This file keeps a group from being told twice what its platform brings there by itself
// from a channel.

// A joined is the chat that is joined to the one that is set up; nil is none.
type joined struct{ *session.Twin }

// joinedTo asks the platform which chat is joined to the one that is set up.
func joinedTo(ctx context.Context, s *session.Session) (joined, error) {
	if s.Request.Private {
		return joined{}, nil
	}
	twin, is, err := s.TwinOf(ctx, s.Request.Chat)
	if err != nil || !is {
		return joined{}, err
	}
	return joined{&twin}, nil
}

// comes is what is said in a group where a subscription would bring what comes there by
// itself; false where it would not.
func (j joined) comes(s *session.Session, chat record.Chat, wanted record.Subscription) (reply.Reply, bool) {
	if j.Twin == nil || !j.IsChannel {
		return reply.Reply{}, false
	}
	own := j.Bringing(chat, wanted, content.Date{})
	if own == nil {
		return reply.Reply{}, false
	}
	answer := s.Sentence("joined.comes", words.With{"Time": s.Clock(own.At), "Days": s.Days(own.Days), "Zone": session.ZoneText(own.Location())})
	answer.Visibility = reply.InPlace
	return answer, true
}

// note keeps in the record of a group which channel is joined to it.
func (j joined) note(chat *record.Chat) {
	switch {
	case j.Twin == nil:
		chat.Linked = ""
	case j.IsChannel:
		chat.Linked = j.ID.Key
	}
}

// settle keeps in the record of a channel's group that its posts come there, and adds to what
// is said of a new subscription of the channel that the group has the same.
func (j joined) settle(ctx context.Context, s *session.Session, chat record.Chat, sub record.Subscription, blocks []reply.Block) ([]reply.Block, error) {
	if j.Twin == nil || j.IsChannel {
		return blocks, nil
	}
	if err := s.Link(ctx, j.ID, chat.ID.Key, s.Request.Now); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(j.Subscriptions, func(there record.Subscription) bool { return chat.Brings(j.Chat, there, content.Date{}) }) {
		return blocks, nil
	}
	return append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("joined.there")}), nil
}

// forwarded says which of a group's subscriptions come with the posts of a channel.
func forwarded(ctx context.Context, s *session.Session, chat record.Chat) ([]reply.Block, error) {
	if chat.Linked == "" {
		return nil, nil
	}
	channel, err := s.Store().Chat(ctx, record.ChatID{Platform: chat.ID.Platform, Key: chat.Linked})
	if err != nil {
		return nil, err
	}
	var blocks []reply.Block
	for _, sub := range chat.Subscriptions {
		if channel.Brings(chat, sub, content.Date{}) {
			blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("joined.status", words.With{"Time": s.Clock(sub.At)})})
		}
	}
	return blocks, nil
}
