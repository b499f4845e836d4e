package schedule

import (
	"context"
	"strconv"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
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
			{Name: argWhich, Inner: true}, {Name: argStep, Inner: true}, {Name: argValue, Inner: true}, {Name: argFor, Inner: true},
		}},
		Read: readPanel, Run: subscriptionPanel, Hidden: true,
	}
}

// readPanel takes "2 time 07:00" apart.
func readPanel(_ *session.Session, line string) (reply.Args, error) {
	which, rest := reply.CutWord(line)
	step, value := reply.CutWord(rest)
	return reply.Args{argWhich: which, argStep: step, argValue: value}, nil
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
	if s.Arg(argStep) == "" {
		return p.show(ctx, "")
	}
	if err := s.Require(ctx, reply.Moderator); err != nil {
		return reply.Reply{}, err
	}
	return p.step(ctx, s.Arg(argStep), s.Arg(argValue))
}

// step asks for what shall change, or changes it to a value.
func (p panel) step(ctx context.Context, step, value string) (reply.Reply, error) {
	switch step {
	case stepTime:
		return p.time(ctx, value)
	case stepHours:
		return p.ask(ctx, stepTime, p.s.Say("subscription.time"), p.s.Say("setup.when_other"), hourRows(p.s, otherHours(), p.line(stepTime)), p.s.Clock(exampleTime)), nil
	case stepDays:
		return p.days(ctx, value)
	case stepFor:
		return p.forWhat(ctx, value)
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
	note, due := nextOf(s, p.chat, sub)
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Facts, Items: []reply.Item{
		{Label: s.Say(session.ByKind(sub, "subscribe.for", "subscribe.about", "subscribe.for")), Text: s.Selection(sub.Selection)},
		{Label: s.Say("subscribe.place"), Text: s.Say("settings.zone_now", words.With{"Zone": session.ZoneText(zone), "Time": s.ClockIn(zone)})},
	}}, reply.Block{Kind: reply.List, Items: []reply.Item{{Text: note, At: due}}})
	answer.Buttons = [][]reply.Button{
		{p.button("button.change_time", stepTime), p.button("button.change_days", stepDays)},
		{{Label: s.Say("button.change_place"), Do: "place " + tokenOne + strconv.Itoa(sub.ID)}, p.button("button.change_for", stepFor)},
		p.pauseRow(),
		{p.button("button.end_it", stepEnd), {Label: s.Say("button.schedule_back"), Do: "schedule"}},
	}
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
		r = p.s.Await(ctx, r, p.question(step), example)
	}
	r.Accent = reply.AccentQuestion
	r.Buttons = append(r.Buttons, p.back())
	return r
}

// question is what waits for a value of a step.
func (p panel) question(step string) record.Question {
	return record.Question{Command: subscriptionName, Param: argValue, Args: reply.Args{argWhich: strconv.Itoa(p.sub.ID), argStep: step}}
}

// change stores another state of the subscription and shows the panel.
func (p panel) change(ctx context.Context, edit func(*record.Subscription)) (reply.Reply, error) {
	chat, err := changeOne(ctx, p.s, p.sub.ID, edit)
	if err != nil {
		return reply.Reply{}, err
	}
	return p.after(ctx, chat, p.s.Say("subscription.changed"))
}

// after is the panel as it is after a change.
func (p panel) after(ctx context.Context, chat record.Chat, done string) (reply.Reply, error) {
	p.s.EndQuestion(ctx)
	p.chat, p.sub = chat, *chat.Subscription(p.sub.ID)
	return p.show(ctx, done)
}

// time asks for the time of day, or sets it.
func (p panel) time(ctx context.Context, value string) (reply.Reply, error) {
	s := p.s
	title, rows := s.Say("subscription.time"), timeRows(s, p.line(stepTime), p.line(stepHours))
	if value == "" {
		return p.ask(ctx, stepTime, title, s.Say("setup.when_intro"), rows, s.Clock(exampleTime)), nil
	}
	clock, is := readClock(s, value)
	if !is {
		return reply.Reply{}, s.Problem("problem.time", words.With{"Text": session.Quote(value)})
	}
	at, sure := clock.Sure(p.sub.Location())
	if !sure {
		return p.ask(ctx, stepTime, s.Say("when.which"), s.Say("when.which_intro"), hourRows(s, clock.At[:min(len(clock.At), maxTimes)], p.line(stepTime)), s.Clock(clock.At[0])), nil
	}
	return p.change(ctx, func(sub *record.Subscription) { sub.At = at })
}

// days asks for the days, or sets them.
func (p panel) days(ctx context.Context, value string) (reply.Reply, error) {
	s := p.s
	if value != "" {
		days, err := parseDays(s, value)
		if err != nil {
			return reply.Reply{}, err
		}
		if p.sub.Days != days {
			chat, err := changeOne(ctx, s, p.sub.ID, func(sub *record.Subscription) { sub.Days = days })
			if err != nil {
				return reply.Reply{}, err
			}
			p.chat, p.sub = chat, *chat.Subscription(p.sub.ID)
		}
	}
	var sets, each []reply.Button
	for _, days := range []record.Days{0, record.Weekdays, record.Weekends} {
		sets = append(sets, reply.Button{Label: session.Label(s.Days(days)), Do: p.line(stepDays) + " " + daysKey(days)})
	}
	for day := range 7 {
		each = append(each, p.dayButton(time.Weekday((day+1)%7)))
	}
	intro := s.Say("subscription.days_now", words.With{"Days": s.Days(p.sub.Days)})
	return p.ask(ctx, stepDays, s.Say("subscription.days"), intro, append(session.RowsOf(3, sets), session.RowsOf(3, each)...), s.Days(record.Weekdays)), nil
}

// dayButton adds a day, or leaves it out. The last day stays.
func (p panel) dayButton(day time.Weekday) reply.Button {
	var left record.Days
	for d := range time.Weekday(7) {
		if p.sub.Days.Has(d) != (d == day) {
			left = left.With(d)
		}
	}
	label := session.Label(p.s.Days(record.Days(0).With(day)))
	if p.sub.Days.Has(day) {
		label = p.s.Label("button.ticked", words.With{"Name": label})
	}
	switch left {
	case 0:
		left = p.sub.Days
	case allDays:
		left = 0
	}
	return reply.Button{Label: label, Do: p.line(stepDays) + " " + daysKey(left)}
}

// allDays names each day; the set of every day is 0.
const allDays record.Days = 1<<7 - 1

// forWhat asks what the subscription is for, or sets what was typed.
func (p panel) forWhat(ctx context.Context, value string) (reply.Reply, error) {
	q := p.question(stepFor)
	if value == "" {
		if q.Args[argFor] = ""; !p.sub.Selection.Whole() {
			q.Args[argFor] = selectionKeys(p.sub.Selection)
		}
		return chooser{p.s, q}.first(ctx), nil
	}
	wanted := p.s.Wanted(value)
	if err := p.s.Unclear(wanted); err != nil {
		return reply.Reply{}, err
	}
	answer, err := p.change(ctx, func(sub *record.Subscription) { sub.Selection = wanted.Selection })
	return p.s.ExplainedAll(wanted, answer), err
}

// choseFor sets what was ticked for a subscription.
func choseFor(ctx context.Context, s *session.Session, q record.Question) (reply.Reply, error) {
	s.SetArg(argWhich, q.Args[argWhich])
	s.SetArg(argStep, stepFor)
	s.SetArg(argValue, q.Args[argFor])
	if q.Args[argFor] == "" {
		s.SetArg(argValue, chooseAll)
	}
	return subscriptionPanel(ctx, s)
}

// until asks for the date on which a pause ends, or begins the pause.
func (p panel) until(ctx context.Context, value string) (reply.Reply, error) {
	s, today := p.s, p.chat.Today(p.s.Request.Now)
	if value == "" {
		var buttons []reply.Button
		for _, weeks := range []int{2, 4} {
			buttons = append(buttons, reply.Button{Label: s.Count("button.pause_weeks", weeks), Do: p.line(stepPause) + " " + strconv.Itoa(7*weeks)})
		}
		rows := append(session.RowsOf(2, buttons), []reply.Button{p.button("button.pause_open", stepPause)})
		return p.ask(ctx, stepUntil, s.Say("subscription.until"), s.Say("subscription.until_intro"), rows, s.Date(today.Add(21))), nil
	}
	dates, err := parseDates(s, s.Own.CutUntil(value), p.chat)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(dates) > 1 {
		return s.AskDate(ctx, dates, argValue, p.question(stepUntil).Args), nil
	}
	return p.hold(ctx, dates[0])
}

// pause begins a pause of a number of days, or without end.
func (p panel) pause(ctx context.Context, value string) (reply.Reply, error) {
	if value == "" {
		return p.hold(ctx, content.Date{})
	}
	days, err := strconv.Atoi(value)
	if err != nil || days < 1 || days > 366 {
		return reply.Reply{}, p.s.Problem("problem.button")
	}
	return p.hold(ctx, p.chat.Today(p.s.Request.Now).Add(days))
}

// hold holds the subscription back until a date; the zero date is without end.
func (p panel) hold(ctx context.Context, until content.Date) (reply.Reply, error) {
	chat, err := p.s.Change(ctx, func(chat *record.Chat) error {
		return each(p.s, chat, p.sub.ID, func(sub *record.Subscription) { sub.Paused, sub.PausedTo = until.IsZero(), until })
	})
	if err != nil {
		return reply.Reply{}, err
	}
	return p.after(ctx, chat, "")
}

// resume lets the subscription go on.
func (p panel) resume(ctx context.Context) (reply.Reply, error) {
	chat, err := resumeAll(ctx, p.s, p.sub.ID)
	if err != nil {
		return reply.Reply{}, err
	}
	return p.after(ctx, chat, p.s.Say("schedule.resumed"))
}

// end asks whether the subscription shall end, or ends it.
func (p panel) end(ctx context.Context, value string) (reply.Reply, error) {
	if value != stepYes {
		rows := [][]reply.Button{{p.button("button.end_now", stepEnd+" "+stepYes)}}
		return p.ask(ctx, stepEnd, p.s.Say("subscription.end"), p.s.Say("subscription.end_intro"), rows, ""), nil
	}
	return endOne(ctx, p.s, p.sub.ID)
}
