package schedule

import (
	"context"
	"slices"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// usualHours are the times of day that most people choose, in minutes.
var usualHours = []record.Wall{6 * 60, 7 * 60, 12 * 60, 19 * 60, 21 * 60}

// exampleTime is the time in examples of what may be typed.
const exampleTime record.Wall = 6*60 + 30

// awaitStep makes a reply a step of the set-up whose question waits. back leads to the
// step before; "" is none, where the reply has a button of its own that does.
func awaitStep(ctx context.Context, s *session.Session, r reply.Reply, q record.Question, example, back string) reply.Reply {
	if !s.Request.Hears {
		example = "" // there is nothing that could be given again with it
	}
	r = s.Await(ctx, r, q, example)
	r.Buttons = append(r.Buttons, leaveRow(s, back))
	return r
}

// leaveRow goes back a step, where there is one, and ends the matter.
func leaveRow(s *session.Session, back string) []reply.Button {
	row := []reply.Button{{Label: s.Say("button.not_now"), Do: setupName + " " + stepLeave}}
	if back != "" {
		row = append([]reply.Button{{Label: s.Say("button.back_to_it"), Do: setupName + " " + back}}, row...)
	}
	return row
}

// asking makes a question that others ask too a step: it is left as each one is.
func (f *setupFlow) asking() asking {
	return asking{command: setupName, keys: f.keys, await: func(ctx context.Context, s *session.Session, r reply.Reply, q record.Question, example string) reply.Reply {
		return awaitStep(ctx, s, r, q, example, stepTime)
	}}
}

// await is awaitStep with what is chosen so far.
func (f *setupFlow) await(ctx context.Context, r reply.Reply, param, example, back string) reply.Reply {
	return awaitStep(ctx, f.s, r, record.Question{Command: setupName, Param: param, Args: f.keys}, example, back)
}

// hourRows are buttons for times of day, each behind a command line.
func hourRows(s *session.Session, hours []record.Wall, do string) [][]reply.Button {
	var buttons []reply.Button
	for _, at := range hours {
		buttons = append(buttons, reply.Button{Label: s.Clock(at), Do: do + " " + at.String()})
	}
	return session.RowsOf(3, buttons)
}

// timeRows are buttons for the usual times of day, and one that leads to more.
func timeRows(s *session.Session, chosen, more string) [][]reply.Button {
	rows := hourRows(s, usualHours, chosen)
	last := len(rows) - 1
	rows[last] = append(slices.Clip(rows[last]), reply.Button{Label: s.Say("button.another_time"), Do: more})
	return rows
}

// otherHours are the hours of the day that are not among the usual ones: those at
// which people are awake.
func otherHours() []record.Wall {
	var all []record.Wall
	for hour := 4; hour < 24; hour++ {
		if at := record.Wall(hour * 60); !slices.Contains(usualHours, at) {
			all = append(all, at)
		}
	}
	return all
}

// otherTimes says how to choose an hour that is not among the usual ones.
func otherTimes(s *session.Session) string {
	if s.Request.Hears {
		return s.Say("setup.when_other")
	}
	return s.Say("setup.when_press")
}

// FirstStep begins a set-up below a greeting: the usual times of day as buttons. What
// the asker says next can be the time too.
func FirstStep(ctx context.Context, s *session.Session) [][]reply.Button {
	s.Wait(ctx, record.Question{Command: setupName, Param: argTime})
	return timeRows(s, setupName+" "+stepTime, setupName+" "+stepHours)
}

// NotNow leaves a set-up that a greeting has begun.
func NotNow(s *session.Session) []reply.Button { return leaveRow(s, "") }

// BeginButton leads to the set-up; in a channel, where nobody can be asked anything,
// to the command that takes all at once.
func BeginButton(s *session.Session) reply.Button {
	do := setupName
	if s.Request.Channel {
		do = "subscribe"
	}
	return reply.Button{Label: s.Say("button.subscribe"), Do: do}
}

// askTime asks for the time of day. One that was chosen before stays until another one
// is. At first the chat itself can be another one.
func (f *setupFlow) askTime(ctx context.Context) reply.Reply {
	back := ""
	if f.wish.clock != nil {
		back = stepCheck
	}
	rows := timeRows(f.s, setupName+" "+stepTime, setupName+" "+stepHours)
	if other, can := f.s.ChatButton(setupName); can && back == "" {
		rows = append(rows, []reply.Button{other})
	}
	r := f.s.Picker(f.s.Say("setup.when"), f.s.Say("setup.when_intro"), rows)
	return f.await(ctx, r, argTime, f.s.Clock(exampleTime), back)
}

// askHours asks for an hour that is not among the usual ones.
func (f *setupFlow) askHours(ctx context.Context) reply.Reply {
	r := f.s.Picker(f.s.Say("setup.when"), otherTimes(f.s), hourRows(f.s, otherHours(), setupName+" "+stepTime))
	return f.await(ctx, r, argTime, f.s.Clock(exampleTime), stepTime)
}

// picker asks where the asker is.
func (f *setupFlow) picker() placePicker {
	p := placePicker{token: tokenQuestion, clock: f.keys[argTime], steps: true}
	p.question = func(ctx context.Context, _ *session.Session, r reply.Reply) reply.Reply {
		return f.await(ctx, r, argPlace, exampleCity, stepTime)
	}
	return p
}

// askPlace asks where the asker is.
func (f *setupFlow) askPlace(ctx context.Context) reply.Reply {
	p := f.picker()
	return p.ask(ctx, f.s, p.regions(f.s))
}

// askFor asks what the subscription shall be for.
func (f *setupFlow) askFor(ctx context.Context) reply.Reply {
	return chooser{f.s, record.Question{Command: setupName, Param: argFor, Args: f.keys}}.first(ctx)
}

// check shows all that was chosen, with the clock there and the next three times; at
// the step for it with what would come today.
func (f *setupFlow) check(ctx context.Context, here clockPlace, step string) (reply.Reply, error) {
	s, sub := f.s, f.wish.subscription(here, f.s.Request.Now)
	zone := here.location()
	with := words.With{"Time": s.Clock(sub.At), "Days": s.Days(sub.Days)}
	r := s.Picker(s.Say("setup.check"), s.Say(session.ByKind(sub, "setup.point", "setup.news", "setup.week"), with), [][]reply.Button{
		{{Label: s.Say("button.begin"), Do: setupName + " " + session.ThisQuestion + " " + stepYes, Main: true}},
		{{Label: s.Say("button.change_time"), Do: setupName + " " + stepTime}, {Label: s.Say("button.change_place"), Do: setupName + " " + stepPlace}},
	})
	r.Blocks = append(r.Blocks, wishBlocks(s, sub, zone)...)
	r.Blocks = append(r.Blocks, f.wish.turned(s)...)
	r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("subscribe.clock", words.With{"Time": s.ClockIn(zone)})})
	r.Buttons = append(r.Buttons, f.moreRow(sub, step)...)
	if step == stepSample && f.sample != nil {
		shown, err := f.sample(ctx, s, sub.Selection)
		if err != nil {
			return reply.Reply{}, err
		}
		r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("setup.sample")}, reply.Block{Kind: reply.Sample, Reply: &shown})
	}
	return s.WithCommunity(ctx, s, f.chat, f.await(ctx, r, argSaid, "", stepFor))
}

// moreRow shows what would come, and turns on how it comes: without a sound, to followers
// too, with a thread, with a ping of a role; none is no row.
func (f *setupFlow) moreRow(sub record.Subscription, step string) [][]reply.Button {
	var row []reply.Button
	if !sub.News && !sub.Week && step != stepSample {
		row = append(row, reply.Button{Label: f.s.Say("button.sample"), Do: setupName + " " + stepSample})
	}
	row = append(append(row, f.toggleRow()...), f.roleRow(sub)...)
	if len(row) == 0 {
		return nil
	}
	return [][]reply.Button{row}
}

// wishBlocks say what a subscription is for, by which clock, and when it comes.
func wishBlocks(s *session.Session, sub record.Subscription, zone *time.Location) []reply.Block {
	return []reply.Block{
		{Kind: reply.Facts, Items: []reply.Item{
			{Label: s.Say(session.ByKind(sub, "subscribe.for", "subscribe.about", "subscribe.for")), Text: s.Selection(sub.Selection)},
			{Label: s.Say("subscribe.place"), Text: session.ZoneText(zone)},
		}},
		{Kind: reply.Heading, Text: s.Say("subscribe.next")},
		{Kind: reply.List, Items: nextSlots(s, sub, zone)},
	}
}
