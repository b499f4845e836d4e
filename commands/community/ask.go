package community

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// needsConsent tells whether the owner has to agree before the chat that asks
// belongs to a community: with a group come its moderators, who may write to all.
func needsConsent(s *session.Session, community record.Community) bool {
	return !s.Request.Private && !s.Owns(community)
}

// askSize says what the owner will see, and asks for the first of it. A group that
// may not ask now is told so.
func askSize(s *session.Session, community record.Community, code string) (reply.Reply, error) {
	if err := mayAsk(s, community); err != nil {
		return reply.Reply{}, err
	}
	with := words.With{"Name": community.Name, "For": s.Selection(community.Selection)}
	if s.Request.Channel { // where nothing can be pressed
		return s.Sentence("join.channel", with), nil
	}
	var sizes []reply.Button
	for _, size := range record.GroupSizes() {
		sizes = append(sizes, reply.Button{Label: s.Say("button.size_" + string(size)), Do: "community ask " + readCode(code) + " " + string(size)})
	}
	return reply.Reply{
		Title: s.Say("join.title", with),
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: s.Say("community.join_ask", with)},
			{Kind: reply.Paragraph, Text: s.Say("join.decides", with)},
			{Kind: reply.Paragraph, Text: s.Say("join.size")},
		},
		Buttons:    [][]reply.Button{sizes, {{Label: s.Say("button.join_not"), Do: "start"}}},
		Visibility: reply.InPlace,
	}, nil
}

// readAsk takes apart a code, a size and a name.
func readAsk(_ *session.Session, line string) (reply.Args, error) {
	code, rest := reply.CutWord(line)
	size, name := reply.CutWord(rest)
	return reply.Args{argText: code, argSize: size, argName: name}, nil
}

// askOwner asks the owner of a community whether the chat may join, once all is said
// that the owner will see.
func askOwner(ctx context.Context, s *session.Session) (reply.Reply, error) {
	community, _, err := invited(ctx, s, s.Arg(argText))
	if err != nil {
		return reply.Reply{}, err
	}
	size := record.GroupSize(strings.ToLower(s.Arg(argSize)))
	switch {
	case !needsConsent(s, community):
		return joinCommunity(ctx, s)
	case size == "":
		return askSize(s, community, s.Arg(argText))
	case !slices.Contains(record.GroupSizes(), size):
		return reply.Reply{}, s.Problem("problem.join_size")
	}
	if err := mayAsk(s, community); err != nil {
		return reply.Reply{}, err
	}
	if s.Arg(argName) == "" {
		return askName(ctx, s, community, size), nil
	}
	name := cleanName(s.Arg(argName))
	if name == "" || tooLongName(name) || claims(name, reservedWords(s)) {
		return reply.Reply{}, s.Problem("problem.join_name", words.With{"Most": maxCommunityName})
	}
	return request(ctx, s, community, record.JoinRequest{
		ID: s.Random()[:8], Chat: s.Request.Chat, GroupID: s.Request.GroupID, Name: name, Size: size, At: s.Request.Now,
	})
}

// askName asks for the second thing that the owner will see.
func askName(ctx context.Context, s *session.Session, community record.Community, size record.GroupSize) reply.Reply {
	code := readCode(s.Arg(argText))
	question := s.Sentence("join.name", words.With{"Name": community.Name})
	question.Visibility = reply.InPlace
	question = s.Ask(ctx, question, argName, reply.Args{session.Do: "ask", argText: code, argSize: string(size)}, s.Say("join.name_example"))
	question.Form = &reply.Form{
		Title: s.Say("join.form"), Label: s.Say("join.form_name"), Do: "community ask " + code + " " + string(size), Most: maxCommunityName,
	}
	return question
}

// mayAsk refuses a group whose request waits, and one too many for one owner.
func mayAsk(s *session.Session, community record.Community) error {
	waits, is := community.RequestOf(s.Request.Chat.Platform, s.Request.GroupID, s.Request.Now)
	switch {
	case is:
		return s.Problem("problem.join_waits", words.With{"Name": community.Name, "Date": s.Own.Date(lastDay(waits))})
	case len(community.Waiting(s.Request.Now)) >= record.MaxJoinRequests:
		return s.Problem("problem.join_many", words.With{"Name": community.Name})
	}
	return nil
}

// request keeps a request, and has the owner told. The chat's own record names the
// community first, so that what is forgotten there is known to be asked.
func request(ctx context.Context, s *session.Session, community record.Community, r record.JoinRequest) (reply.Reply, error) {
	if s.Limiter().CountJoinRequest(ctx, s, community.ID) != record.Allow {
		return reply.Reply{}, s.Problem("problem.join_hour", words.With{"Name": community.Name})
	}
	if _, err := s.Change(ctx, func(chat *record.Chat) error { chat.Asks = community.ID; return nil }); err != nil {
		return reply.Reply{}, err
	}
	community, err := changeCommunity(ctx, s, community.ID, func(c *record.Community) (err error) {
		*c, err = c.Asked(r)
		if errors.Is(err, record.ErrChanged) || errors.Is(err, record.ErrFull) { // somebody was faster
			return mayAsk(s, *c)
		}
		return err
	})
	if err != nil {
		return reply.Reply{}, err
	}
	if err := tellOwner(ctx, s, community, r.ID); err != nil {
		return reply.Reply{}, fmt.Errorf("ask an owner: %w", err)
	}
	answer := s.Sentence("join.asked", words.With{"Name": community.Name, "Date": s.Date(lastDay(r))})
	answer.Visibility = reply.InPlace
	return answer, nil
}
