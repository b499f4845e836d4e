package commands

import (
	"context"
	"slices"
	"strings"
	"time"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// digestSize is how many headlines a digest shows: one screen.
const digestSize = 10

// firstDigest is how far back the first digest of a subscription reaches.
const firstDigest = 24 * time.Hour

// longestDigest is how far back a digest reaches at most, after a pause or when
// nothing could be delivered.
const longestDigest = 7 * 24 * time.Hour

// lateNews is how long after its publication a headline that was kept late
// still counts as new: a feed that is added brings months of old ones.
const lateNews = 3 * 24 * time.Hour

// Digest is what a subscription to the news receives for a slot: what was kept
// since it was told the last time. It is empty where that is nothing. told is
// up to when the news is told with it. It is the same at every try; the error
// is one of the store, and means that a later try may do better.
func (c *Core) Digest(ctx context.Context, chat Chat, s Subscription, slot Slot, now time.Time) (reply Reply, told time.Time, err error) {
	a := c.ask(Request{Chat: chat.ID, Language: chat.Language, Now: slot.Due})
	from, to := s.span(slot)
	found, err := a.fresh(ctx, s, from, to)
	if err != nil {
		return Reply{}, time.Time{}, err
	}
	if len(found) == 0 {
		return Reply{}, to, nil
	}
	shown := found[:min(len(found), digestSize)]
	reply = Reply{Title: a.digestTitle(s.Selection), Blocks: []Block{a.digestList(shown, s.location())}}
	if more := len(found) - len(shown); more > 0 {
		reply.Blocks = append(reply.Blocks, Block{Kind: Note, Text: a.count("news.and_more", more)})
	}
	if isLate(slot, now) {
		reply.Blocks = append(reply.Blocks, a.lateNote(s, slot))
	}
	reply.Buttons = append(a.readButtons(shown[:min(len(shown), newsPage)]), a.digestButtons(s.Selection))
	return reply, to, nil
}

// span is the time of which a slot tells what was kept: after from, and up to
// to.
func (s Subscription) span(slot Slot) (from, to time.Time) {
	to = slot.Due.Add(-newsSettle)
	from = s.Told
	if from.IsZero() {
		from = s.firstDue(slot).Add(-newsSettle - firstDigest)
	}
	if oldest := to.Add(-longestDigest); from.Before(oldest) {
		from = oldest
	}
	if from.After(to) {
		from = to
	}
	return from, to
}

// firstDue is when the first slot of a subscription that was told nothing yet
// was due: this one, or an earlier one that was missed.
func (s Subscription) firstDue(slot Slot) time.Time {
	s.Last, s.PausedTo = content.Date{}, content.Date{}
	if first, ok := s.Next(s.Since); ok && first.Due.Before(slot.Due) {
		return first.Due
	}
	return slot.Due
}

// fresh are the headlines of a span, the newest first: those of feeds that were
// kept in it, and the posts whose date has begun in it.
func (a *ask) fresh(ctx context.Context, s Subscription, from, to time.Time) ([]content.Headline, error) {
	first, last := content.DateOf(from.In(s.location())), content.DateOf(to.In(s.location()))
	all, err := a.headlines(ctx, s.Selection, last, HeadlineQuery{
		From: from.Add(-lateNews), KeptAfter: from, KeptTo: to, Limit: newsPage * newsPages,
	})
	return slices.DeleteFunc(all, func(h content.Headline) bool {
		return h.Post != nil && (!first.Before(h.Date) || last.Before(h.Date))
	}), err
}

func (a *ask) digestTitle(s content.Selection) string {
	if s.Whole() {
		return a.say("news.title")
	}
	return a.say("news.title_of", words.With{"Place": a.selection(s)})
}

// digestList shows headlines in one line each, with the time at which they were
// published: a digest is read later than it is sent.
func (a *ask) digestList(shown []content.Headline, zone *time.Location) Block {
	block := Block{Kind: List}
	for _, h := range shown {
		when := a.plainDate(h.Date.String())
		if h.Post == nil {
			when = a.moment(h.Published, zone)
		}
		note := a.say("news.note", words.With{"Publisher": h.Publisher, "Date": when})
		block.Items = append(block.Items, Item{Label: a.flags(h.Countries) + h.Title, Note: note, Link: h.Link})
	}
	return block
}

// digestButtons leads on from a digest; to the place itself where it is about
// one alone.
func (a *ask) digestButtons(s content.Selection) []Button {
	var about place
	switch {
	case len(s.Lists) > 0:
	case len(s.Countries) == 1 && len(s.Regions) == 0:
		about.key, about.country = keyed(s.Countries[0]), a.lib.Country(s.Countries[0])
	case len(s.Countries) == 0 && len(s.Regions) == 1:
		about.key = keyed(s.Regions[0])
	}
	return append(a.newsButtons(about), Button{Label: a.say("button.more"), Do: strings.TrimSpace("news " + about.key)})
}
