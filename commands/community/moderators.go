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

// maxRoles bounds how many roles make moderators of a server or group: more than any
// church has tasks.
const maxRoles = 10

// moderatorVerbs are what /moderators can be asked for.
func moderatorVerbs() session.Verbs {
	return session.Verbs{
		{Name: "show", Run: whereRoles(func(ctx context.Context, s *session.Session) (reply.Reply, error) { return showModerators(ctx, s, "") })},
		{Name: "add", Params: []string{argRole}, Run: whereRoles(addRole)},
		{Name: "remove", Params: []string{argRole}, Run: whereRoles(removeRole)},
	}
}

// ModeratorsCommand is the row of /moderators.
func ModeratorsCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: "moderators", Role: reply.Moderator, Params: []reply.Param{
			moderatorVerbs().Param("moderators_"), {Name: argRole, IsRole: true},
		}},
		Verbs: moderatorVerbs(),
	}
}

// argRole is the id of a platform's role.
const argRole = "role"

// whereRoles runs a verb where the platform has roles, and says elsewhere who
// moderates.
func whereRoles(run session.Run) session.Run {
	return func(ctx context.Context, s *session.Session) (reply.Reply, error) {
		switch {
		case s.Request.Private:
			return s.Sentence("moderators.private"), nil
		case s.Request.RoleIDs == nil:
			return s.Sentence("moderators.admins"), nil
		}
		return run(ctx, s)
	}
}

// addRole adds a role. Only who manages the server or group by the platform's own word
// may: those who hold a role cannot pass their trust on.
func addRole(ctx context.Context, s *session.Session) (reply.Reply, error) {
	role := s.Arg(argRole)
	if err := manages(s, role); err != nil {
		return reply.Reply{}, err
	}
	if role == s.Request.GroupID {
		return reply.Reply{}, s.Problem("problem.moderators_everyone")
	}
	err := s.Store().AddModeratorRole(ctx, s.Request.Chat.Platform, s.Request.GroupID, role, maxRoles)
	if errors.Is(err, record.ErrFull) {
		return reply.Reply{}, s.Problem("problem.moderators_full", words.With{"Most": maxRoles})
	}
	if err != nil {
		return reply.Reply{}, fmt.Errorf("trust a role: %w", err)
	}
	return showModerators(ctx, s, s.Say("moderators.added"))
}

// removeRole removes a role.
func removeRole(ctx context.Context, s *session.Session) (reply.Reply, error) {
	role := s.Arg(argRole)
	if err := manages(s, role); err != nil {
		return reply.Reply{}, err
	}
	if err := s.Store().RemoveModeratorRole(ctx, s.Request.Chat.Platform, s.Request.GroupID, role); err != nil {
		return reply.Reply{}, fmt.Errorf("trust a role no more: %w", err)
	}
	return showModerators(ctx, s, s.Say("moderators.removed"))
}

// manages refuses whom the platform itself does not call a moderator, and what
// is no role: an id has no spaces.
func manages(s *session.Session, role string) error {
	switch {
	case s.Request.Role < reply.Moderator && !s.IsOperator():
		return s.Problem("problem.moderators_manage")
	case role == "" || len(role) > session.MaxName || strings.ContainsAny(role, " \t\r\n"):
		return s.Problem("problem.moderators_role")
	}
	return nil
}

// showModerators lists the roles, each with a button that removes it.
func showModerators(ctx context.Context, s *session.Session, done string) (reply.Reply, error) {
	roles, err := s.Store().ModeratorRoles(ctx, s.Request.Chat.Platform, s.Request.GroupID)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("read who is trusted: %w", err)
	}
	answer := reply.Reply{Title: s.Say("moderators.title"), Visibility: reply.InPlace}
	if done != "" {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: done})
	}
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("moderators.managers")})
	if len(roles) == 0 {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Note, Text: s.Say("moderators.how")})
		return answer, nil
	}
	list := reply.Block{Kind: reply.List}
	var buttons []reply.Button
	for i, role := range roles {
		list.Items = append(list.Items, reply.Item{Text: s.Say("moderators.role", words.With{"Number": i + 1}), RoleID: role})
		buttons = append(buttons, reply.Button{Label: s.Say("button.distrust", words.With{"Number": i + 1}), Do: "moderators remove " + role})
	}
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("moderators.roles")}, list, reply.Block{Kind: reply.Note, Text: s.Say("moderators.see")})
	answer.Buttons = session.RowsOf(3, buttons)
	return answer, nil
}
