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
		return a.daily(a.lib.Daily(w.date, chat.selection(), today), w.date), nil
	}
	found := a.lib.Find(w.text)
	if len(found.Countries) == 1 {
		return a.nth(found.Countries[0], w, today), nil
	}
	if s, sure := found.Selection(); sure {
		return a.daily(a.lib.OfPlace(w.date, s, today), w.date), nil
	}
	return a.unsureOf("pray", w.text, found, w.when())
}

// selection is what the chat as a whole prays for: that of its first
// subscription, the world where it has none.
func (c *Chat) selection() content.Selection {
	if len(c.Subscriptions) == 0 {
		return content.Selection{}
	}
	return c.Subscriptions[0].Selection
}

// daily shows the calendar's point of a date; point may be nil.
func (a *ask) daily(point *content.Point, date content.Date) Reply {
	if point == nil {
		return Reply{Blocks: []Block{{Kind: Paragraph, Text: a.say("pray.nothing")}}}
	}
	return a.point(point, date, nil)
}

// nth is a country's own n-th point of a date.
func (a *ask) nth(country *content.Country, w prayWish, today content.Date) Reply {
	point := a.lib.Nth(country, w.date, today, w.n)
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
	return a.point(point, w.date, [][]Button{{another}})
}

// Daily is what a subscription receives for a local date: what /pray answers
// in that chat on that date. One that comes late says so.
func (c *Core) Daily(chat Chat, s Subscription, slot Slot, now time.Time) Reply {
	a := c.ask(Request{Chat: chat.ID, Language: chat.Language, Now: now})
	reply := a.daily(a.lib.Daily(slot.Date, s.Selection, slot.Date), slot.Date)
	if zone, err := time.LoadLocation(s.Zone); err == nil && now.Sub(slot.Due) > LateAfter {
		late := a.say("pray.late", words.With{"Time": a.moment(slot.Due, zone)})
		reply.Blocks = append(reply.Blocks, Block{Kind: Note, Text: late})
	}
	return reply
}
