package community

import (
	"context"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// tellOwner has the owner of a community told that a group asks. It says nothing of
// the group: that is read where it is answered, and nowhere else.
func tellOwner(ctx context.Context, s *session.Session, community record.Community, request string) error {
	return s.Tell(ctx, record.Announcement{
		ID: session.NoticeID(request, string(record.KindJoinAsked)), Kind: record.KindJoinAsked, Speaker: community.Name,
		To: record.Audience{Kind: record.ToPerson, Key: community.Owner.String()},
	}, s.Request.Now)
}

// tellGroup has a group told what became of its request.
func tellGroup(ctx context.Context, s *session.Session, r waitingRequest, kind record.AnnouncementKind) error {
	return s.Tell(ctx, record.Announcement{
		ID: session.NoticeID(r.ID, string(kind)), Kind: kind, Speaker: r.to.Name,
		To: record.Audience{Kind: record.ToDirect, Key: r.Chat.String()},
	}, s.Request.Now)
}

// Notice is how something that the bot says of a community by itself looks in a chat of
// the language.
func Notice(env *session.Env, a record.Announcement, language string) reply.Reply {
	s := env.Session(reply.Request{Language: language})
	with := words.With{"Name": a.Speaker}
	say := func(title string, lines ...string) reply.Reply {
		r := reply.Reply{Title: s.Say(title, with)}
		for _, line := range lines {
			r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say(line, with)})
		}
		return r
	}
	switch a.Kind {
	case record.KindJoinAsked:
		r := say("join.waits", "join.see")
		r.Buttons = [][]reply.Button{{{Label: s.Say("button.join_see"), Do: "community requests"}}}
		return r
	case record.KindJoinAccepted:
		r := say("community.joined", "community.joined_how")
		r.Buttons = startButtons(s)
		return r
	case record.KindJoinRefused:
		return say("join.not_taken", "join.not_taken_how")
	case record.KindTakeOverRuns:
		with["Date"] = s.Date(dateOf(a.Created.Add(record.TakeOverSpan)))
		r := say("takeover.title", "takeover.told", "takeover.stop_how")
		r.Buttons = [][]reply.Button{{stopButton(s)}}
		return r
	case record.KindTakeOverStopped:
		return say("takeover.told_stopped")
	case record.KindTakeOverDone:
		return say("takeover.told_done", "takeover.told_codes")
	}
	return reply.Reply{}
}

// startButtons lead to the first prayer points of a chat that has joined.
func startButtons(s *session.Session) [][]reply.Button {
	return [][]reply.Button{{{Label: s.Say("button.pray_today"), Do: "pray"}, {Label: s.Say("button.subscribe"), Do: "subscribe"}}}
}
