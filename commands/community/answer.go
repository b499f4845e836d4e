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
	"prayerbot/content"
)

// A waitingRequest is a request with the community that it is for.
type waitingRequest struct {
	record.JoinRequest
	to record.Community
}

// lastDay is the last date on which a request can be answered.
func lastDay(r record.JoinRequest) content.Date {
	return dateOf(r.At.Add(record.JoinRequestLife))
}

// requestsFor are the requests that wait for the asker, the oldest first: in a chat of
// their community for that, in private for all that they own.
func requestsFor(ctx context.Context, s *session.Session) ([]waitingRequest, error) {
	if s.Request.Person == "" {
		return nil, nil
	}
	owned, err := ownedHere(ctx, s)
	var all []waitingRequest
	for _, community := range owned {
		for _, r := range community.Waiting(s.Request.Now) {
			all = append(all, waitingRequest{r, community})
		}
	}
	return all, err
}

// ownedHere are the communities about which the asker is asked in this chat.
func ownedHere(ctx context.Context, s *session.Session) (owned []record.Community, err error) {
	if !s.Request.Private {
		chat, err := s.Chat(ctx)
		if err != nil {
			return nil, err
		}
		community, is, err := s.CommunityOf(ctx, chat)
		if is && s.Owns(community) {
			owned = append(owned, community)
		}
		return owned, err
	}
	ids, err := s.Store().CommunitiesOf(ctx, s.User())
	if err != nil {
		return nil, fmt.Errorf("look for what somebody owns: %w", err)
	}
	for _, id := range ids {
		community, err := s.Store().Community(ctx, id)
		if err == nil {
			owned = append(owned, community)
		} else if !errors.Is(err, record.ErrNotFound) {
			return nil, fmt.Errorf("read a community: %w", err)
		}
	}
	return owned, nil
}

// showRequests shows what waits for the asker.
func showRequests(ctx context.Context, s *session.Session) (reply.Reply, error) {
	waiting, err := requestsFor(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(waiting) == 0 {
		return s.Replace("join.none"), nil
	}
	return requestReply(s, waiting), nil
}

// requestReply shows the first of those that wait, to the owner alone.
func requestReply(s *session.Session, waiting []waitingRequest) reply.Reply {
	first := waiting[0]
	with := words.With{"Name": first.to.Name, "Date": s.Date(lastDay(first.JoinRequest))}
	key := first.to.ID + "." + first.ID
	answer := reply.Reply{
		Title: s.Say("join.waits", with),
		Blocks: []reply.Block{
			{Kind: reply.Facts, Items: []reply.Item{
				{Label: s.Say("join.who"), Text: first.Name}, {Label: s.Say("join.people"), Text: s.Say("join.size_" + string(first.Size))},
			}},
			{Kind: reply.Paragraph, Text: s.Say("join.means", with)},
		},
		Buttons: [][]reply.Button{
			{{Label: s.Say("button.join_accept"), Do: "community accept " + key}},
			{{Label: s.Say("button.join_refuse"), Do: "community refuse " + key}},
		},
		Visibility:  reply.Private,
		Aside:       s.ToChat("join.aside"),
		AsideFailed: s.ToChat("join.aside_failed"),
	}
	if more := len(waiting) - 1; more > 0 {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Note, Text: s.Count("join.more", more)})
	}
	return answer
}

// named is the request that a button names, with its community, which the asker owns
// at this moment.
func named(ctx context.Context, s *session.Session) (waitingRequest, error) {
	id, request, _ := strings.Cut(s.Arg(argText), ".")
	community, err := s.Store().Community(ctx, id)
	switch {
	case errors.Is(err, record.ErrNotFound):
		return waitingRequest{}, s.Problem("problem.join_gone")
	case err != nil:
		return waitingRequest{}, fmt.Errorf("read a community: %w", err)
	case !s.Owns(community):
		return waitingRequest{}, s.Problem("problem.community_owner")
	}
	_, r, err := community.Answered(request, s.Request.Now)
	if err != nil {
		return waitingRequest{}, s.Problem("problem.join_gone")
	}
	return waitingRequest{r, community}, nil
}

// acceptRequest makes the group that asked a member.
func acceptRequest(ctx context.Context, s *session.Session) (reply.Reply, error) {
	r, err := named(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	chat, err := s.Store().Chat(ctx, r.Chat)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("read the chat that asks: %w", err)
	}
	// A chat that was forgotten, has moved or belongs elsewhere asks no more.
	joined := chat.Community == r.to.ID
	if !joined && (chat.Asks != r.to.ID || chat.Community != "") {
		_, err := withdraw(ctx, s, r)
		return reply.Reply{}, errors.Join(err, s.Problem("problem.join_gone"))
	}
	m := record.Membership{Chat: r.Chat, GroupID: r.GroupID, To: r.to.ID, Next: s.Random(), At: s.Request.Now}
	if err := s.Store().SetMembership(ctx, m); err != nil {
		return reply.Reply{}, fmt.Errorf("take a group in: %w", err)
	}
	return settle(ctx, s, r, record.KindJoinAccepted, "join.accepted")
}

// refuseRequest ends a request.
func refuseRequest(ctx context.Context, s *session.Session) (reply.Reply, error) {
	r, err := named(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	return settle(ctx, s, r, record.KindJoinRefused, "join.refused")
}

// settle has the group told what became of its request, and forgets what it said of
// itself. In this order a crash between the two leaves a request that can be
// answered again.
func settle(ctx context.Context, s *session.Session, r waitingRequest, kind record.AnnouncementKind, sentence string) (reply.Reply, error) {
	if err := tellGroup(ctx, s, r, kind); err != nil {
		return reply.Reply{}, err
	}
	if _, err := withdraw(ctx, s, r); err != nil {
		return reply.Reply{}, err
	}
	askNoMore(ctx, s, r)
	answer := s.Sentence(sentence, words.With{"Who": r.Name, "Name": r.to.Name})
	answer.Visibility = reply.InPlace
	if left, err := requestsFor(ctx, s); err == nil && len(left) > 0 {
		answer.Buttons = [][]reply.Button{{{Label: s.Say("button.join_next"), Do: "community requests"}}}
	}
	return answer, nil
}
