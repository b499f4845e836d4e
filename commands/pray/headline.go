package pray

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// headlines are the headlines about a selection, the newest first: those of
// feeds that the query asks for, in a language of the asker, and the posts that
// may be shown to somebody whose date is today.
func headlines(ctx context.Context, s *session.Session, sel content.Selection, today content.Date, q record.HeadlineQuery) ([]content.Headline, error) {
	live, err := live(ctx, s, sel, q)
	if err != nil {
		return nil, err
	}
	all := append(live, s.Library.Headlines(sel, today)...)
	slices.SortStableFunc(all, func(a, b content.Headline) int { return newness(b).Compare(newness(a)) })
	return all, nil
}

// live are the headlines of feeds about a selection.
func live(ctx context.Context, s *session.Session, sel content.Selection, q record.HeadlineQuery) ([]content.Headline, error) {
	q.Languages = languages(s)
	if !sel.Whole() {
		for _, c := range s.Library.Members(sel) {
			q.Countries = append(q.Countries, c.Key)
		}
		if len(q.Countries) == 0 {
			return nil, nil
		}
	}
	found, err := s.Store().Headlines(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("read headlines: %w", err)
	}
	return found, nil
}

// translated are headlines as the asker reads them: those of posts in their
// language, as far as they are translated.
func translated(s *session.Session, all []content.Headline) []content.Headline {
	read := slices.Clone(all)
	for i, h := range read {
		if h.Post != nil {
			head := h.Post.HeadUnit()
			read[i].Title, read[i].Excerpt = s.Text(head, content.FieldTitle), s.Text(head, content.FieldExcerpt)
		}
	}
	return read
}

// languages are those in which the asker is shown headlines: their own, and
// English, in which most of them are written.
func languages(s *session.Session) []string {
	if own := content.BaseLanguage(s.Language); own != "" && own != "en" {
		return []string{own, "en"}
	}
	return []string{"en"}
}

func languageNote(s *session.Session) string {
	if len(languages(s)) > 1 {
		return s.Say("news.in_yours")
	}
	return s.Say("news.in_english")
}

// newness is where a headline stands in time. A post has only a date, and
// counts from its noon.
func newness(h content.Headline) time.Time {
	if h.Post == nil {
		return h.Published
	}
	return time.Date(h.Date.Year, h.Date.Month, h.Date.Day, 12, 0, 0, 0, time.UTC)
}

// headlineList shows headlines, each with its publisher and how long ago it
// came.
func headlineList(s *session.Session, shown []content.Headline, zone *time.Location) reply.Block {
	block := reply.Block{Kind: reply.List}
	for _, h := range shown {
		note := headlineNote(s, h, func() string { return ago(s, h, zone) })
		text := words.Sentences(h.Excerpt, pictureWords(s, h.Post))
		block.Items = append(block.Items, reply.Item{Label: flags(s, h.Countries) + h.Title, Text: text, Note: note, Link: h.Link, At: publishedAt(h)})
	}
	return block
}

// headlineNote is the line below a headline: whose it is, and when it was
// published where that is known.
func headlineNote(s *session.Session, h content.Headline, when func() string) string {
	if h.Undated {
		return s.Say("news.note_undated", words.With{"Publisher": h.Publisher})
	}
	return s.Say("news.note", words.With{"Publisher": h.Publisher, "Date": when()})
}

// publishedAt is when a headline was published; the zero time where that is not
// known.
func publishedAt(h content.Headline) time.Time {
	if h.Undated {
		return time.Time{}
	}
	return h.Published
}

// agoDays is from when on a headline is told by its date: "9 days ago" makes
// people count.
const agoDays = 7

// ago says how long ago a headline was published; a post, and what is older
// than a week, by its date.
func ago(s *session.Session, h content.Headline, zone *time.Location) string {
	since := max(0, s.Request.Now.Sub(h.Published))
	switch {
	case h.Post != nil:
		return s.PlainDate(h.Date.String())
	case since < time.Hour:
		return s.Count("news.minutes_ago", max(1, int(since/time.Minute)))
	case since < 24*time.Hour:
		return s.Count("news.hours_ago", int(since/time.Hour))
	case since < agoDays*24*time.Hour:
		return s.Count("news.days_ago", int(since/(24*time.Hour)))
	}
	return s.PlainDate(content.DateOf(h.Published.In(zone)).String())
}

// flags are the flags of countries, by key, each with a space behind it.
func flags(s *session.Session, countries []string) string {
	var b strings.Builder
	for _, key := range countries {
		if c := s.Library.Country(key); c != nil {
			b.WriteString(session.Flag(c) + " ")
		}
	}
	return b.String()
}

// newsworthy is how long a country counts as being in the news.
const newsworthy = 7 * 24 * time.Hour

// newsSettle is how long after it was kept a headline counts: by then every
// reader of the store sees it, so that what is told of one span of time is the
// same at every try and nothing falls between two spans.
const newsSettle = time.Minute

// inTheNews is the newest headline about a country as of now, for its point;
// nothing where there is none within a week. The point is never held up by the
// news: where they cannot be read, that is for the log.
func inTheNews(ctx context.Context, s *session.Session, c *content.Country, zone *time.Location) []reply.Block {
	if c == nil || s.Look.WithoutNews {
		return nil
	}
	now := s.Request.Now
	found, err := live(ctx, s, content.Selection{Countries: []string{c.Key}}, record.HeadlineQuery{
		From: now.Add(-newsworthy), To: now, KeptTo: s.Settled, Limit: 1,
	})
	if err != nil {
		s.NewsUnread = true
		s.Log().Warn("a point goes without its headline", "error", err)
	}
	if len(found) == 0 {
		return nil
	}
	h := found[0]
	note := headlineNote(s, h, func() string { return s.Date(content.DateOf(h.Published.In(zone))) })
	return []reply.Block{
		{Kind: reply.Heading, Text: s.Say("news.in_the_news")},
		{Kind: reply.List, Items: []reply.Item{{Label: h.Title, Note: note, Link: h.Link}}},
	}
}
