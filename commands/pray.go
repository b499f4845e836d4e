package commands

import (
	"context"
	"strconv"
	"time"

	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

func (c *Core) prayRow() entry {
	return entry{
		Row: Row{Name: "pray", Role: Anyone, Params: []Param{{Name: "country", Suggests: true}, {Name: "date"}}},
		run: c.pray,
	}
}

// pray answers with the point of the day for this chat, or with one of a
// country, region or list; of another date where one is named. A number behind
// a country asks for a later one.
func (c *Core) pray(ctx context.Context, a *ask) (Reply, error) {
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	today := chat.today(a.req.Now)
	w, err := a.parsePray(a.args, today)
	if err != nil {
		return Reply{}, err
	}
	if w.text == "" {
		selection, err := c.praysFor(ctx, chat, chat.selection())
		if err != nil {
			return Reply{}, err
		}
		return a.daily(ctx, a.lib.Daily(w.date, selection, today), w.date, chat.zone()), nil
	}
	found := search.Find(a.lib, w.text)
	if len(found.Countries) == 1 {
		return a.nth(ctx, found.Countries[0], w, chat), nil
	}
	if s, sure := found.Selection(); sure {
		return a.daily(ctx, a.lib.DailyWithoutOccasions(w.date, s, today), w.date, chat.zone()), nil
	}
	return a.unsureOf("pray", w.text, found, w.when())
}

// praysFor is what a chat prays for: what its community does, else what it
// chose by itself.
func (c *Core) praysFor(ctx context.Context, chat Chat, own content.Selection) (content.Selection, error) {
	community, is, err := c.communityOf(ctx, chat)
	if is {
		own = community.Selection
	}
	return own, err
}

// selection is what the chat as a whole prays for: that of its first
// subscription to a point, the world where it has none.
func (c *Chat) selection() content.Selection {
	for _, s := range c.Subscriptions {
		if !s.News {
			return s.Selection
		}
	}
	return content.Selection{}
}

// daily shows the calendar's point of a date; point may be nil.
func (a *ask) daily(ctx context.Context, point *content.Point, date content.Date, zone *time.Location) Reply {
	if point == nil {
		return Reply{Blocks: []Block{{Kind: Paragraph, Text: a.say("pray.nothing")}}}
	}
	return a.point(point, date, a.inTheNews(ctx, point.Country, zone), nil)
}

// nth is a country's own n-th point of a date.
func (a *ask) nth(ctx context.Context, country *content.Country, w prayWish, chat Chat) Reply {
	point := a.lib.CountryPoint(country, w.date, chat.today(a.req.Now), w.n)
	if point == nil {
		text := a.say("pray.none", words.With{"Country": a.name(country)})
		return Reply{
			Blocks:  []Block{{Kind: Paragraph, Text: text}},
			Buttons: [][]Button{{a.reportButton(country), a.newsButton(country)}},
		}
	}
	another := Button{
		Label: label(a.say("button.another", words.With{"Country": a.name(country)})),
		Do:    "pray " + keyed(country.Key) + w.when() + " " + strconv.Itoa(w.n+1),
	}
	return a.point(point, w.date, a.inTheNews(ctx, country, chat.zone()), [][]Button{{another}})
}

// Daily is what a subscription receives for a local date: what /pray answers
// in that chat on that date. It is that of the slot's own time, so that a
// second try says the same; one that comes late says so. Its buttons and the
// items of its blocks are shared with other replies: nobody may change them.
// An error is the store's.
func (c *Core) Daily(ctx context.Context, chat Chat, s Subscription, slot Slot, now time.Time) (Reply, error) {
	selection, err := c.praysFor(ctx, chat, s.Selection)
	if err != nil {
		return Reply{}, err
	}
	library := c.Library()
	asked := func() *ask { return c.askOf(library, Request{Language: chat.Language, Now: slot.Due}) }
	n := note{library: library, language: chat.Language, date: slot.Date, due: slot.Due, zone: s.Zone}
	reply := c.board.of(n, selection, func() (Reply, bool) {
		a := asked()
		a.settled = slot.Due.Add(-newsSettle)
		said := a.daily(ctx, library.Daily(slot.Date, selection, slot.Date), slot.Date, s.location())
		return said, !a.unread
	})
	if isLate(slot, now) {
		reply.Blocks = append(reply.Blocks, asked().lateNote(s, slot))
	}
	return reply, nil
}

// isLate tells whether a delivery comes so late that it says so.
func isLate(slot Slot, now time.Time) bool { return now.Sub(slot.Due) > LateAfter }

// lateNote says that a delivery comes late.
func (a *ask) lateNote(s Subscription, slot Slot) Block {
	return Block{Kind: Note, Text: a.say("pray.late", words.With{"Time": a.moment(slot.Due, s.location())})}
}
