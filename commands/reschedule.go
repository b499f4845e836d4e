package commands

import (
	"context"
	"strconv"
	"strings"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// changeSubscription gives a subscription another time, place, selection or
// days: "1 08:00", "08:00 lagos for Nigeria".
func (c *Core) changeSubscription(ctx context.Context, a *ask, chat Chat, line string) (Reply, error) {
	id, rest, err := a.numberFirst(chat, line, "schedule change 2 08:00")
	if err != nil {
		return Reply{}, err
	}
	w, err := a.parseWish(rest)
	if err != nil {
		return Reply{}, err
	}
	if w.at == nil && w.place == "" && w.pick == nil && w.days == nil {
		return Reply{}, a.problem("problem.schedule_change", words.With{"Number": id})
	}
	here := spot{chat.Subscription(id).Zone, "", true}
	if w.place != "" {
		spots, country, err := a.spots(w.place)
		if err != nil {
			return Reply{}, err
		}
		if len(spots) > 1 {
			_, err := a.askZone(wish{pick: &content.Selection{}}, spots, country)
			return Reply{}, err
		}
		here = spots[0]
	}
	return c.rewrite(ctx, a, id, w, here)
}

// rewrite stores a changed subscription. Today's date does not come a second
// time: its last date stays.
func (c *Core) rewrite(ctx context.Context, a *ask, id int, w wish, here spot) (Reply, error) {
	chat, err := a.change(ctx, func(chat *Chat) error {
		s := chat.Subscription(id)
		if s == nil {
			return a.problem("problem.no_number", words.With{"Number": id})
		}
		before := *s
		w.apply(s)
		s.Zone = here.zone
		if same := chat.same(*s); same != nil && same.ID != id {
			return a.problem("problem.same_time")
		}
		if !before.sameTimes(*s) {
			s.Since = a.req.Now
		}
		return nil
	})
	if err != nil {
		return Reply{}, err
	}
	changed := *chat.Subscription(id)
	return c.shared(ctx, a, chat, a.subscribed(changed.either("subscribe.title_changed", "subscribe.news_changed"), changed, here))
}

// apply puts what the wish names into a subscription.
func (w wish) apply(s *Subscription) {
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
func (c *Core) pause(ctx context.Context, a *ask, chat Chat, line string) (Reply, error) {
	id, rest := a.maybeNumber(chat, line)
	if word, after, _ := strings.Cut(rest, " "); strings.EqualFold(word, "until") || strings.EqualFold(word, "to") {
		rest = after
	}
	until := content.Date{}
	if rest != "" {
		var err error
		if until, err = a.parseDate(rest, chat.today(a.req.Now)); err != nil {
			return Reply{}, err
		}
	}
	chat, err := a.change(ctx, func(chat *Chat) error {
		return a.each(chat, id, func(s *Subscription) { s.Paused, s.PausedTo = until.IsZero(), until })
	})
	if err != nil {
		return Reply{}, err
	}
	return c.showSchedule(ctx, a, a.pausedText(chat, id))
}

// pausedText says what a pause means: when the next point comes.
func (a *ask) pausedText(chat Chat, id int) string {
	for _, s := range chat.Subscriptions {
		slot, ok := s.Next(a.req.Now)
		if ok && (id == 0 || id == s.ID) {
			return a.say("schedule.paused_until", words.With{"When": a.moment(slot.Due, chat.zone())})
		}
	}
	return a.say("schedule.paused_done")
}

// resume lets one subscription go on, or all. What fell due meanwhile does not
// come.
func (c *Core) resume(ctx context.Context, a *ask, chat Chat, line string) (Reply, error) {
	id, _ := a.maybeNumber(chat, line)
	_, err := a.change(ctx, func(chat *Chat) error {
		chat.revive(a.req.Now)
		return a.each(chat, id, func(s *Subscription) {
			if s.Paused || !s.PausedTo.IsZero() {
				s.Paused, s.PausedTo, s.Since = false, content.Date{}, a.req.Now
			}
		})
	})
	if err != nil {
		return Reply{}, err
	}
	return c.showSchedule(ctx, a, a.say("schedule.resumed"))
}

// each edits the subscription with a number, or with 0 all of them.
func (a *ask) each(chat *Chat, id int, edit func(*Subscription)) error {
	if id != 0 && chat.Subscription(id) == nil {
		return a.problem("problem.no_number", words.With{"Number": id})
	}
	for i := range chat.Subscriptions {
		if id == 0 || chat.Subscriptions[i].ID == id {
			edit(&chat.Subscriptions[i])
		}
	}
	return nil
}

// maybeNumber takes the number of a subscription off a line; 0 means all. A
// number of which there is no subscription is returned as it is.
func (a *ask) maybeNumber(chat Chat, line string) (int, string) {
	word, rest, _ := strings.Cut(line, " ")
	id, err := strconv.Atoi(strings.TrimPrefix(word, "#"))
	if err != nil || id <= 0 {
		if strings.EqualFold(word, "all") {
			return 0, strings.TrimSpace(rest)
		}
		return 0, line
	}
	return id, strings.TrimSpace(rest)
}

// numberFirst takes the number of a subscription off a line. It may be left
// out where there is only one.
func (a *ask) numberFirst(chat Chat, line, example string) (int, string, error) {
	id, rest := a.maybeNumber(chat, line)
	if id == 0 {
		one, err := a.which(chat, "", example)
		return one, rest, err
	}
	if chat.Subscription(id) == nil {
		return 0, "", a.problem("problem.no_number", words.With{"Number": id})
	}
	return id, rest, nil
}
