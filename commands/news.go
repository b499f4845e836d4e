package commands

import (
	"context"
	"strconv"
	"strings"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// newsPage is how many headlines one page shows.
const newsPage = 5

func (c *Core) newsRow() entry {
	return entry{
		Row: Row{Name: "news", Role: Anyone, Params: []Param{{Name: "place", Suggests: true}}},
		run: c.news,
	}
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
	page = max(page, 1)
	place, selection, name := "", content.Selection{}, ""
	if text != "" {
		found := a.lib.Find(text)
		switch {
		case len(found.Countries) == 1:
			country := found.Countries[0]
			place, name, selection.Countries = country.Key, a.name(country), []string{country.Key}
		case found.Region != nil:
			place, name, selection.Regions = found.Region.Key, found.Region.Name, []string{found.Region.Key}
		case found.List != nil:
			place, name, selection.Lists = found.List.Key, found.List.Name, []string{found.List.Key}
		default:
			return a.unsure("news", text, found)
		}
	}
	return a.headlines(place, name, a.lib.Headlines(selection, today), page)
}

// headlines shows one page of what there is about a place.
func (a *ask) headlines(place, name string, all []content.Headline, page int) (Reply, error) {
	if len(all) == 0 {
		return a.noNews(place, name), nil
	}
	pages := (len(all) + newsPage - 1) / newsPage
	if page > pages {
		return Reply{}, a.problem("problem.page")
	}
	shown := all[(page-1)*newsPage : min(page*newsPage, len(all))]
	reply := Reply{Title: a.say("news.title"), Blocks: []Block{a.headlineList(shown)}, Buttons: a.readButtons(shown)}
	if place != "" {
		reply.Title = a.say("news.title_of", words.With{"Place": name})
	}
	if pages > 1 {
		text := a.say("news.page", words.With{"Page": page, "Pages": pages})
		reply.Blocks = append(reply.Blocks, Block{Kind: Note, Text: text})
		reply.Buttons = append(reply.Buttons, a.pageButtons(place, page, pages))
	}
	if page > 1 || a.req.Payload != "" && strings.Contains(a.args, " ") {
		reply.Show = InPlace
	}
	return reply, nil
}

func (a *ask) noNews(place, name string) Reply {
	if place == "" {
		return Reply{Blocks: []Block{{Kind: Paragraph, Text: a.say("news.none_all")}}}
	}
	reply := Reply{Blocks: []Block{{Kind: Paragraph, Text: a.say("news.none", words.With{"Place": name})}}}
	reply.Buttons = [][]Button{{
		{Label: label(a.say("button.pray_for", words.With{"Country": name})), Do: "pray " + place},
		{Label: a.say("button.news"), Do: "news"},
	}}
	return reply
}

func (a *ask) headlineList(shown []content.Headline) Block {
	block := Block{Kind: List}
	for _, h := range shown {
		note := a.say("news.note", words.With{"Publisher": h.Publisher, "Date": a.plainDate(h.Date.String())})
		block.Items = append(block.Items, Item{Label: flags(h.Countries) + h.Title, Text: h.Excerpt, Note: note, Link: h.Link})
	}
	return block
}

func flags(countries []*content.Country) string {
	var b strings.Builder
	for _, c := range countries {
		b.WriteString(flag(c) + " ")
	}
	return b.String()
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

// story shows a post whole, with its points.
func (a *ask) story(key string, today content.Date) (Reply, error) {
	post := a.lib.Post(strings.TrimSpace(key))
	if post == nil || !post.Shown(today) {
		return Reply{}, a.problem("problem.post")
	}
	note := a.say("news.note", words.With{"Publisher": post.Publisher, "Date": a.plainDate(post.Date.String())})
	reply := Reply{
		Title: flag(post.Country) + " " + post.Title,
		Blocks: []Block{
			{Kind: Note, Text: note + ". " + a.count("news.minutes", post.Minutes)},
			{Kind: Story, Text: strings.Join(post.Text, "\n\n")},
		},
		Buttons: [][]Button{{
			{Label: label(a.say("button.pray_for", words.With{"Country": a.name(post.Country)})), Do: "pray " + post.Country.Key},
			a.reportButton(post.Country),
		}},
	}
	reply.Blocks = append(reply.Blocks, a.postPoints(post)...)
	return reply, nil
}

// postPoints lists what a post asks to pray for, and its source.
func (a *ask) postPoints(post *content.Post) []Block {
	var blocks []Block
	if len(post.Points) > 0 {
		blocks = append(blocks, Block{Kind: Heading, Text: a.say("news.pray")})
	}
	for _, p := range post.Points {
		blocks = append(blocks,
			Block{Kind: Paragraph, Text: p.Text},
			Block{Kind: Links, Text: a.say("pray.scripture"), Items: verses(p.Scripture)})
	}
	if post.Changed {
		blocks = append(blocks, Block{Kind: Note, Text: a.say("pray.changed")})
	}
	if post.Credit != "" {
		blocks = append(blocks, Block{Kind: Note, Text: a.say("news.credit", words.With{"Credit": post.Credit})})
	}
	if post.Source != nil {
		blocks = append(blocks, a.factSource(post.Source))
	}
	return blocks
}
