package commands

import (
	"context"
	"errors"
	"fmt"
)

// communityOf is the community of a chat; false where it belongs to none, or
// to one that was dissolved.
func (c *Core) communityOf(ctx context.Context, chat Chat) (Community, bool, error) {
	if chat.Community == "" {
		return Community{}, false, nil
	}
	community, err := c.Store.Community(ctx, chat.Community)
	if errors.Is(err, ErrNone) {
		return Community{}, false, nil
	}
	if err != nil {
		return Community{}, false, fmt.Errorf("read a community: %w", err)
	}
	return community, true, nil
}

// leads tells whether the asker belongs to those who lead a community at this
// moment: its owner, an operator, or a moderator of one of its groups. A group
// comes in by its code alone, so its moderators may see the codes, write to the
// community and agree to what others wrote; what changes it for all the others
// is for its owner. In one of its groups only that group counts, so that a
// member who tries costs no question to the platform. A private chat makes
// nobody a moderator of more than itself.
func (a *ask) leads(ctx context.Context, community Community) (bool, error) {
	if a.operator() || a.owns(community) {
		return true, nil
	}
	chat, err := a.chat(ctx)
	if err != nil {
		return false, err
	}
	if !a.req.Private && chat.Community == community.ID {
		role, err := a.role(ctx)
		return role >= Moderator, err
	}
	leads, err := a.core.leads(ctx, community, a.person(), ChatID{})
	if errors.Is(err, errSilent) {
		a.core.Log.Warn("nobody knows whether somebody leads a community", "platform", a.req.Chat.Platform, "error", err)
		return false, nil
	}
	return leads, err
}

// person names the asker as it is stored.
func (a *ask) person() ChatID { return ChatID{a.req.Chat.Platform, a.req.Person} }

// owns tells whether the asker owns a community.
func (a *ask) owns(community Community) bool {
	return a.req.Person != "" && a.person() == community.Owner
}

// maxAsked bounds in how many groups the platform is asked about one person:
// each is a request of its own, and the person waits.
const maxAsked = 20

// errSilent is a group that did not say who moderates it.
var errSilent = errors.New("a group did not say who moderates it")

// leads tells whether a person owns a community or moderates one of its
// groups, as the platform says at this moment. The group first ("" is none)
// is asked about before the others. Where none says so, and one did not say
// anything, the error is errSilent.
func (c *Core) leads(ctx context.Context, community Community, person, first ChatID) (bool, error) {
	if person.Key == "" || person == community.Owner {
		return person.Key != "", nil
	}
	var silent error
	asked := map[string]bool{"": true} // a private chat has no space
	ask := func(chat Chat) bool {
		if asked[chat.Space] || len(asked) > maxAsked || chat.Community != community.ID {
			return false
		}
		asked[chat.Space] = true
		role, err := c.roleIn(ctx, chat.ID, chat.Space, person.Key)
		if err != nil {
			silent = fmt.Errorf("%w: %w", errSilent, err)
		}
		return err == nil && role >= Moderator
	}
	if first.Platform == person.Platform {
		chat, err := c.Store.Chat(ctx, first)
		if err != nil {
			return false, fmt.Errorf("read the chat: %w", err)
		}
		if ask(chat) {
			return true, nil
		}
	}
	for cursor, more := "", true; more && len(asked) <= maxAsked; more = cursor != "" {
		chats, next, err := c.Store.Members(ctx, community.ID, person.Platform, cursor)
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

// mine is the community of the chat that asks, which the asker must lead.
func (a *ask) mine(ctx context.Context) (Community, error) {
	community, err := a.ours(ctx)
	if err != nil {
		return Community{}, err
	}
	may, err := a.leads(ctx, community)
	if err == nil && !may {
		err = a.problem("problem.community_moderators")
	}
	return community, err
}

// owned is the community of the chat that asks, which the asker must own.
func (a *ask) owned(ctx context.Context) (Community, error) {
	community, err := a.ours(ctx)
	if err == nil && !a.owns(community) && !a.operator() {
		err = a.problem("problem.community_owner")
	}
	return community, err
}

// ours is the community of the chat that asks.
func (a *ask) ours(ctx context.Context) (Community, error) {
	chat, err := a.chat(ctx)
	if err != nil {
		return Community{}, err
	}
	community, is, err := a.core.communityOf(ctx, chat)
	if err == nil && !is {
		err = a.problem("problem.community_none")
	}
	return community, err
}

// changeCommunity edits a community, and tries again where somebody else
// changed it meanwhile.
func (a *ask) changeCommunity(ctx context.Context, id string, edit func(*Community) error) (Community, error) {
	for range changeTries {
		community, err := a.core.Store.Community(ctx, id)
		if errors.Is(err, ErrNone) {
			return Community{}, a.problem("problem.community_none")
		}
		if err != nil {
			return Community{}, fmt.Errorf("read a community: %w", err)
		}
		if err := edit(&community); err != nil {
			return Community{}, err
		}
		err = a.core.Store.SaveCommunity(ctx, community, a.core.Random())
		if err == nil {
			return community, nil
		}
		if !errors.Is(err, ErrChanged) {
			return Community{}, fmt.Errorf("save a community: %w", err)
		}
	}
	return Community{}, fmt.Errorf("save a community: %w", ErrChanged)
}
