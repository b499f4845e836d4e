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

// askFor asks for the value of a step that /schedule change takes too.
func (p panel) askFor(ctx context.Context, step string) reply.Reply {
	switch step {
	case stepDays:
		return p.days(ctx)
	case stepFor:
		return p.forWhat(ctx)
	}
	return p.time(ctx)
}

// time asks for the time of day.
func (p panel) time(ctx context.Context) reply.Reply {
	s := p.s
	rows := timeRows(s, p.line(stepTime), p.line(stepHours))
	return p.ask(ctx, stepTime, s.Say("subscription.time"), s.Say("setup.when_intro"), rows, s.Clock(exampleTime))
}

// days asks for the days. The points of a week have no button for every day.
func (p panel) days(ctx context.Context) reply.Reply {
	s, offered, example := p.s, []record.Days{0, record.Weekdays, record.Weekends}, record.Weekdays
	if p.sub.Week {
		offered, example = nil, record.Days(0).With(time.Sunday)
	}
	var sets, each []reply.Button
	for _, days := range offered {
		sets = append(sets, reply.Button{Label: session.Label(s.Days(days)), Do: p.line(stepDays) + " " + daysKey(days)})
	}
	for day := range 7 {
		each = append(each, p.dayButton(time.Weekday((day+1)%7)))
	}
	rows := session.RowsOf(3, each)
	if len(sets) > 0 {
		rows = append(session.RowsOf(3, sets), rows...)
	}
	intro := s.Say("subscription.days_now", words.With{"Days": s.Days(p.sub.Days)})
	if p.sub.Week {
		intro = s.Say("subscription.days_week", words.With{"Days": s.Days(p.sub.Days)})
	}
	r := p.ask(ctx, stepDays, s.Say("subscription.days"), intro, rows, s.Days(example))
	r.Form = p.daysForm()
	return r
}

// dayButton adds a day, or leaves it out. The last day stays, and the points of a week
// come on that day alone.
func (p panel) dayButton(day time.Weekday) reply.Button {
	var left record.Days
	for d := range time.Weekday(7) {
		if p.sub.Days.Has(d) != (d == day) {
			left = left.With(d)
		}
	}
	label := session.Label(p.s.Weekday(day))
	if p.sub.Days.Has(day) {
		label = p.s.Label("button.ticked", words.With{"Name": label})
	}
	switch {
	case p.sub.Week:
		left = record.Days(0).With(day)
	case left == 0:
		left = p.sub.Days
	case left == allDays:
		left = 0
	}
	return reply.Button{Label: label, Do: p.line(stepDays) + " " + daysKey(left)}
}

// allDays names each day; the set of every day is 0.
const allDays record.Days = 1<<7 - 1

// forWhat asks what the subscription is for.
func (p panel) forWhat(ctx context.Context) reply.Reply {
	q := p.question(stepFor)
	if q.Args[argFor] = ""; !p.sub.Selection.Whole() {
		q.Args[argFor] = selectionKeys(p.sub.Selection)
	}
	return chooser{p.s, q}.first(ctx)
}

// choseFor sets what was ticked for a subscription.
func choseFor(ctx context.Context, s *session.Session, q record.Question) (reply.Reply, error) {
	s.SetArg(argWhich, q.Args[argWhich])
	s.SetArg(argStep, stepFor)
	s.SetArg(argFor, q.Args[argFor])
	if q.Args[argFor] == "" {
		s.SetArg(argFor, chooseAll)
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
	date, question, err := untilWhen(ctx, s, p.chat, p.asking(stepUntil).keys)
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	return p.hold(ctx, date)
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
	chat, err := hold(ctx, p.s, p.sub.ID, until)
	if err != nil {
		return reply.Reply{}, err
	}
	return p.after(ctx, chat, "")
}

// resume lets the subscription go on.
func (p panel) resume(ctx context.Context) (reply.Reply, error) {
	chat, question, err := letGo(ctx, p.s, p.sub.ID, record.Question{Command: subscriptionName, Args: p.asking(stepResume).keys})
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	return p.after(ctx, chat, p.s.Say("schedule.resumed"))
}

// end asks whether the subscription shall end, or ends it.
func (p panel) end(ctx context.Context, value string) (reply.Reply, error) {
	if value != stepYes && !p.s.Own.MeansYes(value) {
		rows := [][]reply.Button{{p.button("button.end_now", stepEnd+" "+stepYes)}}
		return p.ask(ctx, stepEnd, p.s.Say("subscription.end"), p.s.Say("subscription.end_intro"), rows, ""), nil
	}
	return endOne(ctx, p.s, p.sub.ID)
}
