package session

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/words"
)

// Communities are those to which chats belong.
type Communities struct {
	store     record.Store
	platforms *Platforms
}

// WithCommunity adds to a reply what the chat's community prays for, which goes before
// what the chat chose by itself.
func (cs *Communities) WithCommunity(ctx context.Context, s *Session, chat record.Chat, answer reply.Reply) (reply.Reply, error) {
	community, is, err := cs.CommunityOf(ctx, chat)
	if err != nil || !is {
		return answer, err
	}
	text := s.Say("community.selection", words.With{"Name": community.Name, "For": s.Selection(community.Selection)})
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Note, Text: text})
	return answer, nil
}

// CommunityOf is the community of a chat; false where it belongs to none, or
// to one that was dissolved.
func (cs *Communities) CommunityOf(ctx context.Context, chat record.Chat) (record.Community, bool, error) {
	if chat.Community == "" {
		return record.Community{}, false, nil
	}
	community, err := cs.store.Community(ctx, chat.Community)
	if errors.Is(err, record.ErrNotFound) {
		return record.Community{}, false, nil
	}
	if err != nil {
		return record.Community{}, false, fmt.Errorf("read a community: %w", err)
	}
	return community, true, nil
}

// LeadsAnyGroup tells whether a person moderates a group of a community, as the
// platform says at this moment; private chats do not count, nor does a group that the
// bot was removed from. All groups are asked: where none says so, and one did not say
// anything, or there are too many, the error is ErrSilent.
func (cs *Communities) LeadsAnyGroup(ctx context.Context, community record.Community, person record.UserID) (bool, error) {
	asked, silent := map[string]bool{"": true}, error(nil) // a private chat has no group
	for cursor, more := "", true; more; more = cursor != "" {
		chats, next, err := cs.store.Members(ctx, community.ID, person.Platform, cursor)
		if err != nil {
			return false, fmt.Errorf("read the members of a community: %w", err)
		}
		for _, chat := range chats {
			if asked[chat.GroupID] || chat.Stopped == record.StopBlocked || chat.Stopped == record.StopDeleted {
				continue
			}
			if asked[chat.GroupID] = true; len(asked) > mostGroups {
				return false, fmt.Errorf("%w: there are too many", ErrSilent)
			}
			role, err := cs.platforms.RoleOf(ctx, chat.ID, chat.GroupID, person.Key)
			if err != nil {
				silent = fmt.Errorf("%w: %w", ErrSilent, err)
			} else if role >= reply.Moderator {
				return true, nil
			}
		}
		cursor = next
	}
	return false, silent
}

// mostGroups bounds how many groups are asked about one person where all have to be:
// more than any community has, and seconds of the platform's pace.
const mostGroups = 200

// maxAsked bounds in how many groups the platform is asked about one person:
// each is a request of its own, and the person waits.
const maxAsked = 20

// ErrSilent is a group that did not say who moderates it.
var ErrSilent = errors.New("a group did not say who moderates it")

// LeadsCommunity tells whether a person owns a community or moderates one of its
// groups, as the platform says at this moment. The group first ("" is none)
// is asked about before the others. Where none says so, and one did not say
// anything, the error is errSilent.
func (cs *Communities) LeadsCommunity(ctx context.Context, community record.Community, person record.UserID, first record.ChatID) (bool, error) {
	if person.Key == "" || person == community.Owner {
		return person.Key != "", nil
	}
	var silent error
	asked := map[string]bool{"": true} // a private chat has no group
	ask := func(chat record.Chat) bool {
		if asked[chat.GroupID] || len(asked) > maxAsked || chat.Community != community.ID {
			return false
		}
		asked[chat.GroupID] = true
		role, err := cs.platforms.RoleOf(ctx, chat.ID, chat.GroupID, person.Key)
		if err != nil {
			silent = fmt.Errorf("%w: %w", ErrSilent, err)
		}
		return err == nil && role >= reply.Moderator
	}
	if first.Platform == person.Platform {
		chat, err := cs.store.Chat(ctx, first)
		if err != nil {
			return false, fmt.Errorf("read the chat: %w", err)
		}
		if ask(chat) {
			return true, nil
		}
	}
	for cursor, more := "", true; more && len(asked) <= maxAsked; more = cursor != "" {
		chats, next, err := cs.store.Members(ctx, community.ID, person.Platform, cursor)
		if err != nil {
			return false, fmt.Errorf("read the members of a community: %w", err)
		}
		for _, chat := range chats {
			if ask(chat) {
				return true, nil
			}
		}
		cursor = next
	}
	return false, silent
}
