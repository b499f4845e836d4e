package community

import (
	"context"
	"errors"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// takeOver leads to another owner where the one that there is leads no group any
// more: what it does depends on how far that has come.
func takeOver(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if s.Request.Private {
		return reply.Reply{}, s.Problem("problem.takeover_group")
	}
	if err := s.Require(ctx, reply.Moderator); err != nil {
		return reply.Reply{}, err
	}
	community, err := ours(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	step := strings.ToLower(s.Arg(argText))
	switch step {
	case stepStop:
		return stopTakeOver(ctx, s, community)
	case "", stepAsk, stepAgree, stepFinish:
	default:
		return reply.Reply{}, s.Problem("problem.takeover_do")
	}
	if err := mayTakeOver(ctx, s, community); err != nil {
		return reply.Reply{}, err
	}
	if step == "" {
		return takeOverReply(s, community), nil
	}
	return advanceTakeOver(ctx, s, community, step)
}

// The steps of a take-over, as its buttons name them: each is for one phase, so that a
// button that was left from before does nothing.
const (
	stepAsk    = "ask"
	stepAgree  = "agree"
	stepFinish = "finish"
	stepStop   = "stop"
)

// mayTakeOver refuses whoever may not take the next step, and every step while the
// owner leads a group, which is asked now.
func mayTakeOver(ctx context.Context, s *session.Session, community record.Community) error {
	chat, err := s.Chat(ctx)
	switch {
	case err != nil:
		return err
	case s.Request.Person == "":
		return s.NamedByPress(strings.TrimSpace("community takeover " + strings.ToLower(s.Arg(argText))))
	case s.Owns(community):
		return s.Problem("problem.community_yours")
	case !chat.BelongsLong(s.Request.Now):
		return s.Problem("problem.takeover_young")
	}
	leads, err := s.LeadsAnyGroup(ctx, community, community.Owner)
	switch {
	case errors.Is(err, session.ErrSilent):
		return s.Problem("problem.takeover_silent")
	case err != nil:
		return err
	case leads:
		return s.Problem("problem.takeover_led", words.With{"Name": community.Name})
	}
	return nil
}

// groupOf names the server or group where the asker is.
func groupOf(s *session.Session) string {
	return record.ChatID{Platform: s.Request.Chat.Platform, Key: s.Request.GroupID}.String()
}

// takeOverReply says how far a take-over has come, and offers the next step.
func takeOverReply(s *session.Session, community record.Community) reply.Reply {
	t, with := community.TakeOver, words.With{"Name": community.Name}
	answer := reply.Reply{Title: s.Say("takeover.title", with), Visibility: reply.InPlace}
	text, step := "takeover.begin", stepAsk
	switch t.Phase(s.Request.Now) {
	case record.TakeOverAsked:
		text, step = "takeover.agree", stepAgree
		if t.By == s.User() || t.Group == groupOf(s) {
			text, step = "takeover.waits", ""
		}
	case record.TakeOverRuns:
		text, step = "takeover.running", ""
		with["Date"] = s.Date(dateOf(t.Begun.Add(record.TakeOverSpan)))
	case record.TakeOverRipe:
		text, step = "takeover.ripe", stepFinish
		if t.By != s.User() {
			text, step = "takeover.ripe_other", ""
		}
	}
	answer.Blocks = []reply.Block{{Kind: reply.Paragraph, Text: s.Say(text, with)}}
	if step != "" {
		answer.Buttons = append(answer.Buttons, []reply.Button{{Label: s.Say("button.takeover_" + step), Do: "community takeover " + step}})
	}
	if t.Phase(s.Request.Now) != record.TakeOverNone {
		answer.Buttons = append(answer.Buttons, []reply.Button{stopButton(s)})
	}
	return answer
}

// stopButton is for every leader.
func stopButton(s *session.Session) reply.Button {
	return reply.Button{Label: s.Say("button.takeover_stop"), Do: "community takeover " + stepStop}
}
