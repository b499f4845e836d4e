package commands

import (
	"context"
	"fmt"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// This file sets up a channel or a group from a private chat: who posts in a channel has
// no name there, and what is set up would stand before all who read; nor has who leads a
// group without showing who they are. Nothing is kept of which one somebody has chosen:
// each button carries it, and the right is asked for anew at every press.

// channels are set up by the same conversation as any chat.
type channels struct{ *conversation }

// The parameters of onCommand.
const (
	argChannel = "channel" // the platform's key of the channel
	argThere   = "line"    // a command line that is answered for the channel
	argText    = "text"    // of an announcement, or the answer to a question
)

// throughChannel are the commands that can be given for a channel.
var throughChannel = []string{"subscribe", "schedule", "unsubscribe", "status", "settings", "place", "announce", "warn", "subscription", "choose", "setup", session.AnswerQuestion, session.LeaveQuestion}

// besideChannel are the commands whose buttons do the same wherever they are pressed. All
// others are left out: they would change the private chat.
var besideChannel = []string{"pray", "country", "news", "more", "point", "desk", "help"}

// onCommand does something for a channel or group from a private chat. Its name is short,
// because buttons carry it.
func (c channels) onCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: reply.OnChat, Role: reply.Anyone, Params: []reply.Param{{Name: argChannel, Inner: true}, {Name: argThere, Inner: true}, {Name: argText, Inner: true, Long: true}}},
		Read: func(_ *session.Session, line string) (reply.Args, error) {
			key, rest := reply.CutWord(line)
			return reply.Args{argChannel: key, argThere: rest}, nil
		},
		Run: c.onChannel, Hidden: true,
	}
}

// onChannel shows what can be done about a channel, or does it.
func (c channels) onChannel(ctx context.Context, s *session.Session) (reply.Reply, error) {
	key, line := s.Arg(argChannel), s.Arg(argThere)
	switch {
	case !s.Request.Private || s.Request.Person == "":
		return reply.Reply{}, s.Problem("channel.private")
	case key == "" && !s.Request.Picks:
		return reply.Reply{}, s.Problem("channel.none")
	case key == "":
		return chooseChannel(s), nil
	}
	there, err := c.channelSession(ctx, s, key)
	if err != nil {
		return reply.Reply{}, err
	}
	command, _, rest := reply.ParseLine(line)
	text := s.Arg(argText)
	switch {
	case command == "":
		return c.channelPanel(ctx, s, there)
	case !slices.Contains(throughChannel, command):
		return reply.Reply{}, s.Problem("problem.button")
	case command == "announce" && text == "":
		return s.Ask(ctx, s.Picker(s.Say(there.ByPlace("group.announce", "channel.announce")), s.Say(there.ByPlace("group.announce_how", "channel.announce_how")), nil), argText, reply.Args{argChannel: key, argThere: "announce"}, ""), nil
	case command == "announce":
		there.Request.Args = reply.Args{argText: text}
	default:
		there.Request.Text = text
	}
	answer, err := c.there(ctx, there, command, rest)
	if command == "schedule" && err == nil {
		answer.Buttons = append(answer.Buttons, moreThere(s, true))
	}
	if _, asks := there.Question(ctx); asks {
		s.Wait(ctx, record.Question{Command: s.Command.Name, Param: argText, Args: reply.Args{argChannel: key, argThere: session.AnswerQuestion}})
	}
	return aboutChannel(s, there, answer), err
}

// moreThere are the buttons to what else there is of a channel.
func moreThere(s *session.Session, subscribed bool) []reply.Button {
	row := []reply.Button{{Label: s.Say("button.channel_settings"), Do: "settings"}, {Label: s.Say("button.channel_status"), Do: "status"}}
	if subscribed {
		row = append(row, reply.Button{Label: s.Say("button.channel_announce"), Do: "announce"})
	}
	return row
}

// chooseChannel asks which channel is meant.
func chooseChannel(s *session.Session) reply.Reply {
	return reply.Reply{
		Title:      s.Say("channel.title"),
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: s.Say("channel.choose")}},
		Buttons:    [][]reply.Button{{{Label: s.Say("button.add_to_channel"), Brings: true}}},
		AskChannel: s.Say("button.choose_channel"),
		Accent:     reply.AccentQuestion,
	}
}

// channelSession is a session of the same person about a channel or group. Where they do not
// lead it, and where there is none, the Problem is the same.
func (c channels) channelSession(ctx context.Context, s *session.Session, key string) (*session.Session, error) {
	id := record.ChatID{Platform: s.Request.Chat.Platform, Key: key}
	role, err := c.env.RoleOf(ctx, id, key, s.Request.Person)
	if err != nil {
		c.env.Log().Info("a platform does not say who leads a channel", "platform", id.Platform, "error", err)
	}
	if err != nil || role < reply.Moderator || id == s.Request.Chat {
		return nil, s.Problem("channel.not_yours")
	}
	nature := c.env.NatureOf(ctx, id)
	there := c.env.Session(reply.Request{
		Chat: id, GroupID: nature.GroupID, Channel: nature.Channel, Person: s.Request.Person, Role: role, Language: s.Request.Language, Now: s.Request.Now,
		Payload: s.Request.Payload, Origin: s.Request.Origin, Hears: true, Through: true,
	})
	there.Enter(ctx)
	return there, nil
}

// there answers a command line for a channel.
func (c channels) there(ctx context.Context, there *session.Session, name, line string) (reply.Reply, error) {
	command := c.commands.find(name)
	if command == nil {
		return reply.Reply{}, there.Problem("problem.button")
	}
	if text := there.Request.Text; name == session.AnswerQuestion && text != "" {
		there.Request.Text = ""
		answer, was, err := c.answered(ctx, there, text)
		if !was {
			err = there.Problem("question.gone")
		}
		return accented(answer, there.Command.Name), err
	}
	there.Request.Command, there.Request.Line = name, line
	c.leave(ctx, there, *command)
	answer, err := c.run(ctx, there, *command)
	return accented(answer, name), err
}

// channelPanel is where setting up begins: with a sample, as long as nothing comes
// there, else with what comes.
func (c channels) channelPanel(ctx context.Context, s, there *session.Session) (reply.Reply, error) {
	chat, err := there.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(chat.Subscriptions) > 0 {
		answer, err := c.there(ctx, there, "schedule", "")
		answer.Buttons = append(answer.Buttons, moreThere(s, true))
		return aboutChannel(s, there, answer), err
	}
	sample, err := c.there(ctx, there, "pray", "")
	if err != nil {
		return reply.Reply{}, fmt.Errorf("a sample for a channel: %w", err)
	}
	at := func(clock record.Wall) reply.Button {
		return reply.Button{Label: s.Say("button.daily_at", words.With{"Time": s.Clock(clock)}), Do: "subscribe " + clock.String()}
	}
	return aboutChannel(s, there, reply.Reply{
		Title: s.Say(there.ByPlace("group.title", "channel.title")),
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: s.Say(there.ByPlace("group.sample", "channel.sample"))}, {Kind: reply.Sample, Reply: &sample},
			{Kind: reply.Paragraph, Text: s.Say("channel.when")},
		},
		Buttons: [][]reply.Button{{at(6 * 60), at(7 * 60)}, {at(12 * 60), at(19 * 60)}, moreThere(s, false)},
		Accent:  reply.AccentQuestion,
	}), nil
}

// aboutChannel makes the buttons of an answer about a channel do what they say for that
// channel, and says that a command that is typed is not about it. What a button cannot
// carry is left out.
func aboutChannel(s, there *session.Session, r reply.Reply) reply.Reply {
	if r.Empty() {
		return r
	}
	r.Visibility = min(r.Visibility, reply.InPlace)
	r.Blocks = append(slices.Clip(r.Blocks), reply.Block{Kind: reply.Note, Text: s.Say(there.ByPlace("group.note", "channel.note"))})
	var rows [][]reply.Button
	for _, row := range r.Buttons {
		var kept []reply.Button
		for _, b := range row {
			command, _, _ := reply.ParseLine(b.Do)
			through := b.Link == "" && slices.Contains(throughChannel, command)
			if through {
				b.Do = session.OnChat(there.Request.Chat.Key, b.Do)
			}
			if (through || b.Link != "" || slices.Contains(besideChannel, command)) && len(b.Payload()) <= reply.MaxPayload {
				kept = append(kept, b)
			}
		}
		if len(kept) > 0 {
			rows = append(rows, kept)
		}
	}
	r.Buttons = rows
	return r
}
