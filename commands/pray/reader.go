package pray

import (
	"context"
	"slices"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
)

// A Reader is told what everybody may read, in a language, on the date that it is in
// UTC: somebody who opens a page belongs to no chat and names no zone. Nothing
// under an embargo, nothing expired and nothing withdrawn is told. What it is told is
// a reply whose buttons and items lead on by their command lines. Each page is asked
// for once: a Reader is for one of them and for one goroutine.
type Reader struct {
	s     *session.Session
	today content.Date
}

// NewReader is a reader of the library in force, as it was when what is withdrawn was
// refreshed last.
func NewReader(env *session.Env, language string, now time.Time) *Reader {
	s := env.SessionFor(env.CurrentLibrary(), session.Look{Language: language, Cards: true}, now)
	s.ReadBy(record.Chat{})
	return &Reader{s: s, today: content.DateOf(now.UTC())}
}

// Library is what the reader reads of; another one means that anything may have
// changed.
func (r *Reader) Library() *content.Library { return r.s.Library }

// Today is the reader's date.
func (r *Reader) Today() content.Date { return r.today }

// The days that a reader may look at, counted from today: a year back, as far as
// /pray goes, and a month ahead.
const (
	ReaderDaysBack  = 366
	ReaderDaysAhead = 31
)

// Covers tells whether a date is one of those that a reader may look at.
func (r *Reader) Covers(date content.Date) bool {
	return !date.Before(r.today.Add(-ReaderDaysBack)) && !r.today.Add(ReaderDaysAhead).Before(date)
}

// Day is the point of a date for a selection; false where there is none or the date is
// too far away. The news beneath it are left out: they are those of today.
func (r *Reader) Day(date content.Date, sel content.Selection) (reply.Reply, bool) {
	if !r.Covers(date) {
		return reply.Reply{}, false
	}
	point := r.s.Library.Daily(date, sel, r.today)
	if point == nil {
		return reply.Reply{}, false
	}
	return r.told(pointReply(r.s, point, date, nil, r.besides(date))), true
}

// Point is a point by its id, as it is told on a date; false where there is none, or the
// date is too far away.
func (r *Reader) Point(id string, date content.Date) (reply.Reply, bool) {
	point := r.s.Library.Point(id)
	if point == nil || !r.Covers(date) || point.Post != nil && !point.Post.Shown(r.today) {
		return reply.Reply{}, false
	}
	return r.told(pointReply(r.s, point, date, nil, nil)), true
}

// Story is a post by its key; false where there is none.
func (r *Reader) Story(key string) (reply.Reply, bool) {
	answer, err := story(r.s, key, r.today)
	return r.told(answer), err == nil
}

// Country is the report of a country by its key, with its own prayer, its points, its
// stories and its news; false where there is none. An error is the store's.
func (r *Reader) Country(ctx context.Context, key string) (reply.Reply, bool, error) {
	c := r.s.Library.Country(key)
	if c == nil || c.Key != key {
		return reply.Reply{}, false, nil
	}
	answer, err := countryPage(ctx, r.s, c)
	if err != nil {
		return reply.Reply{}, false, err
	}
	if at := slices.IndexFunc(answer.Blocks, func(b reply.Block) bool { return b.Kind == reply.Facts }); at >= 0 {
		answer.Blocks = slices.Insert(answer.Blocks, at, reply.Block{Kind: reply.Heading, Text: r.s.Say("button.report")})
	}
	answer.Blocks = slices.Concat(answer.Blocks, pointList(r.s, c))
	sel := content.Selection{Countries: []string{c.Key}}
	all, err := headlines(ctx, r.s, sel, r.today, record.HeadlineQuery{To: r.s.Request.Now, Limit: newsPage})
	if err != nil {
		return reply.Reply{}, false, err
	}
	answer.Blocks = append(answer.Blocks, headlinesBelow(r.s, all[:min(len(all), newsPage)])...)
	return r.told(answer), true, nil
}

// pointList are the points of a country under a heading of their own.
func pointList(s *session.Session, c *content.Country) []reply.Block {
	list := reply.Block{Kind: reply.List}
	for _, p := range c.Points {
		u := p.Unit()
		list.Items = append(list.Items, reply.Item{Label: s.Text(u, content.FieldTitle), Text: s.Text(u, content.FieldText), Do: "point " + p.ID})
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []reply.Block{{Kind: reply.Heading, Text: s.Say("web.points")}, list}
}

// headlinesBelow are stories and news under a heading of their own.
func headlinesBelow(s *session.Session, all []content.Headline) []reply.Block {
	if len(all) == 0 {
		return nil
	}
	shown := translated(s, all)
	list := headlineList(s, shown, time.UTC)
	for i, h := range shown {
		if h.Post != nil {
			list.Items[i].Do = "news read " + h.Post.Key
		}
	}
	blocks := []reply.Block{{Kind: reply.Heading, Text: s.Say("web.news")}, list}
	return append(blocks, newsNotes(s, shown, 1, 1)...)
}

// told is an answer with what it has to say of its language.
func (r *Reader) told(answer reply.Reply) reply.Reply { return r.s.WithEnglishNote(answer) }
