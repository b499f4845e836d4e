package commands

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"prayerbot/commands/pray"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
)

// instead runs the command that a text means which is none, such as /unsubscribe
// for "stop", or whose name alone it is; false where it means none. Behind it may stand what the command takes;
// of a whole sentence that only begins so, nothing is run.
func (c *conversation) instead(ctx context.Context, s *session.Session, text string) (reply.Reply, bool, error) {
	line, rest := s.Own.CommandFor(text)
	if command := c.commands.find(strings.ToLower(text)); line == "" && command != nil && !command.Hidden {
		line = command.Name
	}
	name, _, args := reply.ParseLine(line)
	command := c.commands.find(name)
	if line == "" || command == nil || rest != "" && !takes(s, *command, args, rest) {
		return reply.Reply{}, false, nil
	}
	s.EndQuestion(ctx)
	s.Request.Command, s.Request.Line = name, args
	if rest != "" {
		s.Request.Line = args + " " + rest
	}
	answer, err := c.run(ctx, s, *command)
	return answer, true, err
}

// takes tells whether a command takes what stands behind what was typed for it: a
// number, a date, or a time.
func takes(s *session.Session, command session.Command, args, rest string) bool {
	if _, err := strconv.Atoi(strings.TrimPrefix(rest, "#")); err == nil || s.Own.MeansAll(rest) {
		return command.Name == "unsubscribe" || command.Name == "schedule"
	}
	switch command.Name + " " + args {
	case "schedule pause":
		return len(s.Own.ReadDate(s.Own.CutUntil(rest), s.Calendar(content.DateOf(s.Request.Now), nil))) > 0
	case "subscribe ":
		said := s.Own.ReadWish(rest)
		return said.Clock != nil || said.Days != nil
	}
	return false
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
