package pray

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// Countries are all countries, by region.
func (r *Reader) Countries() reply.Reply {
	answer := reply.Reply{Title: r.s.Say("web.countries")}
	for _, region := range r.s.Library.Regions {
		list := reply.Block{Kind: reply.List}
		for _, c := range region.Countries {
			list.Items = append(list.Items, reply.Item{Label: session.Flag(c) + " " + r.s.CountryName(c), Do: "country " + reply.Keyed(c.Key)})
		}
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Heading, Text: r.s.RegionName(region)}, list)
	}
	return r.told(answer)
}

// News are the newest stories and headlines of the whole world. An error is the
// store's.
func (r *Reader) News(ctx context.Context) (reply.Reply, error) {
	all, err := headlines(ctx, r.s, content.Selection{}, r.today, record.HeadlineQuery{To: r.s.Request.Now, Limit: newsPage * newsPages})
	if err != nil {
		return reply.Reply{}, err
	}
	answer := reply.Reply{Title: r.s.Say("news.title")}
	if len(all) == 0 {
		answer.Blocks = []reply.Block{{Kind: reply.Paragraph, Text: r.s.Say("news.none_all")}}
		return answer, nil
	}
	answer.Blocks = headlinesBelow(r.s, all[:min(len(all), newsPage*newsPages)])[1:]
	return r.told(answer), nil
}

// Stories are the posts that are told, the newest first.
func (r *Reader) Stories() []*content.Post {
	var shown []*content.Post
	for _, p := range r.s.Library.Posts {
		if p.Shown(r.today) {
			shown = append(shown, p)
		}
	}
	return shown
}

// Occasions are the days that the church keeps, from today for a year, each once, by
// the date on which it comes next.
func (r *Reader) Occasions() reply.Reply {
	list := reply.Block{Kind: reply.List}
	for _, next := range coming(r.s.Library, r.today) {
		item := reply.Item{Label: r.s.Text(next.occasion.NameUnit(), content.FieldName), Note: r.s.Date(next.date)}
		if len(next.occasion.Points) > 0 {
			item.Text = r.s.Text(next.occasion.Points[0].Unit(), content.FieldText)
		}
		if r.Covers(next.date) {
			item.Do = "pray " + next.date.String()
		}
		list.Items = append(list.Items, item)
	}
	return r.told(reply.Reply{Title: r.s.Say("web.occasions"), Blocks: []reply.Block{{Kind: reply.Paragraph, Text: r.s.Say("web.occasions_intro")}, list}})
}

// A comingOccasion is an occasion and when it comes next.
type comingOccasion struct {
	occasion *content.Occasion
	date     content.Date
}

// coming are the occasions of the year from today, in their order.
func coming(library *content.Library, today content.Date) []comingOccasion {
	var all []comingOccasion
	for _, o := range library.Occasions {
		if date := nextOf(o, today); o.On && !date.IsZero() {
			all = append(all, comingOccasion{o, date})
		}
	}
	slices.SortStableFunc(all, func(a, b comingOccasion) int { return cmp.Compare(a.date.Days(), b.date.Days()) })
	return all
}

// nextOf is the next date on which an occasion begins; zero where none comes within a
// year.
func nextOf(o *content.Occasion, today content.Date) content.Date {
	for year := today.Year; year <= today.Year+1; year++ {
		for _, date := range o.Rule.Begins(year) {
			if !date.Before(today) && date.Before(today.Add(366)) {
				return date
			}
		}
	}
	return content.Date{}
}

// A ReaderMonth is the sheet of a month, to print: a row a day.
type ReaderMonth struct {
	Title, For       string
	Day, About, Read string // above the columns
	Days             []ReaderDay
}

// A ReaderDay is a day of a month: what is prayed on it, in a line.
type ReaderDay struct {
	Date  content.Date
	Label string // its weekday and number
	About string // the country or the occasion, and the point
	Read  string // the first verse
}

// Month is what is prayed on the days of a month for a selection, as far as a reader
// may look; false where that is no day of it.
func (r *Reader) Month(first content.Date, sel content.Selection) (ReaderMonth, bool) {
	sheet := ReaderMonth{
		Title: r.s.Say("web.month_title", words.With{"Month": monthName(r.s, first)}), For: r.s.Say("web.month_for", words.With{"Selection": r.s.Selection(sel)}),
		Day: r.s.Say("web.month_day"), About: r.s.Say("web.month_about"), Read: r.s.Say("web.month_read"),
	}
	for date := first; date.Month == first.Month; date = date.Add(1) {
		if p := r.s.Library.Daily(date, sel, r.today); p != nil && r.Covers(date) {
			sheet.Days = append(sheet.Days, readerDay(r.s, date, p))
		}
	}
	return sheet, len(sheet.Days) > 0
}

func readerDay(s *session.Session, date content.Date, p *content.Point) ReaderDay {
	day := ReaderDay{Date: date, Label: s.Weekday(date.Weekday()) + " " + strconv.Itoa(date.Day), About: pointTitle(s, p)}
	if read := verses(s, p.Scripture); len(read) > 0 {
		day.Read = read[0].Text
	}
	return day
}

// Selection reads the keys of countries, regions and lists, parted by commas; false
// where one is none of them. No keys are the whole world.
func (r *Reader) Selection(keys string) (content.Selection, bool) {
	var sel content.Selection
	for _, key := range strings.FieldsFunc(keys, func(c rune) bool { return c == ',' }) {
		switch {
		case r.s.Library.Country(key) != nil && r.s.Library.Country(key).Key == key:
			sel.Countries = append(sel.Countries, key)
		case r.s.Library.Region(key) != nil:
			sel.Regions = append(sel.Regions, key)
		case r.s.Library.List(key) != nil:
			sel.Lists = append(sel.Lists, key)
		default:
			return content.Selection{}, false
		}
	}
	return sel, true
}

// sourceList are those of the reports and points, by publisher, each page once.
func sourceList(s *session.Session) reply.Block {
	seen, list := map[*content.Source]bool{}, reply.Block{Kind: reply.List}
	for _, c := range s.Library.Countries {
		for _, f := range c.Facts {
			seen[f.Source] = true
		}
		for _, p := range c.Points {
			for _, source := range p.Sources {
				seen[source] = true
			}
		}
	}
	all := slices.SortedFunc(maps.Keys(seen), func(a, b *content.Source) int {
		return cmp.Or(cmp.Compare(a.Publisher, b.Publisher), cmp.Compare(a.Key, b.Key))
	})
	for _, source := range all {
		list.Items = append(list.Items, reply.Item{Label: sourceName(s, source), Link: source.Link})
	}
	return list
}

// StoryTitle and StoryExcerpt are those of a post in the reader's language.
func (r *Reader) StoryTitle(p *content.Post) string { return postTitle(r.s, p) }

// StoryExcerpt says in a sentence or two what a post tells.
func (r *Reader) StoryExcerpt(p *content.Post) string {
	return r.s.Text(p.HeadUnit(), content.FieldExcerpt)
}
