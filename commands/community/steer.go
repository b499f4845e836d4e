package community

import (
	"context"
	"crypto/subtle"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// renameCommunity gives the community another name.
func renameCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	community, err := owned(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	if s.Arg(argText) == "" {
		return askFor(ctx, s, "rename", "community.name_ask", s.Say("community.name_example")), nil
	}
	name, err := communityName(s)
	if err != nil {
		return reply.Reply{}, err
	}
	if _, err := changeCommunity(ctx, s, community.ID, func(community *record.Community) error {
		community.Name = name
		return nil
	}); err != nil {
		return reply.Reply{}, err
	}
	return s.Sentence("community.renamed", words.With{"Name": name}), nil
}

// aimCommunity sets what all chats of the community pray for.
func aimCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	community, err := owned(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	if s.Arg(argText) == "" {
		return askFor(ctx, s, "for", "community.for_ask", s.Say("community.for_example")), nil
	}
	wanted := s.Wanted(s.Arg(argText))
	selection := wanted.Selection
	if err := s.Unclear(wanted); err != nil {
		return reply.Reply{}, err
	}
	if _, err := changeCommunity(ctx, s, community.ID, func(community *record.Community) error {
		community.Selection = selection
		return nil
	}); err != nil {
		return reply.Reply{}, err
	}
	return s.ExplainedAll(wanted, s.Sentence("community.aimed", words.With{"Name": community.Name, "For": s.Selection(selection)})), nil
}

// twoOfCommunity sets whether an announcement needs a second person.
func twoOfCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	community, err := owned(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	sentences := map[string]string{"on": "community.two_on", "off": "community.two_off"}
	word := strings.ToLower(s.Arg(argText))
	if sentences[word] == "" {
		return reply.Reply{}, s.Problem("problem.community_two")
	}
	if _, err := changeCommunity(ctx, s, community.ID, func(community *record.Community) error {
		community.Two = word == "on"
		return nil
	}); err != nil {
		return reply.Reply{}, err
	}
	return s.Sentence(sentences[word]), nil
}

// offerCommunity offers the community to another moderator, who takes it by a
// code. The code is for the owner alone to give: in an open chat every member
// could read it, and take the community from a group of their own.
func offerCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	community, err := owned(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	community, err = changeCommunity(ctx, s, community.ID, func(community *record.Community) error {
		community.Offer, community.OfferEnds = newCode(s.Random()), s.Request.Now.Add(offerLife)
		return nil
	})
	if err != nil {
		return reply.Reply{}, err
	}
	with := words.With{"Name": community.Name}
	return reply.Reply{
		Title: s.Say("community.offer", with),
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: s.Say("community.offer_how", with)},
			{Kind: reply.Paragraph, Text: "/community take " + community.Offer},
		},
		Visibility:  reply.Private,
		Aside:       s.ToChat("community.aside_offer"),
		AsideFailed: s.ToChat("announce.aside_failed"),
	}, nil
}

// takeCommunity makes the asker the owner, where they lead the community and
// the owner has offered it.
func takeCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	community, err := mine(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	if err := s.NamedAlone("problem.community_anonymous", "community"); err != nil {
		return reply.Reply{}, err
	}
	if s.Owns(community) {
		return reply.Reply{}, s.Problem("problem.community_yours")
	}
	if s.Limiter().CountGuess(ctx, s, 1) != record.Allow {
		return reply.Reply{}, s.Problem("problem.community_guesses")
	}
	if _, err := changeCommunity(ctx, s, community.ID, func(community *record.Community) error {
		right := subtle.ConstantTimeCompare([]byte(community.Offer), []byte(readCode(s.Arg(argText)))) == 1
		if community.Offer == "" || !right || s.Request.Now.After(community.OfferEnds) {
			return s.Problem("problem.community_offer")
		}
		*community = community.OwnedBy(s.User())
		return nil
	}); err != nil {
		return reply.Reply{}, err
	}
	s.Limiter().CountGuess(ctx, s, -1)
	answer := s.Sentence("community.taken", words.With{"Name": community.Name})
	answer.Visibility = reply.InPlace
	return answer, nil
}

// closeCommunity asks once, and removes the community with everything of it when
// the button is pressed: a yes that is typed only asks again. The chats stay, each with its own times.
func closeCommunity(ctx context.Context, s *session.Session) (reply.Reply, error) {
	community, err := owned(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	with := words.With{"Name": community.Name}
	switch sure := strings.ToLower(s.Arg(argText)); {
	case sure == "yes" && s.Request.Payload != "":
		if err := dissolve(ctx, s.Env, community.ID); err != nil {
			return reply.Reply{}, err
		}
		answer := s.Sentence("community.closed", with)
		answer.Visibility = reply.InPlace
		return answer, nil
	case sure == "no":
		answer := s.Sentence("community.kept", with)
		answer.Visibility = reply.InPlace
		return answer, nil
	}
	return reply.Reply{
		Title:  s.Say("community.close_title", with),
		Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("community.close_ask", with)}},
		Buttons: [][]reply.Button{
			{{Label: s.Say("button.close"), Do: "community close yes"}},
			{{Label: s.Say("button.keep"), Do: "community close no"}},
		},
	}, nil
}
