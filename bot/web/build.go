package web

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"prayerbot/commands/pray"
	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// A builder makes one page, for a reader.
type builder struct {
	*Site
	ctx    context.Context
	place  place
	reader *pray.Reader
}

func (b builder) say(name string, with ...words.With) string {
	return b.reader.Voice().Say(name, with...)
}

// view is the page of a place; nil where there is none. An error is the store's.
func (b builder) view() (*view, error) {
	kind, key := b.place.cut()
	switch {
	case b.place.path == "":
		return b.front(), nil
	case kind == "today" && key == "":
		return b.day(b.reader.Today().String()), nil
	case kind == "days" && key != "":
		return b.day(key), nil
	case kind == "months" && key != "":
		return b.month(key), nil
	case kind == "points" && keyForm.MatchString(key):
		return b.shown(b.reader.Point(key)), nil
	case kind == "stories" && keyForm.MatchString(key):
		return b.shown(b.reader.Story(key)), nil
	case kind == "countries" && len(key) == 2 && strings.ToLower(key) == key:
		answer, is, err := b.reader.Country(b.ctx, strings.ToUpper(key))
		return b.shown(answer, is), err
	}
	return b.listed()
}

// listed is a page that has no key; nil where there is none.
func (b builder) listed() (*view, error) {
	switch b.place.path {
	case "countries":
		return b.shown(b.reader.Countries(), true), nil
	case "occasions":
		return b.shown(b.reader.Occasions(), true), nil
	case "news":
		answer, err := b.reader.News(b.ctx)
		return b.shown(answer, err == nil), err
	case "privacy":
		return b.privacy(), nil
	case "terms":
		return b.terms(), nil
	case "sources":
		return b.sources(), nil
	}
	return nil, nil
}

// shown is a page that shows a reply, where there is one.
func (b builder) shown(answer reply.Reply, is bool) *view {
	if !is || answer.Empty() {
		return nil
	}
	v := b.blank(answer.Title)
	v.Blocks = blocksOf(b.place.language, answer.Blocks)
	v.Links = linksOf(b.place.language, b.place.path, answer.Buttons)
	v.Description = describe(answer.Blocks)
	return v
}

// day is the point of a date for the whole world, with the days beside it.
func (b builder) day(text string) *view {
	date, is := readDate(text)
	if !is {
		return nil
	}
	v := b.shown(b.reader.Day(date, content.Selection{}))
	if v == nil {
		return nil
	}
	v.Canonical = b.cfg.URL + address(b.place.language, "days/"+date.String())
	return b.besides(v, date)
}

// besides adds what leads to the days before and after a date, and to its month.
func (b builder) besides(v *view, date content.Date) *view {
	for _, side := range []struct {
		name, relation string
		date           content.Date
	}{{"web.before", "prev", date.Add(-1)}, {"web.after", "next", date.Add(1)}} {
		if b.reader.Covers(side.date) {
			label := b.say(side.name, words.With{"Date": b.reader.Voice().Date(side.date)})
			v.Links = append(v.Links, link{Label: label, URL: address(b.place.language, "days/"+side.date.String()), Relation: side.relation})
		}
	}
	month := date.String()[:len("2026-11")]
	v.Links = append(v.Links, link{Label: b.say("web.month", words.With{"Month": b.monthName(date)}), URL: address(b.place.language, "months/"+month)})
	return v
}

func (b builder) monthName(date content.Date) string {
	return b.reader.Voice().PlainDate(date.String()[:len("2026-11")])
}

// month is the sheet of a month, to print.
func (b builder) month(text string) *view {
	first, is := readMonth(text)
	if !is {
		return nil
	}
	sel, is := b.reader.Selection(b.place.query)
	if !is {
		return nil
	}
	days := b.reader.Month(first, sel)
	if len(days) == 0 {
		return nil
	}
	v := b.blank(b.say("web.month_title", words.With{"Month": b.monthName(first)}))
	name := b.say("web.month_for", words.With{"Selection": b.reader.SelectionName(sel)})
	v.Month, v.Description = monthOf(b.place.language, b.reader.Voice(), name, days), name
	return v
}

// front says what the bot is, and shows what is prayed today.
func (b builder) front() *view {
	v := b.blank(b.say("web.title"))
	v.Lead = []string{b.say("profile.long"), b.say("web.about_how")}
	v.Description = shorten(b.say("profile.long"))
	v.Buttons = b.inviting()
	if answer, is := b.reader.Day(b.reader.Today(), content.Selection{}); is {
		today := block{Kind: "heading", Text: b.say("web.today")}
		point := reply.Block{Kind: reply.List, Items: []reply.Item{{Label: answer.Title, Text: describe(answer.Blocks), Do: "pray " + b.reader.Today().String()}}}
		v.Blocks = append([]block{today}, blocksOf(b.place.language, []reply.Block{point})...)
	}
	v.Blocks = append(v.Blocks, b.calendarBlocks()...)
	return v
}

// inviting is what brings the bot into a chat, where that is known.
func (b builder) inviting() []link {
	var all []link
	for _, way := range []struct {
		name string
		ask  func(context.Context) string
	}{{"web.add_telegram", b.cfg.Telegram}, {"web.add_discord", b.cfg.Discord}} {
		if way.ask == nil {
			continue
		}
		if url := way.ask(b.ctx); strings.HasPrefix(url, "https://") {
			all = append(all, link{Label: b.say(way.name), URL: url})
		}
	}
	return all
}

// calendarBlocks say how the days come into a calendar or a reader of feeds.
func (b builder) calendarBlocks() []block {
	at := func(path string) string { return b.cfg.URL + address(b.place.language, path) }
	return []block{
		{Kind: "heading", Text: b.say("web.calendar")},
		{Kind: "paragraph", Text: b.say("web.calendar_how")},
		{Kind: "links", Items: []item{
			{Text: at("calendar.ics"), URL: at("calendar.ics")},
		}},
		{Kind: "links", Items: []item{
			{Text: b.say("web.feed_days"), URL: at("days.atom")}, {Text: b.say("web.feed_stories"), URL: at("stories.atom")},
		}},
	}
}

func (b builder) privacy() *view {
	v := b.blank(b.say("web.privacy"))
	v.Lead = append([]string{b.say("web.privacy_page"), b.say("web.privacy_intro")}, b.cfg.Privacy(b.reader.Voice())...)
	if b.cfg.Contact != "" {
		v.Lead = append(v.Lead, b.say("web.privacy_contact", words.With{"Contact": b.cfg.Contact}))
	}
	v.Description = v.Lead[0]
	return v
}

func (b builder) terms() *view {
	v := b.blank(b.say("web.terms"))
	for _, name := range []string{"free", "careful", "fair", "true", "promise", "end"} {
		v.Lead = append(v.Lead, b.say("web.terms_"+name))
	}
	v.Description = v.Lead[0]
	return v
}

func (b builder) sources() *view {
	v := b.blank(b.say("web.sources"))
	v.Lead = []string{b.say("web.sources_intro"), b.say("web.sources_terms")}
	v.Blocks = blocksOf(b.place.language, []reply.Block{b.reader.Sources()})
	v.Description = v.Lead[0]
	return v
}

// missing is the page of an address that names nothing.
func (b builder) missing() *view {
	b.place.path = ""
	v := b.blank(b.say("web.missing"))
	today, voice := b.reader.Today(), b.reader.Voice()
	with := words.With{"First": voice.Date(today.Add(-pray.ReaderDaysBack)), "Last": voice.Date(today.Add(pray.ReaderDaysAhead))}
	v.Lead, v.Canonical = []string{b.say("web.missing_text", with)}, ""
	v.Links = []link{{Label: b.say("web.missing_home"), URL: address(b.place.language, "today")}}
	return v
}

// describe is the first paragraph of a reply, as whoever shares the page shows it.
func describe(blocks []reply.Block) string {
	at := slices.IndexFunc(blocks, func(b reply.Block) bool { return (b.Kind == reply.Paragraph || b.Kind == reply.Story) && b.Text != "" })
	if at < 0 {
		return ""
	}
	return shorten(blocks[at].Text)
}

// shorten is a text of at most maxDescription characters, which ends at a word.
func shorten(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= maxDescription {
		return text
	}
	head := string([]rune(text)[:maxDescription-1])
	if at := strings.LastIndexByte(head, ' '); at > len(head)/2 {
		head = head[:at]
	}
	return strings.TrimRight(head, " ,;:–—-") + "…"
}

// maxDescription is what messengers show of a page's description, in characters.
const maxDescription = 200

// paragraphs are those of a text.
func paragraphs(text string) []string { return strings.Split(text, "\n\n") }

// noon is the middle of a date in UTC.
func noon(d content.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }
