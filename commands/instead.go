package commands

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"prayerbot/commands/pray"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
	"prayerbot/commands/settings"
	"prayerbot/content"
)

// instead runs the command that a text means which is none, such as /unsubscribe
// for "stop", or whose name alone it is; false where it means none. Behind it may stand
// what the command takes; of a whole sentence that only begins so, nothing is run.
func (c *conversation) instead(ctx context.Context, s *session.Session, text string) (reply.Reply, bool, error) {
	line, rest := s.Own.CommandFor(text)
	if command := c.commands.find(strings.ToLower(text)); line == "" && command != nil && !command.Hidden {
		line = command.Name
	}
	if rest != "" {
		line = lineWith(s, line, rest)
	}
	name, _, args := reply.ParseLine(line)
	command := c.commands.find(name)
	if line == "" || command == nil {
		return reply.Reply{}, false, nil
	}
	if !command.KeepsQuestion {
		s.EndQuestion(ctx)
	}
	s.Request.Command, s.Request.Line = name, args
	answer, err := c.run(ctx, s, *command)
	return answer, true, err
}

// lineWith is the command line that what was typed for one means with what stands behind
// it: a number, a date, a time, a place or a language; "" where it takes nothing of the
// kind.
func lineWith(s *session.Session, line, rest string) string {
	name, _, _ := reply.ParseLine(line)
	if _, err := strconv.Atoi(strings.TrimPrefix(rest, "#")); err == nil || s.Own.MeansAll(rest) {
		return lineIf(name == "unsubscribe" || name == "schedule", line, rest)
	}
	switch line {
	case "schedule pause":
		return lineIf(isUntil(s, rest), line, rest)
	case "unsubscribe": // for a week: not for ever
		return lineIf(s.Own.CutUntil(rest) != rest && isUntil(s, rest), "schedule pause", rest)
	case "subscribe":
		said := s.Own.ReadWish(rest)
		return lineIf(said.Clock != nil || said.Days != nil, line, rest)
	case "schedule", "schedule change":
		return lineIf(s.Own.ReadWish(rest).Clock != nil, "schedule change", rest)
	case "settings", settings.LanguageLine:
		if tag, is := settings.ReadLanguage(s, rest); is {
			return settings.LanguageLine + " " + tag
		}
	}
	return lineIf(strings.HasPrefix(line, "settings") && schedule.KnowsPlace(s, rest), "settings zone", rest)
}

// isUntil tells whether a text says how long something lasts.
func isUntil(s *session.Session, text string) bool {
	return len(s.Own.ReadDate(s.Own.CutUntil(text), s.Calendar(content.DateOf(s.Request.Now), nil))) > 0
}

// lineIf is a command line with what it takes; "" where it does not.
func lineIf(takes bool, line, rest string) string {
	if !takes {
		return ""
	}
	return line + " " + rest
}

// amen counts somebody who says so in answer to a point of the bot in a group: a
// reaction is enough, so that the group is not filled with thanks.
func (c *conversation) amen(ctx context.Context, s *session.Session) (reply.Reply, error) {
	s.SetArg(pray.ArgPoint, s.Request.Point)
	answer, err := pray.Prayed(ctx, s)
	if problem := reply.Problem(""); !s.Request.Private && errors.As(err, &problem) {
		return reply.Reply{}, nil // the point is withdrawn, which is nothing to the group
	}
	if err != nil || s.Request.Private {
		return answer, err
	}
	return reply.Reply{Reaction: reply.FoldedHands}, nil
}
