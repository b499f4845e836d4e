package commands

import (
	"context"
	"strconv"
	"time"

	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

func PrayRow() Command {
	return Command{
		Row: Row{Name: "pray", Role: Anyone, Params: []Param{{Name: "country", Suggests: true}, {Name: "date"}}},
		Run: Pray,
	}
}

// Pray answers with the point of the day for this chat, or with one of a
// country, region or list; of another date where one is named. A number behind
// a country asks for a later one.
func Pray(ctx context.Context, s *Session) (Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	today := chat.Today(s.Request.Now)
	w, err := parsePray(s, s.Args, today)
	if err != nil {
		return Reply{}, err
	}
	if w.text == "" {
		selection, err := praysFor(ctx, s.Env, chat, chat.PraysFor())
		if err != nil {
			return Reply{}, err
		}
		return daily(ctx, s, s.Library.Daily(w.date, selection, today), w.date, chat.Location()), nil
	}
	found := search.Find(s.Library, w.text)
	if len(found.Countries) == 1 {
		return nth(ctx, s, found.Countries[0], w, chat), nil
	}
	if sel, sure := found.Selection(); sure {
		return daily(ctx, s, s.Library.DailyWithoutOccasions(w.date, sel, today), w.date, chat.Location()), nil
	}
	return s.UnsureWith("pray", w.text, found, w.when())
}

// praysFor is what a chat prays for: what its community does, else what it
// chose by itself.
func praysFor(ctx context.Context, env *Env, chat Chat, own content.Selection) (content.Selection, error) {
	community, is, err := env.CommunityOf(ctx, chat)
	if is {
		own = community.Selection
	}
	return own, err
}

// PraysFor is what the chat as a whole prays for: that of its first
// subscription to a point, the world where it has none.
func (c *Chat) PraysFor() content.Selection {
	for _, s := range c.Subscriptions {
		if !s.News {
			return s.Selection
		}
	}
	return content.Selection{}
}

// daily shows the calendar's point of a date; point may be nil.
func daily(ctx context.Context, s *Session, point *content.Point, date content.Date, zone *time.Location) Reply {
	if point == nil {
		return Reply{Blocks: []Block{{Kind: Paragraph, Text: s.Say("pray.nothing")}}}
	}
	return pointReply(s, point, date, inTheNews(ctx, s, point.Country, zone), nil)
}

// nth is a country's own n-th point of a date.
func nth(ctx context.Context, s *Session, country *content.Country, w prayArgs, chat Chat) Reply {
	point := s.Library.CountryPoint(country, w.date, chat.Today(s.Request.Now), w.n)
	if point == nil {
		text := s.Say("pray.none", words.With{"Country": s.CountryName(country)})
		return Reply{
			Blocks:  []Block{{Kind: Paragraph, Text: text}},
			Buttons: [][]Button{{s.ReportButton(country), s.NewsButton(country)}},
		}
	}
	another := Button{
		Label: Label(s.Say("button.another", words.With{"Country": s.CountryName(country)})),
		Do:    "pray " + Keyed(country.Key) + w.when() + " " + strconv.Itoa(w.n+1),
	}
	return pointReply(s, point, w.date, inTheNews(ctx, s, country, chat.Location()), [][]Button{{another}})
}

// Daily is what a subscription receives for a local date: what /pray answers
// in that chat on that date. It is that of the slot's own time, so that a
// second try says the same; one that comes late says so. Its buttons and the
// items of its blocks are shared with other replies: nobody may change them.
// An error is the store's.
func Daily(ctx context.Context, env *Env, cache *ReplyCache, chat Chat, sub Subscription, slot Slot, now time.Time) (Reply, error) {
	selection, err := praysFor(ctx, env, chat, sub.Selection)
	if err != nil {
		return Reply{}, err
	}
	library := env.CurrentLibrary()
	asked := func() *Session { return env.SessionWith(library, Request{Language: chat.Language, Now: slot.Due}) }
	n := cacheKey{library: library, language: chat.Language, date: slot.Date, due: slot.Due, zone: sub.Zone}
	answer := cache.of(n, selection, func() (Reply, bool) {
		s := asked()
		s.Settled = slot.Due.Add(-newsSettle)
		said := daily(ctx, s, library.Daily(slot.Date, selection, slot.Date), slot.Date, sub.Location())
		return said, !s.NewsUnread
	})
	if isLate(slot, now) {
		answer.Blocks = append(answer.Blocks, lateNote(asked(), sub, slot))
	}
	return answer, nil
}

// isLate tells whether a delivery comes so late that it says so.
func isLate(slot Slot, now time.Time) bool { return now.Sub(slot.Due) > LateAfter }

// lateNote says that a delivery comes late.
func lateNote(s *Session, sub Subscription, slot Slot) Block {
	return Block{Kind: Note, Text: s.Say("pray.late", words.With{"Time": s.Moment(slot.Due, sub.Location())})}
}
