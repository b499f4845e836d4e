package pray

import (
	"slices"
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// A ReaderFrame is what stands around every page, in the reader's language.
type ReaderFrame struct {
	Site        string // what the pages are called
	Skip        string // leads past the menu
	Language    string // stands before the languages
	RightToLeft bool

	Today, Countries, Occasions, News, About string // the menu
	Privacy, Terms, Sources                  string
	FeedDays, FeedStories                    string
	AddTelegram, AddDiscord                  string
}

// Frame is what stands around every page.
func (r *Reader) Frame() ReaderFrame {
	say := func(name string) string { return r.s.Say(name) }
	return ReaderFrame{
		Site: say("web.title"), Skip: say("web.skip"), Language: say("web.language"), RightToLeft: r.s.RightToLeft(),
		Today: say("web.today"), Countries: say("web.countries"), Occasions: say("web.occasions"), News: say("web.news"), About: say("web.about"),
		Privacy: say("web.privacy"), Terms: say("web.terms"), Sources: say("web.sources"),
		FeedDays: say("web.feed_days"), FeedStories: say("web.feed_stories"),
		AddTelegram: say("web.add_telegram"), AddDiscord: say("web.add_discord"),
	}
}

// sentences is a page of paragraphs.
func sentences(title string, texts ...string) reply.Reply {
	answer := reply.Reply{Title: title}
	for _, text := range texts {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: text})
	}
	return answer
}

// Front says what the bot is, what is prayed today, and how the days come into a
// calendar or a reader of feeds.
func (r *Reader) Front() reply.Reply {
	answer := sentences(r.s.Say("web.title"), r.s.Say("profile.long"), r.s.Say("web.about_how"))
	if point := r.s.Library.Daily(r.today, content.Selection{}, r.today); point != nil {
		item := reply.Item{Label: pointTitle(r.s, point), Text: r.s.Text(point.Unit(), content.FieldText), Do: "pray " + r.today.String()}
		answer.Picture = cardOf(r.s, point, r.today)
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Heading, Text: r.s.Say("web.today")}, reply.Block{Kind: reply.List, Items: []reply.Item{item}})
	}
	at := func(path string) string { return r.s.Page(r.s.Language, path) }
	answer.Blocks = append(answer.Blocks,
		reply.Block{Kind: reply.Heading, Text: r.s.Say("web.calendar")},
		reply.Block{Kind: reply.Paragraph, Text: r.s.Say("web.calendar_how")},
		reply.Block{Kind: reply.Links, Items: []reply.Item{{Text: at("/calendar.ics"), Link: at("/calendar.ics")}}},
		reply.Block{Kind: reply.Links, Items: []reply.Item{{Text: r.s.Say("web.feed_days"), Link: at("/days.atom")}, {Text: r.s.Say("web.feed_stories"), Link: at("/stories.atom")}}},
	)
	return r.told(answer)
}

// Privacy says what is kept, as kept tells it; contact is whom one may ask, "" nobody.
func (r *Reader) Privacy(kept []string, contact string) reply.Reply {
	texts := append([]string{r.s.Say("web.privacy_page"), r.s.Say("web.privacy_intro")}, kept...)
	if contact != "" {
		texts = append(texts, r.s.Say("web.privacy_contact", words.With{"Contact": contact}))
	}
	return sentences(r.s.Say("web.privacy"), texts...)
}

// Terms are the terms of use.
func (r *Reader) Terms() reply.Reply {
	var texts []string
	for _, name := range []string{"free", "careful", "fair", "true", "promise", "end"} {
		texts = append(texts, r.s.Say("web.terms_"+name))
	}
	return sentences(r.s.Say("web.terms"), texts...)
}

// Sources are those of the reports and points, and the terms under which texts and
// names of others are shown.
func (r *Reader) Sources() reply.Reply {
	answer := sentences(r.s.Say("web.sources"), r.s.Say("web.sources_intro"), r.s.Say("web.sources_terms"), r.s.Say("web.sources_map"))
	answer.Blocks = append(answer.Blocks, sourceList(r.s))
	return answer
}

// Missing helps somebody whose address names nothing.
func (r *Reader) Missing() reply.Reply {
	with := words.With{"First": r.s.Date(r.today.Add(-ReaderDaysBack)), "Last": r.s.Date(r.today.Add(ReaderDaysAhead))}
	answer := sentences(r.s.Say("web.missing"), r.s.Say("web.missing_text", with))
	answer.Buttons = [][]reply.Button{{{Label: r.s.Say("web.missing_home"), Do: "pray"}}}
	return answer
}

// besides leads to the days before and after a date, and to its month.
func (r *Reader) besides(date content.Date) (rows [][]reply.Button) {
	for _, side := range []struct {
		name string
		date content.Date
	}{{"web.before", date.Add(-1)}, {"web.after", date.Add(1)}} {
		if r.Covers(side.date) {
			label := r.s.Say(side.name, words.With{"Date": r.s.Date(side.date)})
			rows = append(rows, []reply.Button{{Label: label, Do: "pray " + side.date.String()}})
		}
	}
	month := r.s.Say("web.month", words.With{"Month": monthName(r.s, date)})
	return append(rows, []reply.Button{{Label: month, Do: "month " + monthKey(date)}})
}

// monthKey is a month as addresses name it ("2026-11").
func monthKey(date content.Date) string { return date.String()[:len("2026-11")] }

func monthName(s *session.Session, date content.Date) string { return s.PlainDate(monthKey(date)) }

// CalendarName is what a calendar of a selection is called.
func (r *Reader) CalendarName(sel content.Selection) string {
	return r.s.Say("web.title") + ": " + r.s.Selection(sel)
}

// maxSummary is what messengers show of a page beside its title, in characters.
const maxSummary = 200

// Summary is the beginning of what a page says, in a line; "" where it has no text.
func Summary(page reply.Reply) string {
	at := slices.IndexFunc(page.Blocks, func(b reply.Block) bool { return (b.Kind == reply.Paragraph || b.Kind == reply.Story) && b.Text != "" })
	if at < 0 {
		return ""
	}
	return session.Shortened(strings.Join(strings.Fields(page.Blocks[at].Text), " "), maxSummary)
}
