package pray

import (
	"context"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// newsPage is how many headlines one page shows.
const newsPage = 5

// newsPages is how far back the pages go: more is for the publishers' own
// sites.
const newsPages = 20

// NewsCommand is the row of /news.
func NewsCommand() session.Command {
	return session.Command{
		Row:     reply.Row{Name: "news", Role: reply.Anyone, Public: true, Params: []reply.Param{{Name: argNews}, {Name: argStory, Inner: true}, {Name: argNumber, Inner: true}}},
		Suggest: map[string]session.Suggest{argNews: session.SuggestPlaces},
		Read:    readNews, Run: News, Shows: true,
	}
}

// A newsPlace is what news is asked about; the zero place is the whole world.
type newsPlace struct {
	key       string // of the country, region or list, with its mark; "" is the whole world
	name      string // as it is said to the asker
	country   *content.Country
	selection content.Selection
}

// News answers with headlines, newest first, in pages: "news", "news KP",
// "news middle-east 2", or with one story: "news read <post>".
func News(ctx context.Context, s *session.Session) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	today := chat.Today(s.Request.Now)
	if key := s.Arg(argStory); key != "" {
		return story(s, key, today)
	}
	page, _ := strconv.Atoi(s.Arg(argNumber)) // readNews has read it
	about, found, dated := newsAsked(s, today, chat.Location())
	if about.key == "" && s.Arg(argNews) != "" {
		return s.Unsure(ctx, found, argNews, nil, "")
	}
	answer, err := newsOf(ctx, s, chat, about, max(page, 1))
	answer = s.Explained(found, answer)
	if dated && answer.Title != "" {
		answer.Blocks = append([]reply.Block{{Kind: reply.Paragraph, Text: s.Say("news.no_dates")}}, answer.Blocks...)
	}
	if page > 1 || page > 0 && s.Request.Payload != "" {
		answer.Visibility = reply.InPlace
	}
	return answer, err
}

// newsAsked is what news is asked about, and how it was found; nothing where that is
// not clear. dated tells that a date was named too, which is taken off the argument:
// news is not kept by dates.
func newsAsked(s *session.Session, today content.Date, zone *time.Location) (about newsPlace, found search.Result, dated bool) {
	text := s.Arg(argNews)
	if text == "" {
		return about, found, false
	}
	found = s.Find(text)
	if rest, _, dates := s.Own.CutDate(text, s.Calendar(today, zone)); len(dates) > 0 && !found.Meant() && !strings.HasPrefix(text, search.KeyMark) {
		s.SetArg(argNews, rest)
		about, found, _ = newsAsked(s, today, zone)
		return about, found, true
	}
	switch {
	case len(found.Countries) == 1:
		country := found.Countries[0]
		about = newsPlace{reply.Keyed(country.Key), s.CountryName(country), country, content.Selection{Countries: []string{country.Key}}}
	case found.Region != nil:
		about = newsPlace{reply.Keyed(found.Region.Key), s.RegionName(found.Region), nil, content.Selection{Regions: []string{found.Region.Key}}}
	case found.List != nil:
		about = newsPlace{reply.Keyed(found.List.Key), s.ListName(found.List), nil, content.Selection{Lists: []string{found.List.Key}}}
	}
	return about, found, false
}

// newsOf shows one page of what there is about a place.
func newsOf(ctx context.Context, s *session.Session, chat record.Chat, about newsPlace, page int) (reply.Reply, error) {
	all, err := headlines(ctx, s, about.selection, chat.Today(s.Request.Now), record.HeadlineQuery{To: s.Request.Now, Limit: newsPage * newsPages})
	if err != nil {
		return reply.Reply{}, err
	}
	if len(all) == 0 {
		return noNews(s, about), nil
	}
	pages := (len(all) + newsPage - 1) / newsPage
	if page > pages {
		return reply.Reply{}, s.Problem("problem.page")
	}
	shown := translated(s, all[(page-1)*newsPage:min(page*newsPage, len(all))])
	answer := reply.Reply{
		Title:   s.Say("news.title"),
		Blocks:  append([]reply.Block{headlineList(s, shown, chat.Location())}, newsNotes(s, shown, page, pages)...),
		Buttons: append(readButtons(s, shown), newsButtons(s, about)),
	}
	if about.key != "" {
		answer.Title = s.Say("news.title_of", words.With{"Place": about.name})
	}
	if turn := pageButtons(s, about.key, page, pages); len(turn) > 0 {
		answer.Buttons = append(answer.Buttons, turn)
	}
	return answer, nil
}

func noNews(s *session.Session, about newsPlace) reply.Reply {
	if about.key == "" {
		return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("news.none_all")}}}
	}
	answer := reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("news.none", words.With{"Place": s.Selection(about.selection)})}}}
	answer.Buttons = [][]reply.Button{{
		{Label: s.Label("button.pray_for", words.With{"Country": s.Selection(about.selection)}), Do: "pray " + about.key},
		{Label: s.Say("button.news"), Do: "news"},
	}}
	return answer
}

// newsNotes says which page it is, and in which languages headlines are shown.
func newsNotes(s *session.Session, shown []content.Headline, page, pages int) []reply.Block {
	var notes []reply.Block
	if pages > 1 {
		notes = append(notes, reply.Block{Kind: reply.Note, Text: s.Say("news.page", words.With{"Page": page, "Pages": pages})})
	}
	for _, h := range shown {
		if h.Post == nil {
			return append(notes, reply.Block{Kind: reply.Note, Text: languageNote(s)})
		}
	}
	return notes
}

// readButtons leads to the stories that can be read here.
func readButtons(s *session.Session, shown []content.Headline) [][]reply.Button {
	var rows [][]reply.Button
	for _, h := range shown {
		if h.Post == nil {
			continue
		}
		text := s.Label("button.read", words.With{"Title": h.Title})
		rows = append(rows, []reply.Button{{Label: text, Do: "news read " + h.Post.Key}})
	}
	return rows
}

// newsButtons leads from the news to what can be done about it.
func newsButtons(s *session.Session, about newsPlace) []reply.Button {
	pray := reply.Button{Label: s.Say("button.pray"), Do: strings.TrimSpace("pray " + about.key)}
	if about.country != nil {
		return []reply.Button{pray, s.ReportButton(about.country)}
	}
	return []reply.Button{pray, {Label: s.Say("button.report"), Do: strings.TrimSpace("country " + about.key)}}
}

func pageButtons(s *session.Session, place string, page, pages int) []reply.Button {
	var row []reply.Button
	if page > 1 {
		row = append(row, reply.Button{Label: s.Say("button.newer"), Do: newsLine(place, page-1)})
	}
	if page < pages {
		row = append(row, reply.Button{Label: s.Say("button.more_news"), Do: newsLine(place, page+1)})
	}
	return row
}

func newsLine(place string, page int) string {
	return strings.Join(strings.Fields("news "+place+" "+strconv.Itoa(page)), " ")
}
