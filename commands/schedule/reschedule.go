package schedule

import (
	"context"
	"slices"
	"strconv"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// changeSubscription gives a subscription another time, place, selection or
// days.
func changeSubscription(ctx context.Context, s *session.Session, chat record.Chat) (reply.Reply, error) {
	takeHour(s, chat)
	w, err := parseWish(s)
	if err != nil {
		return reply.Reply{}, err
	}
	if !w.isOpen(s) && s.Arg(argWhich) == "" && len(chat.Subscriptions) > 1 && w.place == "" {
		return s.ExplainedAll(w.wanted, askWhich(ctx, s, chat, w)), nil
	}
	id, err := which(s, chat, s.Arg(argWhich), "schedule change 2 08:00")
	if err != nil {
		return reply.Reply{}, err
	}
	if w.clock == nil && w.place == "" && w.pick == nil && w.days == nil && w.cannot == "" {
		return reply.Reply{}, s.Problem("problem.schedule_change", words.With{"Number": id})
	}
	c, question, err := rewrite(ctx, s, *chat.Subscription(id), w, changingOne(id))
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	answer, err := c.confirm(ctx, s)
	return s.ExplainedAll(w.wanted, answer), err
}

// takeHour takes a lone number for a time, where the chat has no subscription of that
// number: "/schedule change 8".
func takeHour(s *session.Session, chat record.Chat) {
	said := s.Arg(argWhich)
	id, err := strconv.Atoi(said)
	if err != nil || chat.Subscription(id) != nil || s.Arg(argTime) != "" {
		return
	}
	if _, is := s.Own.ReadClock(said); is {
		s.SetArg(argWhich, "")
		s.SetArg(argTime, said)
	}
}

// A changed is a subscription that was changed, as it is now.
type changed struct {
	chat record.Chat
	sub  record.Subscription
	here clockPlace // by which clock it comes
}

// confirm says how it comes from now on.
func (c changed) confirm(ctx context.Context, s *session.Session) (reply.Reply, error) {
	title := session.ByKind(c.sub, "subscribe.title_changed", "subscribe.news_changed", "subscribe.week_changed")
	return s.WithCommunity(ctx, s, c.chat, subscribed(ctx, s, title, c.sub, c.here))
}

// rewrite gives a subscription what a wish names, however it was said. What is not
// clear, and what is missing for it, is asked for.
func rewrite(ctx context.Context, s *session.Session, sub record.Subscription, w subscribeArgs, a asking) (changed, *reply.Reply, error) {
	if w.isOpen(s) {
		question, err := w.askFor(ctx, s, a)
		return changed{}, &question, err
	}
	here := clockPlace{sub.Zone, "", true}
	if w.place != "" {
		found, question, err := wishPicker(w, a).find(ctx, s, w.place)
		if err != nil || question != nil {
			return changed{}, question, err
		}
		here, a = found, a.with(argPlace, reply.Keyed(found.zone))
	}
	if question := w.settle(ctx, s, here, a); question != nil {
		return changed{}, question, nil
	}
	return store(ctx, s, sub.ID, w, here, a.then(s, w))
}

// store stores what a wish that is clear changes in the subscription of a number.
func store(ctx context.Context, s *session.Session, id int, w subscribeArgs, here clockPlace, then record.Question) (changed, *reply.Reply, error) {
	if question, err := s.Preflight(ctx, then); err != nil || question != nil {
		return changed{}, question, err
	}
	chat, err := changeOne(ctx, s, id, func(sub *record.Subscription) error {
		w.apply(sub)
		sub.Zone = here.zone
		if sub.Week && (sub.Days == 0 || sub.Days == allDays) {
			return s.Problem("problem.week_days", words.With{"Number": id})
		}
		return nil
	})
	if err != nil {
		return changed{}, nil, err
	}
	return changed{chat, *chat.Subscription(id), here}, nil, nil
}

// askWhich asks which subscription shall change.
func askWhich(ctx context.Context, s *session.Session, chat record.Chat, w subscribeArgs) reply.Reply {
	var rows [][]reply.Button
	for _, sub := range chat.Subscriptions {
		label := s.Label("button.change_one", words.With{"Which": sub.ID, "Time": s.Clock(sub.At)})
		rows = append(rows, []reply.Button{session.AnswerButton(label, strconv.Itoa(sub.ID))})
	}
	keys := w.keys()
	keys[session.Do] = "change"
	picker := reply.Reply{Title: s.Say("schedule.which"), Blocks: []reply.Block{{Kind: reply.List, Items: scheduleLines(ctx, s, chat)}}, Buttons: rows}
	return s.Ask(ctx, picker, argWhich, keys, strconv.Itoa(chat.Subscriptions[0].ID))
}

// changeOne stores another state of the subscription of a number. What comes then
// counts from now, where its times have changed: today's date does not come a second
// time. The clock of the chat goes with its own where no other subscription follows it.
func changeOne(ctx context.Context, s *session.Session, id int, edit func(*record.Subscription) error) (record.Chat, error) {
	return s.Change(ctx, func(chat *record.Chat) error {
		sub := chat.Subscription(id)
		if sub == nil {
			return s.Problem("problem.no_number", words.With{"Number": id})
		}
		before := *sub
		if err := edit(sub); err != nil {
			return err
		}
		if same := chat.Same(*sub); same != nil && same.ID != id {
			return s.Problem("problem.same_time")
		}
		if !before.SameTimes(*sub) {
			sub.Since = s.Request.Now
		}
		if chat.Zone == before.Zone && !slices.ContainsFunc(chat.Subscriptions, func(other record.Subscription) bool { return other.Zone == before.Zone }) {
			chat.Zone = sub.Zone
		}
		return nil
	})
}

// apply puts what the wish names into a subscription.
func (w subscribeArgs) apply(s *record.Subscription) {
	if w.at != nil {
		s.At = *w.at
	}
	if w.pick != nil {
		s.Selection = *w.pick
	}
	if w.days != nil {
		s.Days = *w.days
	}
}

// pause holds one subscription back, or all: without end, or until a date.
func pause(ctx context.Context, s *session.Session, chat record.Chat) (reply.Reply, error) {
	id, err := whichOrAll(s, chat)
	if err != nil {
		return reply.Reply{}, err
	}
	until, question, err := untilWhen(ctx, s, chat, reply.Args{session.Do: "pause", argWhich: s.Arg(argWhich)})
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	if chat, err = hold(ctx, s, id, until); err != nil {
		return reply.Reply{}, err
	}
	return showSchedule(ctx, s, pausedText(s, chat, id))
}

// untilWhen is the date on which a pause ends that somebody has named; the zero date,
// which is without end, where they have named none. Where either of two can be meant,
// the reply asks; keys are the other arguments of the command.
func untilWhen(ctx context.Context, s *session.Session, chat record.Chat, keys reply.Args) (content.Date, *reply.Reply, error) {
	text := s.Arg(argUntil)
	if text == "" {
		return content.Date{}, nil, nil
	}
	dates, err := parseDates(s, s.Own.CutUntil(text), chat)
	switch {
	case err != nil:
		return content.Date{}, nil, err
	case len(dates) > 1:
		question := s.AskDate(ctx, dates, argUntil, keys)
		return content.Date{}, &question, nil
	}
	return dates[0], nil, nil
}

// hold holds the subscription of a number back, or with 0 all of them, until a date;
// the zero date is without end.
func hold(ctx context.Context, s *session.Session, id int, until content.Date) (record.Chat, error) {
	return s.Change(ctx, func(chat *record.Chat) error {
		return each(s, chat, id, func(sub *record.Subscription) { sub.Paused, sub.PausedTo = until.IsZero(), until })
	})
}

// pausedText says what a pause means: when the next point comes.
func pausedText(s *session.Session, chat record.Chat, id int) string {
	for _, sub := range chat.Subscriptions {
		slot, ok := sub.Next(s.Request.Now)
		if ok && (id == 0 || id == sub.ID) {
			return s.Say("schedule.paused_until", words.With{"When": s.Moment(slot.Due, chat.Location())})
		}
	}
	return s.SayTyped("schedule.paused_done", "schedule.held")
}

// resume lets one subscription go on, or all. What fell due meanwhile does not
// come.
func resume(ctx context.Context, s *session.Session, chat record.Chat) (reply.Reply, error) {
	id, err := whichOrAll(s, chat)
	if err != nil {
		return reply.Reply{}, err
	}
	keys := reply.Args{session.Do: "resume"}
	if id != 0 {
		keys[argWhich] = strconv.Itoa(id)
	}
	_, question, err := letGo(ctx, s, id, record.Question{Command: s.Command.Name, Args: keys})
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	return showSchedule(ctx, s, s.Say("schedule.resumed"))
}

// letGo lets the subscription of a number go on, or with 0 all of them. What is missing
// for that is asked for.
func letGo(ctx context.Context, s *session.Session, id int, then record.Question) (record.Chat, *reply.Reply, error) {
	if question, err := s.Preflight(ctx, then); err != nil || question != nil {
		return record.Chat{}, question, err
	}
	chat, err := s.Change(ctx, func(chat *record.Chat) error {
		chat.Revive(s.Request.Now)
		return each(s, chat, id, func(sub *record.Subscription) {
			if sub.Paused || !sub.PausedTo.IsZero() {
				sub.Paused, sub.PausedTo, sub.Since = false, content.Date{}, s.Request.Now
			}
		})
	})
	return chat, nil, err
}

// each edits the subscription with a number, or with 0 all of them.
func each(s *session.Session, chat *record.Chat, id int, edit func(*record.Subscription)) error {
	if id != 0 && chat.Subscription(id) == nil {
		return s.Problem("problem.no_number", words.With{"Number": id})
	}
	for i := range chat.Subscriptions {
		if id == 0 || chat.Subscriptions[i].ID == id {
			edit(&chat.Subscriptions[i])
		}
	}
	return nil
}

// whichOrAll is the number of the subscription that is named; 0 is all, where
// none is.
func whichOrAll(s *session.Session, chat record.Chat) (int, error) {
	text := s.Arg(argWhich)
	if text == "" || s.Own.MeansAll(text) {
		return 0, nil
	}
	return which(s, chat, text, "schedule pause 2")
}
