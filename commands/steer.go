package commands

import (
	"context"
	"crypto/subtle"
	"strings"
	"time"

	"prayerbot/commands/words"
)

// renameCommunity gives the community another name.
func (c *Core) renameCommunity(ctx context.Context, a *ask) (Reply, error) {
	community, err := a.owned(ctx)
	if err != nil {
		return Reply{}, err
	}
	name, err := a.communityName()
	if err != nil {
		return Reply{}, err
	}
	if _, err := a.changeCommunity(ctx, community.ID, func(community *Community) error {
		community.Name = name
		return nil
	}); err != nil {
		return Reply{}, err
	}
	return a.sentence("community.renamed", words.With{"Name": name}), nil
}

// sentence is a reply of one sentence.
func (a *ask) sentence(name string, with ...words.With) Reply {
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: a.say(name, with...)}}}
}

// aimCommunity sets what all chats of the community pray for.
func (c *Core) aimCommunity(ctx context.Context, a *ask) (Reply, error) {
	community, err := a.owned(ctx)
	if err != nil {
		return Reply{}, err
	}
	if a.args == "" {
		return Reply{}, a.problem("problem.community_for")
	}
	selection, err := a.parseSelection(a.args)
	if err != nil {
		return Reply{}, err
	}
	if _, err := a.changeCommunity(ctx, community.ID, func(community *Community) error {
		community.Selection = selection
		return nil
	}); err != nil {
		return Reply{}, err
	}
	return a.sentence("community.aimed", words.With{"Name": community.Name, "For": a.selection(selection)}), nil
}

// twoOfCommunity sets whether an announcement needs a second person.
func (c *Core) twoOfCommunity(ctx context.Context, a *ask) (Reply, error) {
	community, err := a.owned(ctx)
	if err != nil {
		return Reply{}, err
	}
	sentences := map[string]string{"on": "community.two_on", "off": "community.two_off"}
	word := strings.ToLower(a.args)
	if sentences[word] == "" {
		return Reply{}, a.problem("problem.community_two")
	}
	if _, err := a.changeCommunity(ctx, community.ID, func(community *Community) error {
		community.Two = word == "on"
		return nil
	}); err != nil {
		return Reply{}, err
	}
	return a.sentence(sentences[word]), nil
}

// offerCommunity offers the community to another moderator, who takes it by a
// code. The code is for the owner alone to give: in an open chat every member
// could read it, and take the community from a group of their own.
func (c *Core) offerCommunity(ctx context.Context, a *ask) (Reply, error) {
	community, err := a.owned(ctx)
	if err != nil {
		return Reply{}, err
	}
	community, err = a.changeCommunity(ctx, community.ID, func(community *Community) error {
		community.Offer, community.OfferEnds = newCode(c.Random()), a.req.Now.Add(offerLife)
		return nil
	})
	if err != nil {
		return Reply{}, err
	}
	with := words.With{"Name": community.Name}
	return Reply{
		Title: a.say("community.offer", with),
		Blocks: []Block{
			{Kind: Paragraph, Text: a.say("community.offer_how", with)},
			{Kind: Paragraph, Text: "/community take " + community.Offer},
		},
		Show:        Secret,
		Aside:       a.say("community.aside_offer"),
		AsideFailed: a.say("announce.aside_failed"),
	}, nil
}

// takeCommunity makes the asker the owner, where they lead the community and
// the owner has offered it.
func (c *Core) takeCommunity(ctx context.Context, a *ask) (Reply, error) {
	community, err := a.mine(ctx)
	if err != nil {
		return Reply{}, err
	}
	if a.req.Person == "" {
		return Reply{}, a.problem("problem.community_anonymous")
	}
	if a.owns(community) {
		return Reply{}, a.problem("problem.community_yours")
	}
	if c.guess(ctx, a, 1) != Welcome {
		return Reply{}, a.problem("problem.community_guesses")
	}
	if _, err := a.changeCommunity(ctx, community.ID, func(community *Community) error {
		right := subtle.ConstantTimeCompare([]byte(community.Offer), []byte(readCode(a.args))) == 1
		if community.Offer == "" || !right || a.req.Now.After(community.OfferEnds) {
			return a.problem("problem.community_offer")
		}
		community.Owner, community.Offer, community.OfferEnds = a.person(), "", time.Time{}
		return nil
	}); err != nil {
		return Reply{}, err
	}
	c.guess(ctx, a, -1)
	reply := a.sentence("community.taken", words.With{"Name": community.Name})
	reply.Show = InPlace
	return reply, nil
}

// closeCommunity asks once, and then removes the community with everything of
// it. The chats stay, each with its own times.
func (c *Core) closeCommunity(ctx context.Context, a *ask) (Reply, error) {
	community, err := a.owned(ctx)
	if err != nil {
		return Reply{}, err
	}
	with := words.With{"Name": community.Name}
	switch strings.ToLower(a.args) {
	case "yes":
		if err := c.dissolve(ctx, community.ID); err != nil {
			return Reply{}, err
		}
		reply := a.sentence("community.closed", with)
		reply.Show = InPlace
		return reply, nil
	case "no":
		reply := a.sentence("community.kept", with)
		reply.Show = InPlace
		return reply, nil
	}
	return Reply{
		Title:  a.say("community.close_title", with),
		Blocks: []Block{{Kind: Paragraph, Text: a.say("community.close_ask", with)}},
		Buttons: [][]Button{
			{{Label: a.say("button.close"), Do: "community close yes"}},
			{{Label: a.say("button.keep"), Do: "community close no"}},
		},
	}, nil
}
