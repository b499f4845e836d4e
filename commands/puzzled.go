package commands

import (
	"context"
	"slices"
	"strings"

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
	tongues := tongueButtons(s, text)
	if answer, is := aboutNamed(s, text); is {
		answer.Buttons = slices.Concat(tongues, answer.Buttons)
		return answer, nil
	}
	if err := c.commands.meant(s, text); err != nil && len(tongues) == 0 {
		return reply.Reply{}, err
	}
	answer := s.Sentence("problem.unknown_choose")
	answer.Accent, answer.Neutral = reply.AccentProblem, s.Say("discreet.problem")
	answer.Buttons = slices.Concat(tongues, [][]reply.Button{{{Label: s.Say("button.pray_today"), Do: "pray"}}}, comesButtons(ctx, s, text), [][]reply.Button{
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
	rows := append(ledButtons(s, text), []reply.Button{{Label: s.Say("button.schedule"), Do: "schedule"}})
	today := chat.Today(s.Request.Now)
	if until := s.Own.UntilWithin(text, s.Calendar(today, chat.Location())); len(until) == 1 && today.Before(until[0]) {
		label := s.Label("button.pause_to", words.With{"Date": s.Say("date.plain", s.DateParts(until[0]))})
		rows = slices.Insert(rows, 0, []reply.Button{{Label: label, Do: "schedule pause " + until[0].String()}})
	}
	return rows
}

// aboutNamed offers what can be done about the places that a text names within other words;
// false where it names none, or more than can be offered.
func aboutNamed(s *session.Session, text string) (reply.Reply, bool) {
	if len(text) > session.MaxArg {
		return reply.Reply{}, false
	}
	keys := s.NamesWithin(text)
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
