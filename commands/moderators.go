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

func ModeratorsRow() Command {
	return Command{
		Row: Row{Name: "moderators", Role: Moderator, Params: []Param{
			{Name: "do", Choices: []Choice{{Label: "moderators_show", Value: "show"}, {Label: "moderators_add", Value: "add"}, {Label: "moderators_remove", Value: "remove"}}},
			{Name: "role", Badge: true},
		}},
		Run: moderators,
	}
}

// moderators shows who moderates here, or changes which badges make somebody a
// moderator, where the platform has such.
func moderators(ctx context.Context, s *Session) (Reply, error) {
	verb, badge, _ := strings.Cut(s.Args, " ")
	switch verb = strings.ToLower(verb); {
	case s.Request.Private:
		return s.Sentence("moderators.private"), nil
	case s.Request.Badges == nil:
		return s.Sentence("moderators.admins"), nil
	case verb == "" || verb == "show":
		return showModerators(ctx, s, "")
	case verb == "add":
		return entrust(ctx, s, strings.TrimSpace(badge))
	case verb == "remove":
		return distrust(ctx, s, strings.TrimSpace(badge))
	}
	return Reply{}, s.Problem("problem.moderators_do", words.With{"Text": Quote(verb)})
}

// entrust adds a badge. Only who manages the space by the platform's own word
// may: those who hold a badge cannot pass their trust on.
func entrust(ctx context.Context, s *Session, badge string) (Reply, error) {
	if err := manages(s, badge); err != nil {
		return Reply{}, err
	}
	if badge == s.Request.Space {
		return Reply{}, s.Problem("problem.moderators_everyone")
	}
	err := s.Store().Entrust(ctx, s.Request.Chat.Platform, s.Request.Space, badge, maxBadges)
	if errors.Is(err, ErrFull) {
		return Reply{}, s.Problem("problem.moderators_full", words.With{"Most": maxBadges})
	}
	if err != nil {
		return Reply{}, fmt.Errorf("trust a badge: %w", err)
	}
	return showModerators(ctx, s, s.Say("moderators.added"))
}

// distrust removes a badge.
func distrust(ctx context.Context, s *Session, badge string) (Reply, error) {
	if err := manages(s, badge); err != nil {
		return Reply{}, err
	}
	if err := s.Store().Distrust(ctx, s.Request.Chat.Platform, s.Request.Space, badge); err != nil {
		return Reply{}, fmt.Errorf("trust a badge no more: %w", err)
	}
	return showModerators(ctx, s, s.Say("moderators.removed"))
}

// manages refuses whom the platform itself does not call a moderator, and what
// is no badge: an id has no spaces.
func manages(s *Session, badge string) error {
	switch {
	case s.Request.Role < Moderator && !s.IsOperator():
		return s.Problem("problem.moderators_manage")
	case badge == "" || len(badge) > MaxName || strings.ContainsAny(badge, " \t\r\n"):
		return s.Problem("problem.moderators_role")
	}
	return nil
}

// showModerators lists the badges, each with a button that removes it.
func showModerators(ctx context.Context, s *Session, done string) (Reply, error) {
	badges, err := s.Store().Badges(ctx, s.Request.Chat.Platform, s.Request.Space)
	if err != nil {
		return Reply{}, fmt.Errorf("read who is trusted: %w", err)
	}
	answer := Reply{Title: s.Say("moderators.title"), Show: InPlace}
	if done != "" {
		answer.Blocks = append(answer.Blocks, Block{Kind: Paragraph, Text: done})
	}
	answer.Blocks = append(answer.Blocks, Block{Kind: Paragraph, Text: s.Say("moderators.managers")})
	if len(badges) == 0 {
		answer.Blocks = append(answer.Blocks, Block{Kind: Note, Text: s.Say("moderators.how")})
		return answer, nil
	}
	list := Block{Kind: List}
	var buttons []Button
	for i, badge := range badges {
		list.Items = append(list.Items, Item{Text: s.Say("moderators.role", words.With{"Number": i + 1}), Badge: badge})
		buttons = append(buttons, Button{Label: s.Say("button.distrust", words.With{"Number": i + 1}), Do: "moderators remove " + badge})
	}
	answer.Blocks = append(answer.Blocks, Block{Kind: Paragraph, Text: s.Say("moderators.roles")}, list, Block{Kind: Note, Text: s.Say("moderators.see")})
	answer.Buttons = RowsOf(3, buttons)
	return answer, nil
}

// trusted is the role of somebody whom the platform itself does not call a
// moderator: a badge may make them one, as the space's list says now.
func (env *Env) trusted(ctx context.Context, req Request) (Role, error) {
	if len(req.Badges) == 0 || req.Space == "" {
		return req.Role, nil
	}
	badges, err := env.Badges(ctx, req.Chat.Platform, req.Space)
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
func (env *Env) Badges(ctx context.Context, platform, space string) ([]string, error) {
	badges, err := env.Store().Badges(ctx, platform, space)
	if err != nil {
		return nil, fmt.Errorf("read who is trusted: %w", err)
	}
	return badges, nil
}
