package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"prayerbot/commands/words"
)

// maxBadges bounds how many badges make moderators of a space: more than any
// church has tasks.
const maxBadges = 10

// ErrFull is returned where there are as many as there may be.
var ErrFull = errors.New("there are as many as there may be")

func (c *Core) moderatorsRow() entry {
	return entry{
		Row: Row{Name: "moderators", Role: Moderator, Params: []Param{
			{Name: "do", Choices: []Choice{{"moderators_show", "show"}, {"moderators_add", "add"}, {"moderators_remove", "remove"}}},
			{Name: "role", Badge: true},
		}},
		run: c.moderators,
	}
}

// moderators shows who moderates here, or changes which badges make somebody a
// moderator, where the platform has such.
func (c *Core) moderators(ctx context.Context, a *ask) (Reply, error) {
	verb, badge, _ := strings.Cut(a.args, " ")
	switch verb = strings.ToLower(verb); {
	case a.req.Private:
		return a.sentence("moderators.private"), nil
	case a.req.Badges == nil:
		return a.sentence("moderators.admins"), nil
	case verb == "" || verb == "show":
		return c.showModerators(ctx, a, "")
	case verb == "add":
		return c.entrust(ctx, a, strings.TrimSpace(badge))
	case verb == "remove":
		return c.distrust(ctx, a, strings.TrimSpace(badge))
	}
	return Reply{}, a.problem("problem.moderators_do", words.With{"Text": quote(verb)})
}

// entrust adds a badge. Only who manages the space by the platform's own word
// may: those who hold a badge cannot pass their trust on.
func (c *Core) entrust(ctx context.Context, a *ask, badge string) (Reply, error) {
	if err := a.manages(badge); err != nil {
		return Reply{}, err
	}
	if badge == a.req.Space {
		return Reply{}, a.problem("problem.moderators_everyone")
	}
	err := c.Store.Entrust(ctx, a.req.Chat.Platform, a.req.Space, badge, maxBadges)
	if errors.Is(err, ErrFull) {
		return Reply{}, a.problem("problem.moderators_full", words.With{"Most": maxBadges})
	}
	if err != nil {
		return Reply{}, fmt.Errorf("trust a badge: %w", err)
	}
	return c.showModerators(ctx, a, a.say("moderators.added"))
}

// distrust removes a badge.
func (c *Core) distrust(ctx context.Context, a *ask, badge string) (Reply, error) {
	if err := a.manages(badge); err != nil {
		return Reply{}, err
	}
	if err := c.Store.Distrust(ctx, a.req.Chat.Platform, a.req.Space, badge); err != nil {
		return Reply{}, fmt.Errorf("trust a badge no more: %w", err)
	}
	return c.showModerators(ctx, a, a.say("moderators.removed"))
}

// manages refuses whom the platform itself does not call a moderator, and what
// is no badge: an id has no spaces.
func (a *ask) manages(badge string) error {
	switch {
	case a.req.Role < Moderator && !a.operator():
		return a.problem("problem.moderators_manage")
	case badge == "" || len(badge) > maxName || strings.ContainsAny(badge, " \t\r\n"):
		return a.problem("problem.moderators_role")
	}
	return nil
}

// showModerators lists the badges, each with a button that removes it.
func (c *Core) showModerators(ctx context.Context, a *ask, done string) (Reply, error) {
	badges, err := c.Store.Badges(ctx, a.req.Chat.Platform, a.req.Space)
	if err != nil {
		return Reply{}, fmt.Errorf("read who is trusted: %w", err)
	}
	reply := Reply{Title: a.say("moderators.title"), Show: InPlace}
	if done != "" {
		reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: done})
	}
	reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: a.say("moderators.managers")})
	if len(badges) == 0 {
		reply.Blocks = append(reply.Blocks, Block{Kind: Note, Text: a.say("moderators.how")})
		return reply, nil
	}
	list := Block{Kind: List}
	var buttons []Button
	for i, badge := range badges {
		list.Items = append(list.Items, Item{Text: a.say("moderators.role", words.With{"Number": i + 1}), Badge: badge})
		buttons = append(buttons, Button{Label: a.say("button.distrust", words.With{"Number": i + 1}), Do: "moderators remove " + badge})
	}
	reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: a.say("moderators.roles")}, list, Block{Kind: Note, Text: a.say("moderators.see")})
	reply.Buttons = rowsOf(3, buttons)
	return reply, nil
}

// trusted is the role of somebody whom the platform itself does not call a
// moderator: a badge may make them one, as the space's list says now.
func (c *Core) trusted(ctx context.Context, req Request) (Role, error) {
	if len(req.Badges) == 0 || req.Space == "" {
		return req.Role, nil
	}
	badges, err := c.Badges(ctx, req.Chat.Platform, req.Space)
	if err != nil {
		return req.Role, err
	}
	if slices.ContainsFunc(req.Badges, func(b string) bool { return slices.Contains(badges, b) }) {
		return Moderator, nil
	}
	return req.Role, nil
}

// Badges lists the platform's roles whose holders are moderators of a space,
// for an adapter that is asked about somebody's role.
func (c *Core) Badges(ctx context.Context, platform, space string) ([]string, error) {
	badges, err := c.Store.Badges(ctx, platform, space)
	if err != nil {
		return nil, fmt.Errorf("read who is trusted: %w", err)
	}
	return badges, nil
}
