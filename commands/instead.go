package commands

import (
	"context"
	"errors"
	"slices"
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
	line, rest := c.commands.lineFor(s, text)
	if rest != "" {
		line = lineWith(s, line, rest)
	}
	if line == "" {
		line = c.commands.withoutSlash(s, text)
	}
	if line == "" && len(text) <= session.MaxArg {
		line = c.commands.lineBehind(s, text)
	}
	return c.runLine(ctx, s, line)
}

// withoutSlash is a command line that was typed without its slash, where nobody else
// reads it: "pray nigeria"; "" where it is none, as of "pray for me", which the code of
// Montenegro is too. Among others it may be meant for them.
func (t table) withoutSlash(s *session.Session, text string) string {
	name, _, args := reply.ParseLine(text)
	if command := t.find(name); !s.Request.Private || command == nil || command.Hidden {
		return ""
	}
	if !takesCountry(name) {
		return text
	}
	if found := s.Find(args); len(found.Countries) > 0 && !found.Meant() {
		return ""
	}
	return text
}

// runLine runs the command of a line instead of what was typed; false where the line names
// none.
func (c *conversation) runLine(ctx context.Context, s *session.Session, line string) (reply.Reply, bool, error) {
	name, _, args := reply.ParseLine(line)
	command := c.commands.find(name)
	if line == "" || command == nil {
		return reply.Reply{}, false, nil
	}
	c.leave(ctx, s, *command)
	s.Request.Command, s.Request.Line = name, args
	answer, err := c.run(ctx, s, *command)
	return answer, true, err
}

// lineFor is the command line that a text means which is none, or the name of the command
// that it is, and what stands behind; "" where there is none.
func (t table) lineFor(s *session.Session, text string) (line, rest string) {
	line, rest = s.Own.CommandFor(text)
	if command := t.find(strings.ToLower(text)); line == "" && command != nil && !command.Hidden {
		line = command.Name
	}
	return line, rest
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
		return lineIf(s.Own.ReadWish(rest).Clock != nil && schedule.Reads(s, rest), "schedule change", rest)
	case "settings", settings.LanguageLine:
		if tag, is := settings.ReadLanguage(s, rest); is {
			return settings.LanguageLine + " " + tag
		}
	}
	if takesCountry(line) {
		return lineIf(s.Find(rest).Meant(), line, rest)
	}
	return lineIf(strings.HasPrefix(line, "settings") && schedule.KnowsPlace(s, rest), "settings zone", rest)
}

// lineBehind is the command line that a text means whose last words are what people type
// for a command, behind the name of a place: "Nigeria news"; "" where it means none.
func (t table) lineBehind(s *session.Session, text string) string {
	said := strings.Fields(text)
	for n := 1; n < len(said); n++ {
		place := strings.Join(said[:n], " ")
		if line, rest := t.lineFor(s, strings.Join(said[n:], " ")); rest == "" && takesCountry(line) && s.Find(place).Meant() {
			return line + " " + place
		}
	}
	return ""
}

// takesCountry tells whether a command line is that of a command about a country.
func takesCountry(line string) bool {
	return slices.Contains([]string{"pray", "country", "news", "card"}, line)
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
