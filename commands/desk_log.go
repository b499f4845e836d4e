package commands

import (
	"context"
	"fmt"
	"slices"

	"prayerbot/commands/words"
)

// maxLog is how many lines of the trail are shown.
const maxLog = 25

// acts are the lines of the trail that are for the asker, newest first: all for
// an operator, else those of this place and of the community. Who leads it by a
// join code sees of those only their own, for a line names a person.
func acts(ctx context.Context, s *Session) ([]Act, error) {
	audiences := []Audience{{Kind: ToChat, Key: s.Request.Chat.String()}}
	if s.Request.Space != "" {
		audiences = append(audiences, space(s))
	}
	community, is, err := home(ctx, s, s.Request.Chat)
	if err != nil {
		return nil, err
	}
	whole := Audience{Kind: ToCommunity, Key: community.ID}
	if is {
		audiences = append(audiences, whole)
	}
	if s.IsOperator() {
		audiences = []Audience{{}}
	}
	var all []Act
	for _, to := range audiences {
		acts, err := s.Store().Trail(ctx, to, s.Request.Now, maxLog)
		if err != nil {
			return nil, fmt.Errorf("read the trail: %w", err)
		}
		if to == whole && !s.Owns(community) {
			acts = slices.DeleteFunc(acts, func(act Act) bool { return act.Person != s.User().String() })
		}
		all = append(all, acts...)
	}
	slices.SortStableFunc(all, func(x, y Act) int { return y.At.Compare(x.At) })
	return all[:min(len(all), maxLog)], nil
}

// announceLog shows who did what with announcements.
func announceLog(ctx context.Context, s *Session) (Reply, error) {
	acts, err := acts(ctx, s)
	if err != nil {
		return Reply{}, err
	}
	if len(acts) == 0 {
		return Reply{}, s.Problem("announce.none")
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	var items []Item
	for _, act := range acts {
		items = append(items, Item{Label: s.Moment(act.At, chat.Location()), Text: auditLine(s, act)})
	}
	return Reply{
		Title: s.Say("announce.log"),
		Blocks: []Block{
			{Kind: List, Items: items},
			{Kind: Note, Text: s.Say("announce.log_kept", words.With{"Zone": chat.Location().String()})},
		},
		Show:        Secret,
		Aside:       s.Say("announce.aside_log"),
		AsideFailed: s.Say("announce.aside_failed"),
	}, nil
}

// auditLine writes one line of the trail.
func auditLine(s *Session, act Act) string {
	person := act.Person
	if person == "" {
		person = s.Say("announce.machine")
	}
	return s.Count("deed."+string(act.Deed), act.Reach, words.With{
		"Person": person, "ID": act.Announcement, "Audience": audienceName(s, act.To),
	})
}
