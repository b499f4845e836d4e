package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/settings"
	"prayerbot/commands/words"
)

// comesButtons lead to what comes back in the chat, or begin it. Until the date that the
// text names it can be paused.
func (p puzzle) comesButtons(ctx context.Context) [][]reply.Button {
	chat, err := p.s.Chat(ctx)
	if err != nil || len(chat.Subscriptions) == 0 {
		return [][]reply.Button{{schedule.BeginButton(p.s)}}
	}
	return slices.Concat(p.untilButtons(chat), p.ledButtons(), p.timeButtons(chat), [][]reply.Button{
		{{Label: p.s.Say("button.schedule"), Do: "schedule"}},
	})
}

// untilButtons offer a pause to the date before which the text says "until".
func (p puzzle) untilButtons(chat record.Chat) [][]reply.Button {
	today := chat.Today(p.s.Request.Now)
	until := p.s.Own.UntilWithin(p.text, p.s.Calendar(today, chat.Location()))
	if len(until) != 1 || !today.Before(until[0]) {
		return nil
	}
	label := p.s.Label("button.pause_to", words.With{"Date": p.s.Say("date.plain", p.s.DateParts(until[0]))})
	return [][]reply.Button{{{Label: label, Do: "schedule pause " + until[0].String()}}}
}

// led are the lines that change what comes back, with the buttons that offer them where words
// of a text lead there and the rest of it is not understood.
var led = map[string]string{
	"unsubscribe": "button.end_it", "schedule pause": "button.pause", "schedule resume": "button.resume",
	"settings silent on": "button.no_sound", "settings silent off": "button.sound",
}

// ledButtons offer the lines to which words of the text lead.
func (p puzzle) ledButtons() (rows [][]reply.Button) {
	for _, line := range p.gist.Lines {
		if label := led[line]; label != "" {
			rows = append(rows, []reply.Button{{Label: p.s.Say(label), Do: line}})
		}
	}
	return rows
}

// timeButtons offer the time that the text names to the one thing that comes back.
func (p puzzle) timeButtons(chat record.Chat) [][]reply.Button {
	sub, clock := chat.Subscriptions[0], p.gist.Wish.Clock
	if len(chat.Subscriptions) != 1 || clock == nil || len(clock.At) != 1 || clock.At[0] == sub.At {
		return nil
	}
	return [][]reply.Button{{schedule.TakeTime(p.s, sub.ID, clock.At[0])}}
}

// tongueButtons offer the languages that the text names, each by its own name: "in Russian,
// please, my mother does not read this".
func (p puzzle) tongueButtons() (rows [][]reply.Button) {
	for _, line := range p.gist.Lines {
		if tag, is := strings.CutPrefix(line, settings.LanguageLine+" "); is {
			rows = append(rows, []reply.Button{{Label: p.s.Env.VoiceIn(tag).Say("setting.language_self"), Do: line}})
		}
	}
	return rows
}
