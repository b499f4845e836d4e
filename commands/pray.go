package commands

import (
	"context"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/words"
	"prayerbot/content"
)

func (c *Core) prayRow() entry {
	return entry{
		Row: Row{Name: "pray", Role: Anyone, Params: []Param{{Name: "country", Suggests: true}}},
		run: c.pray,
	}
}

// pray answers with the point of the day for this chat, or with one of a
// country or region. A number behind a country asks for a later one.
func (c *Core) pray(ctx context.Context, a *ask) (Reply, error) {
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	date := chat.today(a.req.Now)
	if a.args == "" {
		selection, err := c.praysFor(ctx, chat, chat.selection())
		if err != nil {
			return Reply{}, err
		}
		return a.daily(selection, date), nil
	}
	text, n := trailingNumber(a.args)
	found := a.lib.Find(text)
	switch {
	case len(found.Countries) == 1:
		return a.nth(found.Countries[0], date, n), nil
	case found.Region != nil:
		return a.daily(content.Selection{Regions: []string{found.Region.Key}}, date), nil
	}
	return a.unsure("pray", text, found)
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
// subscription, the world where it has none.
func (c *Chat) selection() content.Selection {
	if len(c.Subscriptions) == 0 {
		return content.Selection{}
	}
	return c.Subscriptions[0].Selection
}

// trailingNumber parts "KP 2" into the name and the number. A number too large
// to mean anything counts as 0.
func trailingNumber(text string) (string, int) {
	name, number, ok := cutLast(text, " ")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 0 || n > maxNth {
		return text, 0
	}
	return name, n
}

// maxNth bounds how far "Another" counts; it wraps around long before.
const maxNth = 9999

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// daily is the calendar's point of a date for a selection.
func (a *ask) daily(s content.Selection, date content.Date) Reply {
	point := a.lib.Daily(date, s)
	if point == nil {
		return Reply{Blocks: []Block{{Kind: Paragraph, Text: a.say("pray.nothing")}}}
	}
	return a.point(point, date, nil)
}

// nth is a country's own n-th point of a date.
func (a *ask) nth(country *content.Country, date content.Date, n int) Reply {
	point := a.lib.Nth(country, date, n)
	if point == nil {
		text := a.say("pray.none", words.With{"Country": a.name(country)})
		return Reply{
			Blocks:  []Block{{Kind: Paragraph, Text: text}},
			Buttons: [][]Button{{a.reportButton(country), a.newsButton(country)}},
		}
	}
	another := Button{
		Label: label(a.say("button.another", words.With{"Country": a.name(country)})),
		Do:    "pray " + country.Key + " " + strconv.Itoa(n+1),
	}
	return a.point(point, date, [][]Button{{another}})
}

// point shows one point: what to pray, what to read, and where it comes from.
func (a *ask) point(p *content.Point, date content.Date, more [][]Button) Reply {
	blocks := []Block{{Kind: Paragraph, Text: p.Text}}
	if len(p.Scripture) > 0 {
		blocks = append(blocks, Block{Kind: Links, Text: a.say("pray.scripture"), Items: verses(p.Scripture)})
	}
	blocks = append(blocks, Block{Kind: Note, Text: a.say("pray.date", words.With{"Date": a.date(date)})})
	if len(p.Sources) > 0 {
		blocks = append(blocks, Block{Kind: Note, Text: a.say("pray.sources"), Items: a.sources(p.Sources)})
	}
	if standing, ok := a.standing(p.Country); ok {
		blocks = append(blocks, standing)
	}
	prayed := Button{Label: a.say("button.prayed"), Do: "prayed " + p.ID}
	rows := [][]Button{{prayed}, {a.reportButton(p.Country), a.newsButton(p.Country)}}
	return Reply{
		Title:   a.say("pray.title", words.With{"Flag": flag(p.Country), "Country": a.name(p.Country), "Title": p.Title}),
		Blocks:  blocks,
		Buttons: append(rows, more...),
	}
}

// standing is why a country is prayed for, in one line with its source: what
// the first of the lists that name it says.
func (a *ask) standing(c *content.Country) (Block, bool) {
	for _, kind := range []content.FactKind{content.FactWatchList, content.FactUSCIRF, content.FactUSState, content.FactVOM} {
		for _, f := range c.Facts {
			if f.Kind == kind {
				text := a.say("pray.standing", words.With{"List": a.say("fact." + string(kind)), "Value": f.Value})
				return Block{Kind: Note, Text: text, Items: a.sources([]*content.Source{f.Source})}, true
			}
		}
	}
	return Block{}, false
}

func verses(all []content.Verse) []Item {
	var items []Item
	for _, v := range all {
		items = append(items, Item{Text: v.Text, Link: v.Link})
	}
	return items
}

// sources lists where figures come from, each with its edition.
func (a *ask) sources(all []*content.Source) []Item {
	var items []Item
	for _, s := range all {
		items = append(items, Item{Text: a.source(s), Link: s.Link})
	}
	return items
}

// source names a source with its edition.
func (a *ask) source(s *content.Source) string {
	if s.Edition == "" {
		return s.Publisher
	}
	return a.say("country.source_edition", words.With{"Publisher": s.Publisher, "Edition": a.plainDate(s.Edition)})
}

func (a *ask) reportButton(c *content.Country) Button {
	return Button{Label: a.say("button.report"), Do: "country " + c.Key}
}

func (a *ask) newsButton(c *content.Country) Button {
	return Button{Label: a.say("button.news"), Do: "news " + c.Key}
}

// Daily is what a subscription receives for a local date: what /pray answers
// in that chat on that date. One that comes late says so. An error is the
// store's.
func (c *Core) Daily(ctx context.Context, chat Chat, s Subscription, slot Slot, now time.Time) (Reply, error) {
	a := c.ask(Request{Chat: chat.ID, Language: chat.Language, Now: now})
	selection, err := c.praysFor(ctx, chat, s.Selection)
	if err != nil {
		return Reply{}, err
	}
	reply := a.daily(selection, slot.Date)
	if zone, err := time.LoadLocation(s.Zone); err == nil && now.Sub(slot.Due) > LateAfter {
		late := a.say("pray.late", words.With{"Time": a.moment(slot.Due, zone)})
		reply.Blocks = append(reply.Blocks, Block{Kind: Note, Text: late})
	}
	return reply, nil
}
