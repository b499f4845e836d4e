package schedule

import (
	"context"
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
	w, err := parseWish(s)
	if err != nil {
		return reply.Reply{}, err
	}
	open := w.isOpen(s)
	if !open && s.Arg(argWhich) == "" && len(chat.Subscriptions) > 1 && w.place == "" {
		return s.ExplainedAll(w.wanted, askWhich(ctx, s, chat, w)), nil
	}
	id, err := which(s, chat, s.Arg(argWhich), "schedule change 2 08:00")
	if err != nil {
		return reply.Reply{}, err
	}
	if w.clock == nil && w.place == "" && w.pick == nil && w.days == nil && w.cannot == "" {
		return reply.Reply{}, s.Problem("problem.schedule_change", words.With{"Number": id})
	}
	here := clockPlace{chat.Subscription(id).Zone, "", true}
	keys := w.keys()
	keys[session.Do], keys[argWhich] = "change", strconv.Itoa(id)
	if open {
		return w.askFor(ctx, s, keys)
	}
	answer, err := settleAndRewrite(ctx, s, id, w, here, keys)
	return s.ExplainedAll(w.wanted, answer), err
}

// settleAndRewrite asks for what is not clear, and stores the change.
func settleAndRewrite(ctx context.Context, s *session.Session, id int, w subscribeArgs, here clockPlace, keys reply.Args) (reply.Reply, error) {
	if w.place != "" {
		found, question, err := wishPicker(w, keys).find(ctx, s, w.place)
		if err != nil || question != nil {
			return orEmpty(question), err
		}
		here = found
		keys[argPlace] = reply.Keyed(here.zone)
	}
	if question := w.settle(ctx, s, here, keys); question != nil {
		return *question, nil
	}
	return rewrite(ctx, s, id, w, here)
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
	picker := reply.Reply{Title: s.Say("schedule.which"), Blocks: []reply.Block{{Kind: reply.List, Items: scheduleLines(s, chat)}}, Buttons: rows}
	return s.Ask(ctx, picker, argWhich, keys, strconv.Itoa(chat.Subscriptions[0].ID))
}

// rewrite stores a changed subscription. Today's date does not come a second
// time: its last date stays.
func rewrite(ctx context.Context, s *session.Session, id int, w subscribeArgs, here clockPlace) (reply.Reply, error) {
	keys := w.keys()
	keys[session.Do], keys[argWhich] = "change", strconv.Itoa(id)
	if w.place != "" {
		keys[argPlace] = reply.Keyed(here.zone)
	}
	if question, err := s.Preflight(ctx, keys); err != nil || question != nil {
		return orEmpty(question), err
	}
	chat, err := changeOne(ctx, s, id, func(sub *record.Subscription) {
		w.apply(sub)
		sub.Zone = here.zone
	})
	if err != nil {
		return reply.Reply{}, err
	}
	changed := *chat.Subscription(id)
	return s.WithCommunity(ctx, s, chat, subscribed(s, session.ByKind(changed, "subscribe.title_changed", "subscribe.news_changed", "subscribe.week_changed"), changed, here))
}

// changeOne stores another state of the subscription of a number. What comes then
// counts from now, where its times have changed.
func changeOne(ctx context.Context, s *session.Session, id int, edit func(*record.Subscription)) (record.Chat, error) {
	return s.Change(ctx, func(chat *record.Chat) error {
		sub := chat.Subscription(id)
		if sub == nil {
			return s.Problem("problem.no_number", words.With{"Number": id})
		}
		before := *sub
		edit(sub)
		if same := chat.Same(*sub); same != nil && same.ID != id {
			return s.Problem("problem.same_time")
		}
		if !before.SameTimes(*sub) {
			sub.Since = s.Request.Now
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
	until := content.Date{}
	if text := s.Arg(argUntil); text != "" {
		dates, err := parseDates(s, text, chat)
		if err != nil {
			return reply.Reply{}, err
		}
		if len(dates) > 1 {
			return s.AskDate(ctx, dates, argUntil, reply.Args{session.Do: "pause", argWhich: s.Arg(argWhich)}), nil
		}
		until = dates[0]
	}
	chat, err = s.Change(ctx, func(chat *record.Chat) error {
		return each(s, chat, id, func(sub *record.Subscription) { sub.Paused, sub.PausedTo = until.IsZero(), until })
	})
	if err != nil {
		return reply.Reply{}, err
	}
	return showSchedule(ctx, s, pausedText(s, chat, id))
}

// pausedText says what a pause means: when the next point comes.
func pausedText(s *session.Session, chat record.Chat, id int) string {
	for _, sub := range chat.Subscriptions {
		slot, ok := sub.Next(s.Request.Now)
		if ok && (id == 0 || id == sub.ID) {
			return s.Say("schedule.paused_until", words.With{"When": s.Moment(slot.Due, chat.Location())})
		}
	}
	return s.Say("schedule.paused_done")
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
	if question, err := s.Preflight(ctx, keys); err != nil || question != nil {
		return orEmpty(question), err
	}
	if _, err = resumeAll(ctx, s, id); err != nil {
		return reply.Reply{}, err
	}
	return showSchedule(ctx, s, s.Say("schedule.resumed"))
}

// resumeAll lets the subscription of a number go on, or with 0 all of them.
func resumeAll(ctx context.Context, s *session.Session, id int) (record.Chat, error) {
	return s.Change(ctx, func(chat *record.Chat) error {
		chat.Revive(s.Request.Now)
		return each(s, chat, id, func(sub *record.Subscription) {
			if sub.Paused || !sub.PausedTo.IsZero() {
				sub.Paused, sub.PausedTo, sub.Since = false, content.Date{}, s.Request.Now
			}
		})
	})
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
