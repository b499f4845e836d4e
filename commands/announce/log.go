package announce

import (
	"context"
	"fmt"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// maxLog is how many lines of the trail are shown.
const maxLog = 25

// acts are the lines of the trail that are for the asker, newest first: all for
// an operator, else those of this place and of the community. Who leads it by a
// join code sees of those only their own, for a line names a person.
func acts(ctx context.Context, s *session.Session) ([]record.AuditEntry, error) {
	audiences := []record.Audience{{Kind: record.ToChat, Key: s.Request.Chat.String()}}
	if s.Request.GroupID != "" {
		audiences = append(audiences, space(s))
	}
	community, is, err := home(ctx, s, s.Request.Chat)
	if err != nil {
		return nil, err
	}
	whole := record.Audience{Kind: record.ToCommunity, Key: community.ID}
	if is {
		audiences = append(audiences, whole)
	}
	if s.IsOperator() {
		audiences = []record.Audience{{}}
	}
	var all []record.AuditEntry
	for _, to := range audiences {
		acts, err := s.Store().AuditLog(ctx, to, s.Request.Now, maxLog)
		if err != nil {
			return nil, fmt.Errorf("read the trail: %w", err)
		}
		if to == whole && !s.Owns(community) {
			acts = slices.DeleteFunc(acts, func(act record.AuditEntry) bool { return act.Person != s.User().String() })
		}
		all = append(all, acts...)
	}
	slices.SortStableFunc(all, func(x, y record.AuditEntry) int { return y.At.Compare(x.At) })
	return all[:min(len(all), maxLog)], nil
}

// announceLog shows who did what with announcements.
func announceLog(ctx context.Context, s *session.Session) (reply.Reply, error) {
	acts, err := acts(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(acts) == 0 {
		return reply.Reply{}, s.Problem("announce.none")
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	var items []reply.Item
	for _, act := range acts {
		items = append(items, reply.Item{Label: s.Moment(act.At, chat.Location()), Text: auditLine(s, act)})
	}
	return reply.Reply{
		Title: s.Say("announce.log"),
		Blocks: []reply.Block{
			{Kind: reply.List, Items: items},
			{Kind: reply.Note, Text: s.Say("announce.log_kept", words.With{"Zone": chat.Location().String()})},
		},
		Visibility:  reply.Private,
		Aside:       s.Say("announce.aside_log"),
		AsideFailed: s.Say("announce.aside_failed"),
	}, nil
}

// auditLine writes one line of the trail.
func auditLine(s *session.Session, act record.AuditEntry) string {
	person := act.Person
	if person == "" {
		person = s.Say("announce.machine")
	}
	return s.Count("deed."+string(act.Action), act.Reach, words.With{
		"Person": person, "ID": act.Announcement, "Audience": audienceName(s, act.To),
	})
}
