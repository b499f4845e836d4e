package pray

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/card"
)

// CardCommand is the row of /card.
func CardCommand() session.Command {
	return session.Command{
		Row:     reply.Row{Name: "card", Role: reply.Anyone, Public: true, Params: []reply.Param{{Name: argPlace}, {Name: argDate}}},
		Suggest: map[string]session.Suggest{argPlace: session.SuggestPlaces, argDate: session.SuggestDates},
		Read:    readPray, Run: Card, Shows: true,
	}
}

// Card answers with the card of what /pray answers, to be passed on: an editor's
// own picture where the point has one.
func Card(ctx context.Context, s *session.Session) (reply.Reply, error) {
	s.Look.Cards = true
	r, err := Pray(ctx, s)
	if err != nil || r.Picture == nil {
		return r, err
	}
	return passedOn(r), nil
}

// passedOn is a point as it stands below its card: the title and the date.
func passedOn(r reply.Reply) reply.Reply {
	r.Blocks = slices.DeleteFunc(slices.Clone(r.Blocks), func(b reply.Block) bool { return b.Kind != reply.Note })
	r.Blocks = r.Blocks[:min(1, len(r.Blocks))]
	return r
}

// cardOf is the picture of a point for those who want to see it as a card; nil
// where nothing is drawn.
func cardOf(s *session.Session, p *content.Point, date content.Date) *reply.Picture {
	if !s.Look.Cards {
		return nil
	}
	c := card.Card{
		Title: s.Text(p.Unit(), content.FieldTitle), Date: s.Date(date), Language: s.Language, RTL: s.RightToLeft(),
	}
	if p.Country == nil {
		c.Design, c.Season, c.Kicker = card.Feast, seasons[p.Occasion.Key], s.Text(p.Occasion.NameUnit(), content.FieldName)
		c.Country = codes(p.About)
	} else {
		c.Country, c.Region, c.Kicker = p.Country.Key, regionKey(p.Country), s.CountryName(p.Country)
	}
	if p.Post != nil && p.Post.Urgent && !date.Before(p.Post.From) && !p.Post.Until.Before(date) {
		c.Design, c.Label = card.Alert, s.Say("card.urgent")
	}
	return drawn(s, c)
}

// reportCard is the picture of a country's report for those who want to see it as
// a card; nil where nothing is drawn.
func reportCard(s *session.Session, country *content.Country, today content.Date) *reply.Picture {
	if !s.Look.Cards {
		return nil
	}
	c := card.Card{
		Design: card.Report, Country: country.Key, Region: regionKey(country), Label: s.Say("button.report"), Title: s.CountryName(country),
		Date: s.Date(today), Language: s.Language, RTL: s.RightToLeft(),
	}
	if country.Summary != "" {
		c.Text = firstSentence(s.Text(country.SummaryUnit(), content.FieldText))
	}
	return drawn(s, c)
}

// drawn is a card as a picture with what is to be seen on it; nil where no cards
// are drawn.
func drawn(s *session.Session, c card.Card) *reply.Picture {
	file := s.Card(c)
	if file == nil {
		return nil
	}
	name, alt := c.Kicker, "card.alt_feast"
	if c.Design != card.Feast {
		name, alt = s.CountryInText(s.Library.Country(c.Country)), "card.alt"
	}
	return &reply.Picture{File: file, Decorative: true, Alt: session.Shortened(s.Say(alt, words.With{"Name": name, "Title": c.Title, "Date": c.Date}), reply.MaxAlt)}
}

// mostOnGlobe is how many countries a globe shows apart; more are the whole world.
const mostOnGlobe = 30

// codes are the keys of countries in one text.
func codes(about []*content.Country) string {
	if len(about) > mostOnGlobe {
		return ""
	}
	var keys []string
	for _, c := range about {
		keys = append(keys, c.Key)
	}
	slices.Sort(keys)
	return strings.Join(keys, " ")
}

func regionKey(c *content.Country) string {
	if c.Region == nil {
		return ""
	}
	return c.Region.Key
}

// seasons are the colours of occasions; the others are of no season.
var seasons = map[string]card.Season{
	"easter": card.Joy, "easter-orthodox": card.Joy, "christmas": card.Joy, "christmas-eve": card.Joy, "christmas-old": card.Joy,
	"epiphany": card.Joy, "ascension": card.Joy, "all-saints": card.Joy, "christ-the-king": card.Joy, "maundy-thursday": card.Joy,
	"advent": card.Waiting, "advent-2": card.Waiting, "advent-3": card.Waiting, "advent-4": card.Waiting,
	"ash-wednesday": card.Waiting, "reminiscere": card.Waiting, "holy-saturday": card.Waiting,
	"pentecost": card.Fire, "pentecost-orthodox": card.Fire, "palm-sunday": card.Fire, "good-friday": card.Fire, "good-friday-orthodox": card.Fire,
	"stephen": card.Fire, "libya-martyrs": card.Fire, "christian-martyr": card.Fire, "missionary-martyrs": card.Fire,
	"red-wednesday": card.Fire, "red-wednesday-ph": card.Fire,
}

// firstSentence is the beginning of a text up to the end of a sentence; all of it
// where there is none. What ends a word of one or two letters, such as "St.", is
// none.
func firstSentence(text string) string {
	runes := []rune(text)
	word := 0
	for i, r := range runes {
		switch {
		case r == '。' || (r == '.' || r == '!' || r == '?' || r == '؟') && word > 2 && (i+1 == len(runes) || unicode.IsSpace(runes[i+1])):
			return string(runes[:i+1])
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			word++
		case unicode.IsSpace(r):
			word = 0
		}
	}
	return text
}
