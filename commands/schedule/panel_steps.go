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
	label := session.Label(p.s.Weekday(day))
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
