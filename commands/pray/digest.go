package pray

import (
	"context"
	"slices"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
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
func Digest(ctx context.Context, env *session.Env, chat record.Chat, sub record.Subscription, slot record.Slot, now time.Time) (answer reply.Reply, told time.Time, err error) {
	s := env.SessionFor(env.CurrentLibrary(), session.LookOf(chat), slot.Due)
	from, to := spanOf(sub, slot)
	found, err := fresh(ctx, s, sub, from, to)
	if err != nil {
		return reply.Reply{}, time.Time{}, err
	}
	if len(found) == 0 {
		return reply.Reply{}, to, nil
	}
	shown := translated(s, found[:min(len(found), digestSize)])
	answer = reply.Reply{Title: digestTitle(s, sub.Selection), Blocks: []reply.Block{digestList(s, shown, sub.Location())}}
	if more := len(found) - len(shown); more > 0 {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Note, Text: s.Count("news.and_more", more)})
	}
	if isLate(slot, now) {
		answer.Blocks = append(answer.Blocks, lateNote(s, sub, slot))
	}
	answer.Dated, answer.Topics = s.Date(slot.Date), s.Topics()
	if sel := sub.Selection; len(sel.Countries) == 1 && len(sel.Regions)+len(sel.Lists) == 0 {
		answer.Emblem = s.Emblem(s.Library.Country(sel.Countries[0]), false)
	}
	for _, h := range shown {
		if h.Post != nil {
			answer.About = append(answer.About, h.Post.Key)
		}
	}
	answer.Buttons = append(readButtons(s, shown[:min(len(shown), newsPage)]), digestButtons(s, sub.Selection))
	return s.WithEnglishNote(answer), to, nil
}

// spanOf is the time of which a slot tells what was kept: after from, and up to
// to.
func spanOf(s record.Subscription, slot record.Slot) (from, to time.Time) {
	to = slot.Due.Add(-newsSettle)
	from = s.Told
	if from.IsZero() {
		from = firstDue(s, slot).Add(-newsSettle - firstDigest)
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
func firstDue(s record.Subscription, slot record.Slot) time.Time {
	s.Last, s.PausedTo = content.Date{}, content.Date{}
	if first, ok := s.Next(s.Since); ok && first.Due.Before(slot.Due) {
		return first.Due
	}
	return slot.Due
}

// fresh are the headlines of a span, the newest first: those of feeds that were
// kept in it, and the posts whose date has begun in it.
func fresh(ctx context.Context, s *session.Session, sub record.Subscription, from, to time.Time) ([]content.Headline, error) {
	first, last := content.DateOf(from.In(sub.Location())), content.DateOf(to.In(sub.Location()))
	all, err := headlines(ctx, s, sub.Selection, last, record.HeadlineQuery{
		From: from.Add(-lateNews), KeptAfter: from, KeptTo: to, Limit: newsPage * newsPages,
	})
	return slices.DeleteFunc(all, func(h content.Headline) bool {
		return h.Post != nil && (!first.Before(h.Date) || last.Before(h.Date))
	}), err
}

func digestTitle(s *session.Session, sel content.Selection) string {
	if sel.Whole() {
		return s.Say("news.title")
	}
	return s.Say("news.title_of", words.With{"Place": s.Selection(sel)})
}

// digestList shows headlines in one line each, with the time at which they were
// published: a digest is read later than it is sent.
func digestList(s *session.Session, shown []content.Headline, zone *time.Location) reply.Block {
	block := reply.Block{Kind: reply.List}
	for _, h := range shown {
		note := headlineNote(s, h, func() string {
			if h.Post == nil {
				return s.Moment(h.Published, zone)
			}
			return s.PlainDate(h.Date.String())
		})
		block.Items = append(block.Items, reply.Item{Label: flags(s, h.Countries) + h.Title, Note: note, Link: h.Link})
	}
	return block
}

// digestButtons leads on from a digest; to the place itself where it is about
// one alone.
func digestButtons(s *session.Session, sel content.Selection) []reply.Button {
	var about newsPlace
	switch {
	case len(sel.Lists) > 0:
	case len(sel.Countries) == 1 && len(sel.Regions) == 0:
		about.key, about.country = reply.Keyed(sel.Countries[0]), s.Library.Country(sel.Countries[0])
	case len(sel.Countries) == 0 && len(sel.Regions) == 1:
		about.key = reply.Keyed(sel.Regions[0])
	}
	return append(newsButtons(s, about), reply.Button{Label: s.Say("button.more_news"), Do: strings.TrimSpace("news " + about.key)})
}
