package pray

import (
	"context"
	"strconv"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// PrayCommand is the row of /pray.
func PrayCommand() session.Command {
	return session.Command{
		Row:     reply.Row{Name: "pray", Role: reply.Anyone, Public: true, Params: []reply.Param{{Name: argPlace}, {Name: argDate}, {Name: argNumber, Inner: true}}},
		Suggest: map[string]session.Suggest{argPlace: session.SuggestPlaces, argDate: session.SuggestDates},
		Read:    readPray, Run: Pray, Shows: true,
	}
}

// Pray answers with the point of the day for this chat, or with one of a
// country, region or list; of another date where one is named. A number behind
// a country asks for a later one.
func Pray(ctx context.Context, s *session.Session) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	today := chat.Today(s.Request.Now)
	w, err := parsePray(s, today, chat.Location())
	if err != nil {
		return reply.Reply{}, err
	}
	if w.other != nil {
		return askDay(ctx, s, w)
	}
	if w.text == "" {
		selection, err := praysFor(ctx, s.Env, chat, chat.PraysFor())
		if err != nil {
			return reply.Reply{}, err
		}
		return daily(ctx, s, s.Library.Daily(w.date, selection, today), w.date, chat.Location()), nil
	}
	found := s.Find(w.text)
	if len(found.Countries) == 1 {
		return s.Explained(found, nth(ctx, s, found.Countries[0], w, chat)), nil
	}
	if sel, sure := found.Selection(); sure {
		return s.Explained(found, daily(ctx, s, s.Library.DailyWithoutOccasions(w.date, sel, today), w.date, chat.Location())), nil
	}
	if all := s.Wanted(w.text); len(all.Clear) > 1 && len(all.Unclear) == 0 {
		return s.ExplainedAll(all, daily(ctx, s, s.Library.DailyWithoutOccasions(w.date, all.Selection, today), w.date, chat.Location())), nil
	}
	return s.Unsure(ctx, found, argPlace, w.keys(), w.when())
}

// praysFor is what a chat prays for: what its community does, else what it
// chose by itself.
func praysFor(ctx context.Context, env *session.Env, chat record.Chat, own content.Selection) (content.Selection, error) {
	community, is, err := env.CommunityOf(ctx, chat)
	if is {
		own = community.Selection
	}
	return own, err
}

// Sample is the point that a chat would be sent today which prays for a selection, as it
// is shown there.
func Sample(ctx context.Context, s *session.Session, sel content.Selection) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	if sel, err = praysFor(ctx, s.Env, chat, sel); err != nil {
		return reply.Reply{}, err
	}
	today := chat.Today(s.Request.Now)
	sample := daily(ctx, s, s.Library.Daily(today, sel, today), today, chat.Location())
	sample.Picture = nil // it stands within another message
	return sample, nil
}

// daily shows the calendar's point of a date; point may be nil.
func daily(ctx context.Context, s *session.Session, point *content.Point, date content.Date, zone *time.Location) reply.Reply {
	if point == nil {
		return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("pray.nothing")}}}
	}
	return pointReply(s, point, date, inTheNews(ctx, s, point.Country, zone), nil)
}

// nth is a country's own n-th point of a date.
func nth(ctx context.Context, s *session.Session, country *content.Country, w prayArgs, chat record.Chat) reply.Reply {
	point := s.Library.CountryPoint(country, w.date, chat.Today(s.Request.Now), w.n)
	if point == nil {
		text := s.Say("pray.none", words.With{"Country": s.CountryInText(country)})
		return reply.Reply{
			Blocks:  []reply.Block{{Kind: reply.Paragraph, Text: text}},
			Buttons: [][]reply.Button{{s.ReportButton(country), s.NewsButton(country)}},
		}
	}
	another := reply.Button{
		Label: s.Label("button.another", words.With{"Country": s.CountryInText(country)}),
		Do:    "pray " + reply.Keyed(country.Key) + w.when() + " " + strconv.Itoa(w.n+1),
	}
	return pointReply(s, point, w.date, inTheNews(ctx, s, country, chat.Location()), [][]reply.Button{{another}})
}

// Daily is what a subscription receives for a local date: what /pray answers
// in that chat on that date, or on each of the seven days up to it. It is that of the slot's own time, so that a
// second try says the same; one that comes late says so. Its buttons and the
// items of its blocks are shared with other replies: nobody may change them.
// An error is the store's.
func Daily(ctx context.Context, env *session.Env, cache *ReplyCache, chat record.Chat, sub record.Subscription, slot record.Slot, now time.Time) (reply.Reply, error) {
	selection, err := praysFor(ctx, env, chat, sub.Selection)
	if err != nil {
		return reply.Reply{}, err
	}
	key := keyOf(env.CurrentLibrary(), chat, sub, selection, slot)
	var answer reply.Reply
	if sub.Week {
		answer = week(env.SessionFor(key.library, key.look, key.due), selection, slot)
	} else {
		answer = cache.of(ctx, env, key)
	}
	if isLate(slot, now) {
		s := env.SessionFor(key.library, key.look, key.due)
		answer.Blocks = append(answer.Blocks, lateNote(s, sub, slot))
	}
	return answer, nil
}

// isLate tells whether a delivery comes so late that it says so.
func isLate(slot record.Slot, now time.Time) bool { return now.Sub(slot.Due) > record.LateAfter }

// lateNote says that a delivery comes late.
func lateNote(s *session.Session, sub record.Subscription, slot record.Slot) reply.Block {
	return reply.Block{Kind: reply.Note, Text: s.Say("pray.late", words.With{"Time": s.Moment(slot.Due, sub.Location())})}
}
