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
func (c *Core) acts(ctx context.Context, a *ask) ([]Act, error) {
	audiences := []Audience{{Kind: ToChat, Key: a.req.Chat.String()}}
	if a.req.Space != "" {
		audiences = append(audiences, a.space())
	}
	community, is, err := c.home(ctx, a, a.req.Chat)
	if err != nil {
		return nil, err
	}
	whole := Audience{Kind: ToCommunity, Key: community.ID}
	if is {
		audiences = append(audiences, whole)
	}
	if a.operator() {
		audiences = []Audience{{}}
	}
	var all []Act
	for _, to := range audiences {
		acts, err := c.Store.Trail(ctx, to, a.req.Now, maxLog)
		if err != nil {
			return nil, fmt.Errorf("read the trail: %w", err)
		}
		if to == whole && !a.owns(community) {
			acts = slices.DeleteFunc(acts, func(act Act) bool { return act.Person != a.person().String() })
		}
		all = append(all, acts...)
	}
	slices.SortStableFunc(all, func(x, y Act) int { return y.At.Compare(x.At) })
	return all[:min(len(all), maxLog)], nil
}

// announceLog shows who did what with announcements.
func (c *Core) announceLog(ctx context.Context, a *ask) (Reply, error) {
	acts, err := c.acts(ctx, a)
	if err != nil {
		return Reply{}, err
	}
	if len(acts) == 0 {
		return Reply{}, a.problem("announce.none")
	}
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	var items []Item
	for _, act := range acts {
		items = append(items, Item{Label: a.moment(act.At, chat.zone()), Text: a.act(act)})
	}
	return Reply{
		Title: a.say("announce.log"),
		Blocks: []Block{
			{Kind: List, Items: items},
			{Kind: Note, Text: a.say("announce.log_kept", words.With{"Zone": chat.zone().String()})},
		},
		Show:        Secret,
		Aside:       a.say("announce.aside_log"),
		AsideFailed: a.say("announce.aside_failed"),
	}, nil
}

// act writes one line of the trail.
func (a *ask) act(act Act) string {
	person := act.Person
	if person == "" {
		person = a.say("announce.machine")
	}
	return a.count("deed."+string(act.Deed), act.Reach, words.With{
		"Person": person, "ID": act.Announcement, "Audience": a.audienceName(act.To),
	})
}
