package schedule

import (
	"context"
	"strconv"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// subscriptionName is the command of the buttons of a subscription's panel.
const subscriptionName = "subscription"

// What a panel can change, beside the steps that a set-up has too.
const (
	stepDays   = "days"
	stepPause  = "pause" // with a number of days behind it; without end where there is none
	stepUntil  = "until"
	stepResume = "resume"
	stepEnd    = "end"
)

// SubscriptionCommand is what the buttons of a subscription's own panel do. Anyone
// may look; changing needs a moderator.
func SubscriptionCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: subscriptionName, Role: reply.Anyone, Params: []reply.Param{
			{Name: argWhich, Inner: true}, {Name: argStep, Inner: true}, {Name: argValue, Inner: true},
			{Name: argTime, Inner: true}, {Name: argFor, Inner: true}, {Name: argOn, Inner: true}, {Name: argUntil, Inner: true},
			{Name: argWeekdays, Inner: true}, {Name: argCannot, Inner: true}, {Name: argAlso, Inner: true}, {Name: argOpen, Inner: true}, session.AnywayParam(), session.ButtonChatParam(),
		}},
		Read: readPanel, Run: subscriptionPanel, Needs: session.ModeratorsBut(), Hidden: true,
	}
}

// readPanel takes "2 time 07:00" apart.
func readPanel(_ *session.Session, line string) (reply.Args, error) {
	which, rest := reply.CutWord(line)
	step, value := reply.CutWord(rest)
	return reply.Args{argWhich: which, argStep: step, stepParam(step): value}, nil
}

// stepParam is the parameter that holds the value of a step: that of /schedule, where
// it has one.
func stepParam(step string) string {
	switch step {
	case stepTime:
		return argTime
	case stepDays:
		return argOn
	case stepFor:
		return argFor
	case stepUntil:
		return argUntil
	}
	return argValue
}

// OpenButtons lead to the panel of each subscription of a chat.
func OpenButtons(s *session.Session, chat record.Chat) []reply.Button {
	var row []reply.Button
	for _, sub := range chat.Subscriptions {
		label := s.Label("button.change_one", words.With{"Which": sub.ID, "Time": s.Clock(sub.At)})
		row = append(row, reply.Button{Label: label, Do: subscriptionName + " " + strconv.Itoa(sub.ID)})
	}
	return row
}

// A panel is one subscription of the chat that asks.
type panel struct {
	s    *session.Session
	chat record.Chat
	sub  record.Subscription
}

// subscriptionPanel shows a subscription, asks for what shall change, or changes it.
func subscriptionPanel(ctx context.Context, s *session.Session) (reply.Reply, error) {
	id, err := strconv.Atoi(s.Arg(argWhich))
	if err != nil {
		return reply.Reply{}, s.Problem("problem.button")
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	sub := chat.Subscription(id)
	if sub == nil {
		return reply.Reply{}, s.Problem("problem.no_number", words.With{"Number": id})
	}
	p := panel{s, chat, *sub}
	step := s.Arg(argStep)
	if step == "" {
		return p.show(ctx, "")
	}
	if err := s.Require(ctx, reply.Moderator); err != nil {
		return reply.Reply{}, err
	}
	if err := takeWeekdays(s); err != nil {
		return reply.Reply{}, err
	}
	return p.step(ctx, step, s.Arg(stepParam(step)))
}

// step asks for what shall change, or changes it to the value that the arguments hold.
func (p panel) step(ctx context.Context, step, value string) (reply.Reply, error) {
	switch step {
	case stepTime, stepDays, stepFor:
		if p.isGiven() {
			return p.change(ctx, step)
		}
		return p.askFor(ctx, step), nil
	case stepHours:
		return p.ask(ctx, stepTime, p.s.Say("subscription.time"), otherTimes(p.s), hourRows(p.s, otherHours(), p.line(stepTime)), p.s.Clock(exampleTime)), nil
	case stepUntil:
		return p.until(ctx, value)
	case stepPause:
		return p.pause(ctx, value)
	case stepResume:
		return p.resume(ctx)
	case stepEnd:
		return p.end(ctx, value)
	}
	return reply.Reply{}, p.s.Problem("problem.button")
}

// line is the command line of a step; "" is the panel.
func (p panel) line(step string) string {
	line := subscriptionName + " " + strconv.Itoa(p.sub.ID)
	if step == "" {
		return line
	}
	return line + " " + step
}

// button leads to a step.
func (p panel) button(label, step string) reply.Button {
	return reply.Button{Label: p.s.Say(label), Do: p.line(step)}
}

// back leads from a step to the panel.
func (p panel) back() []reply.Button { return []reply.Button{p.button("button.back_to_it", "")} }

// show is the panel, below a sentence on what was done; "" is nothing.
func (p panel) show(ctx context.Context, done string) (reply.Reply, error) {
	s, sub, zone := p.s, p.sub, p.sub.Location()
	answer := reply.Reply{
		Title:      s.Say(session.ByKind(sub, "subscription.title", "subscription.news", "subscription.week"), words.With{"Time": s.Clock(sub.At), "Days": s.Days(sub.Days)}),
		Visibility: reply.InPlace,
	}
	if done != "" {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: done})
	}
	note, due := nextOf(ctx, s, p.chat, sub)
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Facts, Items: []reply.Item{
		{Label: s.Say(session.ByKind(sub, "subscribe.for", "subscribe.about", "subscribe.for")), Text: s.Selection(sub.Selection)},
		{Label: s.Say("subscribe.place"), Text: s.Say("settings.zone_now", words.With{"Zone": session.ZoneText(zone), "Time": s.ClockIn(zone)})},
	}}, reply.Block{Kind: reply.List, Items: []reply.Item{{Text: note, At: due}}})
	answer.Buttons = [][]reply.Button{
		{p.button("button.change_time", stepTime), p.button("button.change_days", stepDays)},
		{{Label: s.Say("button.change_place"), Do: "place " + tokenOne + strconv.Itoa(sub.ID)}, p.button("button.change_for", stepFor)},
		p.pauseRow(),
	}
	answer.Buttons = append(answer.Buttons, p.warnRow()...)
	answer.Buttons = append(answer.Buttons, []reply.Button{p.button("button.end_it", stepEnd), {Label: s.Say("button.schedule_back"), Do: "schedule"}})
	return s.WithCommunity(ctx, s, p.chat, answer)
}

// pauseRow holds the subscription back, or lets it go on.
func (p panel) pauseRow() []reply.Button {
	if waits(p.chat, p.sub, p.s.Request.Now) {
		return []reply.Button{p.button("button.resume", stepResume)}
	}
	return []reply.Button{p.button("button.pause_week", stepPause+" 7"), p.button("button.pause_until", stepUntil)}
}

// waits tells whether a subscription is held back.
func waits(chat record.Chat, sub record.Subscription, now time.Time) bool {
	return sub.Paused || chat.Stopped != "" || chat.Today(now).Before(sub.PausedTo)
}

// ask asks for a value of a step; what is said next is it too. example is "" where
// only the buttons answer.
func (p panel) ask(ctx context.Context, step, title, intro string, rows [][]reply.Button, example string) reply.Reply {
	r := p.s.Picker(title, intro, rows)
	if example != "" && p.s.Request.Hears {
		return p.await(ctx, p.s, r, p.question(step), example)
	}
	r.Accent = reply.AccentQuestion
	r.Buttons = append(r.Buttons, p.back())
	return r
}

// await makes a reply a question that leads back to the panel.
func (p panel) await(ctx context.Context, s *session.Session, r reply.Reply, q record.Question, example string) reply.Reply {
	r = s.Await(ctx, r, q, example)
	r.Buttons = append(r.Buttons, p.back())
	return r
}

// asking is how a step asks for what is not clear of its value.
func (p panel) asking(step string) asking {
	return asking{command: subscriptionName, keys: reply.Args{argWhich: strconv.Itoa(p.sub.ID), argStep: step}, await: p.await}
}

// question is what waits for the value of a step.
func (p panel) question(step string) record.Question {
	return record.Question{Command: subscriptionName, Param: stepParam(step), Args: p.asking(step).keys}
}

// isGiven tells whether the arguments hold a value of a step, or go on with one.
func (p panel) isGiven() bool {
	for _, name := range []string{argTime, argOn, argFor, argCannot, argAlso, argOpen} {
		if p.s.Arg(name) != "" {
			return true
		}
	}
	return false
}

// change does what /schedule change does, and shows the panel; of the days the step
// itself, whose buttons add one after the other, unless a form has asked for all.
func (p panel) change(ctx context.Context, step string) (reply.Reply, error) {
	w, err := parseWish(p.s)
	if err != nil {
		return reply.Reply{}, err
	}
	c, question, err := rewrite(ctx, p.s, p.sub, w, p.asking(step))
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	if step == stepDays && p.s.Arg(argWeekdays) == "" {
		p.chat, p.sub = c.chat, c.sub
		return p.days(ctx), nil
	}
	answer, err := p.after(ctx, c.chat, p.s.Say("subscription.changed"))
	return p.s.ExplainedAll(w.wanted, answer), err
}

// after is the panel as it is after a change.
func (p panel) after(ctx context.Context, chat record.Chat, done string) (reply.Reply, error) {
	p.s.EndQuestion(ctx)
	p.chat, p.sub = chat, *chat.Subscription(p.sub.ID)
	return p.show(ctx, done)
}
