package commands

import (
	"context"
	"strconv"
	"time"

	"prayerbot/commands/words"
	"prayerbot/content"
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
		return a.daily(ctx, a.lib.Daily(w.date, chat.selection(), today), w.date, chat.zone()), nil
	}
	found := a.lib.Find(w.text)
	if len(found.Countries) == 1 {
		return a.nth(ctx, found.Countries[0], w, chat), nil
	}
	if s, sure := found.Selection(); sure {
		return a.daily(ctx, a.lib.OfPlace(w.date, s, today), w.date, chat.zone()), nil
	}
	return a.unsureOf("pray", w.text, found, w.when())
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
	point := a.lib.Nth(country, w.date, chat.today(a.req.Now), w.n)
	if point == nil {
		text := a.say("pray.none", words.With{"Country": a.name(country)})
		return Reply{
			Blocks:  []Block{{Kind: Paragraph, Text: text}},
			Buttons: [][]Button{{a.reportButton(country), a.newsButton(country)}},
		}
	}
	another := Button{
		Label: label(a.say("button.another", words.With{"Country": a.name(country)})),
		Do:    "pray " + country.Key + w.when() + " " + strconv.Itoa(w.n+1),
	}
	return a.point(point, w.date, a.inTheNews(ctx, country, chat.zone()), [][]Button{{another}})
}

// Daily is what a subscription receives for a local date: what /pray answers
// in that chat on that date. It is that of the slot's own time, so that a
// second try says the same; one that comes late says so. Its buttons and the
// items of its blocks are shared with other replies: nobody may change them.
func (c *Core) Daily(ctx context.Context, chat Chat, s Subscription, slot Slot, now time.Time) Reply {
	a := c.ask(Request{Language: chat.Language, Now: slot.Due})
	a.settled = slot.Due.Add(-newsSettle)
	n := note{library: a.lib, language: chat.Language, date: slot.Date, due: slot.Due, zone: s.Zone}
	reply := c.board.of(n, s.Selection, func() (Reply, bool) {
		said := a.daily(ctx, a.lib.Daily(slot.Date, s.Selection, slot.Date), slot.Date, s.location())
		return said, !a.unread
	})
	reply.Blocks = append(reply.Blocks, a.lateNote(s, slot, now)...)
	return reply
}

// lateNote says that a delivery comes late, where it does.
func (a *ask) lateNote(s Subscription, slot Slot, now time.Time) []Block {
	if now.Sub(slot.Due) <= LateAfter {
		return nil
	}
	return []Block{{Kind: Note, Text: a.say("pray.late", words.With{"Time": a.moment(slot.Due, s.location())})}}
}
