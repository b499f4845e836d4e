package community

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// maxBadges bounds how many roles make moderators of a space: more than any
// church has tasks.
const maxBadges = 10

// ModeratorsCommand is the row of /moderators.
func ModeratorsCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: "moderators", Role: reply.Moderator, Params: []reply.Param{
			{Name: "do", Choices: []reply.Choice{{Label: "moderators_show", Value: "show"}, {Label: "moderators_add", Value: "add"}, {Label: "moderators_remove", Value: "remove"}}},
			{Name: "role", IsRole: true},
		}},
		Run: moderators,
	}
}

// moderators shows who moderates here, or changes which roles make somebody a
// moderator, where the platform has such.
func moderators(ctx context.Context, s *session.Session) (reply.Reply, error) {
	verb, badge, _ := strings.Cut(s.Args, " ")
	switch verb = strings.ToLower(verb); {
	case s.Request.Private:
		return s.Sentence("moderators.private"), nil
	case s.Request.RoleIDs == nil:
		return s.Sentence("moderators.admins"), nil
	case verb == "" || verb == "show":
		return showModerators(ctx, s, "")
	case verb == "add":
		return entrust(ctx, s, strings.TrimSpace(badge))
	case verb == "remove":
		return distrust(ctx, s, strings.TrimSpace(badge))
	}
	return reply.Reply{}, s.Problem("problem.moderators_do", words.With{"Text": session.Quote(verb)})
}

// entrust adds a role. Only who manages the space by the platform's own word
// may: those who hold a role cannot pass their trust on.
func entrust(ctx context.Context, s *session.Session, badge string) (reply.Reply, error) {
	if err := manages(s, badge); err != nil {
		return reply.Reply{}, err
	}
	if badge == s.Request.GroupID {
		return reply.Reply{}, s.Problem("problem.moderators_everyone")
	}
	err := s.Store().AddModeratorRole(ctx, s.Request.Chat.Platform, s.Request.GroupID, badge, maxBadges)
	if errors.Is(err, record.ErrFull) {
		return reply.Reply{}, s.Problem("problem.moderators_full", words.With{"Most": maxBadges})
	}
	if err != nil {
		return reply.Reply{}, fmt.Errorf("trust a badge: %w", err)
	}
	return showModerators(ctx, s, s.Say("moderators.added"))
}

// distrust removes a role.
func distrust(ctx context.Context, s *session.Session, badge string) (reply.Reply, error) {
	if err := manages(s, badge); err != nil {
		return reply.Reply{}, err
	}
	if err := s.Store().RemoveModeratorRole(ctx, s.Request.Chat.Platform, s.Request.GroupID, badge); err != nil {
		return reply.Reply{}, fmt.Errorf("trust a badge no more: %w", err)
	}
	return showModerators(ctx, s, s.Say("moderators.removed"))
}

// manages refuses whom the platform itself does not call a moderator, and what
// is no role: an id has no spaces.
func manages(s *session.Session, badge string) error {
	switch {
	case s.Request.Role < reply.Moderator && !s.IsOperator():
		return s.Problem("problem.moderators_manage")
	case badge == "" || len(badge) > session.MaxName || strings.ContainsAny(badge, " \t\r\n"):
		return s.Problem("problem.moderators_role")
	}
	return nil
}

// showModerators lists the roles, each with a button that removes it.
func showModerators(ctx context.Context, s *session.Session, done string) (reply.Reply, error) {
	badges, err := s.Store().ModeratorRoles(ctx, s.Request.Chat.Platform, s.Request.GroupID)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("read who is trusted: %w", err)
	}
	answer := reply.Reply{Title: s.Say("moderators.title"), Visibility: reply.InPlace}
	if done != "" {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: done})
	}
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("moderators.managers")})
	if len(badges) == 0 {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Note, Text: s.Say("moderators.how")})
		return answer, nil
	}
	list := reply.Block{Kind: reply.List}
	var buttons []reply.Button
	for i, badge := range badges {
		list.Items = append(list.Items, reply.Item{Text: s.Say("moderators.role", words.With{"Number": i + 1}), RoleID: badge})
		buttons = append(buttons, reply.Button{Label: s.Say("button.distrust", words.With{"Number": i + 1}), Do: "moderators remove " + badge})
	}
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("moderators.roles")}, list, reply.Block{Kind: reply.Note, Text: s.Say("moderators.see")})
	answer.Buttons = session.RowsOf(3, buttons)
	return answer, nil
}
