package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// mostNamed is of how many places that a text names something is offered at most.
const mostNamed = 4

// puzzled answers a text of which it is not clear what it asks for: by what can be done about
// the places that it names, by the command that it comes near, else by what most people want.
func (c *conversation) puzzled(ctx context.Context, s *session.Session, text string) (reply.Reply, error) {
	if answer, is := aboutNamed(s, text); is {
		return answer, nil
	}
	if err := c.commands.meant(s, text); err != nil {
		return reply.Reply{}, err
	}
	answer := s.Sentence("problem.unknown_choose")
	answer.Accent, answer.Neutral = reply.AccentProblem, s.Say("discreet.problem")
	answer.Buttons = slices.Concat([][]reply.Button{{{Label: s.Say("button.pray_today"), Do: "pray"}}}, comesButtons(ctx, s, text), [][]reply.Button{
		{{Label: s.Say("button.choose_country"), Do: "country"}, {Label: s.Say("button.help"), Do: "help"}},
	})
	return answer, nil
}

// comesButtons lead to what comes back in the chat, or begin it. Until the date that the
// text names it can be paused.
func comesButtons(ctx context.Context, s *session.Session, text string) [][]reply.Button {
	chat, err := s.Chat(ctx)
	if err != nil || len(chat.Subscriptions) == 0 {
		return [][]reply.Button{{schedule.BeginButton(s)}}
	}
	all := []reply.Button{{Label: s.Say("button.schedule"), Do: "schedule"}}
	if len(text) > session.MaxArg {
		return [][]reply.Button{all}
	}
	gist := s.Own.ReadGist(text)
	rows := append(slices.Concat(ledButtons(s, gist), timeButtons(s, chat, gist)), all)
	today := chat.Today(s.Request.Now)
	if until := s.Own.UntilWithin(text, s.Calendar(today, chat.Location())); len(until) == 1 && today.Before(until[0]) {
		label := s.Label("button.pause_to", words.With{"Date": s.Say("date.plain", s.DateParts(until[0]))})
		rows = slices.Insert(rows, 0, []reply.Button{{Label: label, Do: "schedule pause " + until[0].String()}})
	}
	return rows
}

// led are the lines that change what comes back, with the buttons that offer them where words
// of a text lead there and the rest of it is not understood.
var led = map[string]string{
	"unsubscribe": "button.end_it", "schedule pause": "button.pause", "schedule resume": "button.resume",
	"settings silent on": "button.no_sound", "settings silent off": "button.sound",
}

// ledButtons offer the lines to which words of a text lead.
func ledButtons(s *session.Session, gist words.Gist) (rows [][]reply.Button) {
	for _, line := range gist.Lines {
		if label := led[line]; label != "" {
			rows = append(rows, []reply.Button{{Label: s.Say(label), Do: line}})
		}
	}
	return rows
}

// timeButtons offer the time that a text names to the one thing that comes back.
func timeButtons(s *session.Session, chat record.Chat, gist words.Gist) [][]reply.Button {
	sub, clock := chat.Subscriptions[0], gist.Wish.Clock
	if len(chat.Subscriptions) != 1 || clock == nil || len(clock.At) != 1 || clock.At[0] == sub.At {
		return nil
	}
	return [][]reply.Button{{schedule.TakeTime(s, sub.ID, clock.At[0])}}
}

// namedIn are the keys of what a text names, but for what it leaves out.
func namedIn(s *session.Session, text string) []string {
	var out []string
	for _, piece := range s.Own.ReadGist(text).Names {
		if piece.Not {
			out = append(out, s.NamesWithin(piece.Whole)...)
		}
	}
	return slices.DeleteFunc(s.NamesWithin(text), func(key string) bool { return slices.Contains(out, key) })
}

// aboutNamed offers what can be done about the places that a text names within other words;
// false where it names none, or more than can be offered.
func aboutNamed(s *session.Session, text string) (reply.Reply, bool) {
	if len(text) > session.MaxArg {
		return reply.Reply{}, false
	}
	keys := namedIn(s, text)
	if len(keys) == 0 || len(keys) > mostNamed {
		return reply.Reply{}, false
	}
	named := s.Wanted(strings.Join(keys, ",")).Selection
	answer := s.Sentence("place.what", words.With{"Places": s.Selection(named)})
	var buttons []reply.Button
	for _, key := range keys {
		place := s.Selection(s.Wanted(key).Selection)
		buttons = append(buttons, reply.Button{Label: s.Label("button.pray_for", words.With{"Country": place}), Do: "pray " + key})
	}
	answer.Buttons = session.RowsOf(1, buttons)
	if len(keys) == 1 {
		answer.Buttons = append(answer.Buttons, []reply.Button{
			{Label: s.Say("button.report"), Do: "country " + keys[0]}, {Label: s.Say("button.news"), Do: "news " + keys[0]},
		})
	}
	return answer, true
}
