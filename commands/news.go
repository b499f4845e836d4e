package commands

import (
	"context"
	"strconv"
	"strings"

	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// newsPage is how many headlines one page shows.
const newsPage = 5

// newsPages is how far back the pages go: more is for the publishers' own
// sites.
const newsPages = 20

func (c *Core) newsRow() entry {
	return entry{
		Row: Row{Name: "news", Role: Anyone, Params: []Param{{Name: "place", Suggests: true}}},
		run: c.news,
	}
}

// A place is what news is asked about; the zero place is the whole world.
type place struct {
	key       string // of the country, region or list, with its mark; "" is the whole world
	name      string // as it is said to the asker
	country   *content.Country
	selection content.Selection
}

// news answers with headlines, newest first, in pages: "news", "news KP",
// "news middle-east 2", or with one story: "news read <post>".
func (c *Core) news(ctx context.Context, a *ask) (Reply, error) {
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	today := chat.today(a.req.Now)
	if key, ok := strings.CutPrefix(a.args, "read "); ok {
		return a.story(key, today)
	}
	text, page := trailingNumber(a.args)
	if n, err := strconv.Atoi(text); err == nil {
		text, page = "", n
	}
	var about place
	if text != "" {
		found := search.Find(a.lib, text)
		switch {
		case len(found.Countries) == 1:
			country := found.Countries[0]
			about = place{keyed(country.Key), a.name(country), country, content.Selection{Countries: []string{country.Key}}}
		case found.Region != nil:
			about = place{keyed(found.Region.Key), found.Region.Name, nil, content.Selection{Regions: []string{found.Region.Key}}}
		case found.List != nil:
			about = place{keyed(found.List.Key), found.List.Name, nil, content.Selection{Lists: []string{found.List.Key}}}
		default:
			return a.unsure("news", text, found)
		}
	}
	reply, err := c.newsOf(ctx, a, chat, about, max(page, 1))
	if page > 1 || page > 0 && a.req.Payload != "" {
		reply.Show = InPlace
	}
	return reply, err
}

// newsOf shows one page of what there is about a place.
func (c *Core) newsOf(ctx context.Context, a *ask, chat Chat, about place, page int) (Reply, error) {
	all, err := a.headlines(ctx, about.selection, chat.today(a.req.Now), HeadlineQuery{To: a.req.Now, Limit: newsPage * newsPages})
	if err != nil {
		return Reply{}, err
	}
	if len(all) == 0 {
		return a.noNews(about), nil
	}
	pages := (len(all) + newsPage - 1) / newsPage
	if page > pages {
		return Reply{}, a.problem("problem.page")
	}
	shown := all[(page-1)*newsPage : min(page*newsPage, len(all))]
	reply := Reply{
		Title:   a.say("news.title"),
		Blocks:  append([]Block{a.headlineList(shown, chat.zone())}, a.newsNotes(shown, page, pages)...),
		Buttons: append(a.readButtons(shown), a.newsButtons(about)),
	}
	if about.key != "" {
		reply.Title = a.say("news.title_of", words.With{"Place": about.name})
	}
	if turn := a.pageButtons(about.key, page, pages); len(turn) > 0 {
		reply.Buttons = append(reply.Buttons, turn)
	}
	return reply, nil
}

func (a *ask) noNews(about place) Reply {
	if about.key == "" {
		return Reply{Blocks: []Block{{Kind: Paragraph, Text: a.say("news.none_all")}}}
	}
	reply := Reply{Blocks: []Block{{Kind: Paragraph, Text: a.say("news.none", words.With{"Place": about.name})}}}
	reply.Buttons = [][]Button{{
		{Label: label(a.say("button.pray_for", words.With{"Country": about.name})), Do: "pray " + about.key},
		{Label: a.say("button.news"), Do: "news"},
	}}
	return reply
}

// newsNotes says which page it is, and in which languages headlines are shown.
func (a *ask) newsNotes(shown []content.Headline, page, pages int) []Block {
	var notes []Block
	if pages > 1 {
		notes = append(notes, Block{Kind: Note, Text: a.say("news.page", words.With{"Page": page, "Pages": pages})})
	}
	for _, h := range shown {
		if h.Post == nil {
			return append(notes, Block{Kind: Note, Text: a.languageNote()})
		}
	}
	return notes
}

// readButtons leads to the stories that can be read here.
func (a *ask) readButtons(shown []content.Headline) [][]Button {
	var rows [][]Button
	for _, h := range shown {
		if h.Post == nil {
			continue
		}
		text := a.say("button.read", words.With{"Title": h.Title})
		rows = append(rows, []Button{{Label: label(text), Do: "news read " + h.Post.Key}})
	}
	return rows
}

// newsButtons leads from the news to what can be done about it.
func (a *ask) newsButtons(about place) []Button {
	pray := Button{Label: a.say("button.pray"), Do: strings.TrimSpace("pray " + about.key)}
	if about.country != nil {
		return []Button{pray, a.reportButton(about.country)}
	}
	return []Button{pray, {Label: a.say("button.report"), Do: strings.TrimSpace("country " + about.key)}}
}

func (a *ask) pageButtons(place string, page, pages int) []Button {
	var row []Button
	if page > 1 {
		row = append(row, Button{Label: a.say("button.newer"), Do: newsLine(place, page-1)})
	}
	if page < pages {
		row = append(row, Button{Label: a.say("button.more"), Do: newsLine(place, page+1)})
	}
	return row
}

func newsLine(place string, page int) string {
	return strings.Join(strings.Fields("news "+place+" "+strconv.Itoa(page)), " ")
}
