package pray

import (
	"context"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// maxOffered is how many places are offered for what may mean several.
const maxOffered = 10

// Articles are what somebody may send to any chat, by what they have typed there so
// far: the point of the day for their own chat where that is nothing, of a place
// its point of the day, its report and its newest headline, and of several their
// points. The point of one place comes a second time as a card. They are found by the same search as all names. An error is the store's.
func Articles(ctx context.Context, s *session.Session, typed string) ([]reply.Article, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return nil, err
	}
	w := articleWriter{ctx, s, chat, chat.Today(s.Request.Now)}
	if typed == "" {
		selection, err := praysFor(ctx, s.Env, chat, chat.PraysFor())
		if err != nil {
			return nil, err
		}
		return w.pointAndCard("today", s.Library.Daily(w.today, selection, w.today)), nil
	}
	found := s.Find(typed)
	if len(found.Countries) == 1 {
		return w.country(found.Countries[0])
	}
	if sel, sure := found.Selection(); sure {
		return w.selection(sel)
	}
	var all []reply.Article
	for _, choice := range session.SuggestPlaces(ctx, s, typed) {
		if len(all) == maxOffered {
			break
		}
		all = append(all, w.offered(choice.Value)...)
	}
	return all, nil
}

// An articleWriter writes the articles of one question.
type articleWriter struct {
	ctx   context.Context
	s     *session.Session
	chat  record.Chat
	today content.Date
}

// article is one, as far as there is something to send.
func (w articleWriter) article(id, about string, r reply.Reply) []reply.Article {
	if r.Empty() {
		return nil
	}
	r.Picture = nil // a message of somebody else's cannot bear the bot's
	return []reply.Article{{ID: id, Title: r.Title, About: about, Reply: w.s.WithEnglishNote(r)}}
}

// point is a point of today; nil is none.
func (w articleWriter) point(id string, p *content.Point) []reply.Article {
	if p == nil {
		return nil
	}
	r := daily(w.ctx, w.s, p, w.today, w.chat.Location())
	return w.article("point "+id, w.s.Text(p.Unit(), content.FieldText), r)
}

// pointAndCard are a point of today and, where pages on the web show it, its card: the
// platform takes a picture from where everybody can open it, and from nowhere else.
func (w articleWriter) pointAndCard(id string, p *content.Point) []reply.Article {
	all := w.point(id, p)
	if p == nil || !w.s.Draws() || w.chat.Discreet() {
		return all
	}
	address := w.s.Page(w.s.Language, PicturePath(p, w.today))
	if address == "" {
		return all
	}
	card := w.article("card "+id, w.s.Say("row.card"), passedOn(daily(w.ctx, w.s, p, w.today, w.chat.Location())))
	card[0].Photo = address
	return append(all, card...)
}

// PicturePath is the path of the picture of a point on a date, as JPEG, on the pages.
func PicturePath(p *content.Point, date content.Date) string {
	return "/picture/points/" + p.ID + "/" + date.String() + ".jpg"
}

// country are the point, the card, the report and the newest headline of a country.
func (w articleWriter) country(c *content.Country) ([]reply.Article, error) {
	all := w.pointAndCard(c.Key, w.s.Library.CountryPoint(c, w.today, w.today, 0))
	page, err := countryPage(w.ctx, w.s, c)
	if err != nil {
		return nil, err
	}
	page.Start = reply.StartOf("country " + reply.Keyed(c.Key))
	all = append(all, w.article("report "+c.Key, w.s.Say("button.report"), page)...)
	news, err := w.headline(newsPlace{reply.Keyed(c.Key), w.s.CountryName(c), c, content.Selection{Countries: []string{c.Key}}})
	return append(all, news...), err
}

// selection are the point and the newest headline of a region or list.
func (w articleWriter) selection(sel content.Selection) ([]reply.Article, error) {
	key := strings.Join(append(append(sel.Countries, sel.Regions...), sel.Lists...), ",")
	all := w.pointAndCard(key, w.s.Library.DailyWithoutOccasions(w.today, sel, w.today))
	news, err := w.headline(newsPlace{reply.Keyed(key), w.s.Selection(sel), nil, sel})
	return append(all, news...), err
}

// headline is the newest about a place.
func (w articleWriter) headline(about newsPlace) ([]reply.Article, error) {
	all, err := headlines(w.ctx, w.s, about.selection, w.today, record.HeadlineQuery{To: w.s.Request.Now, Limit: 1})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	shown := translated(w.s, all[:1])
	h := shown[0]
	r := reply.Reply{
		Title:   w.s.Say("news.title_of", words.With{"Place": about.name}),
		Blocks:  []reply.Block{headlineList(w.s, shown, w.chat.Location())},
		Buttons: append(readButtons(w.s, shown), newsButtons(w.s, about)),
		Start:   reply.StartOf("news " + about.key),
		Preview: h.Link,
	}
	note := headlineNote(w.s, h, func() string { return ago(w.s, h, w.chat.Location()) })
	articles := w.article("news "+about.key, note, r)
	articles[0].Title = flags(w.s, h.Countries) + h.Title
	return articles, nil
}

// offered is the point of a place that is offered by its key.
func (w articleWriter) offered(key string) []reply.Article {
	found := w.s.Find(key)
	name, _ := reply.ReadKeyed(key)
	if len(found.Countries) == 1 {
		return w.point(name, w.s.Library.CountryPoint(found.Countries[0], w.today, w.today, 0))
	}
	sel, sure := found.Selection()
	if !sure {
		return nil
	}
	articles := w.point(name, w.s.Library.DailyWithoutOccasions(w.today, sel, w.today))
	for i := range articles {
		articles[i].Title = w.s.Selection(sel) + ": " + articles[i].Title
	}
	return articles
}
