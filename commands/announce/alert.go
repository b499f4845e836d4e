package announce

import (
	"context"
	"fmt"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// urgentFor is the country that a prayer alert is for, or what its name may have
// meant; nil with an empty result where nothing was named.
func urgentFor(s *session.Session) (*content.Country, search.Result) {
	text := s.Arg(argUrgent)
	if text == "" {
		return nil, search.Result{}
	}
	found := s.Find(text)
	if len(found.Countries) == 1 && found.Of.How != search.Slip {
		return found.Countries[0], found
	}
	return nil, found
}

// noCountry refuses a name that is no country.
func noCountry(s *session.Session) error {
	return s.Problem("problem.urgent_country", words.With{"Text": session.Quote(s.Arg(argUrgent))})
}

// maxAlertButtons is how many countries are offered for an alert that named none.
const maxAlertButtons = 4

// askCountry keeps a draft of an alert that named no country, and asks which it
// is for. Until that is answered it is a plain notice, which nobody has seen.
func askCountry(ctx context.Context, s *session.Session, draft record.Announcement, found search.Result) (reply.Reply, error) {
	if err := s.Store().SaveDraft(ctx, draft); err != nil {
		return reply.Reply{}, fmt.Errorf("keep a draft: %w", err)
	}
	rows := session.RowsOf(2, alertButtons(s, draft, found))
	rows = append(rows, []reply.Button{{Label: s.Say("button.notice"), Do: pressLine(draft, pressNotice)}})
	text := s.Say("announce.alert_which")
	if named := s.Arg(argUrgent); named != "" {
		text = s.Say("announce.alert_ask", words.With{"Text": session.Quote(named)})
	}
	answer := reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: text}}, Buttons: rows}
	if s.Request.Private {
		q := record.Question{Command: "announce", Param: argUrgent, Args: reply.Args{session.Do: verbAlert, argWhich: draft.ID}}
		return s.Privately(s.GoOn(ctx, answer, q, s.Say("announce.alert_example")), nil)
	}
	cancel := []reply.Button{{Label: s.Say("button.cancel"), Do: pressLine(draft, pressCancel)}}
	if s.Request.Forms { // where that line cannot be typed
		answer.Buttons = append(rows, []reply.Button{{Label: s.Say("button.choose_country"), Do: pressLine(draft, pressCountry)}}, cancel)
		return s.Privately(answer, nil)
	}
	line := "/announce " + verbAlert + " " + draft.ID
	answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("announce.alert_type")}, reply.Block{Kind: reply.Paragraph, Text: line})
	answer.Buttons = append(rows, cancel)
	return s.Privately(answer, nil)
}

// countryForm asks in a form for which country a draft is an alert.
func countryForm(s *session.Session, draft record.Announcement) reply.Reply {
	line := "announce " + verbAlert + " " + draft.ID
	return reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: s.Say("announce.alert_type")}, {Kind: reply.Paragraph, Text: "/" + line}},
		Visibility: reply.ForAsker,
		Form:       &reply.Form{Title: s.Say("announce.form_alert"), Label: s.Say("subscribe.which_country"), Do: line, Most: session.MaxName},
	}
}

// knownOtherwise tells whether what an alert named is something, but no country.
func knownOtherwise(s *session.Session, found search.Result) bool {
	_, key := reply.ReadKeyed(s.Arg(argUrgent))
	return key || found.Region != nil || found.List != nil
}

// alertButtons offer the countries that a name may have meant, else those that
// the text names.
func alertButtons(s *session.Session, draft record.Announcement, found search.Result) []reply.Button {
	countries := append(found.Countries, found.Near...)
	if len(countries) == 0 {
		countries = mentioned(s, draft.Text, maxAlertButtons)
	}
	var all []reply.Button
	for _, country := range countries[:min(len(countries), maxAlertButtons)] {
		label := session.Label(session.Flag(country) + " " + s.CountryName(country))
		all = append(all, reply.Button{Label: label, Do: pressLine(draft, pressAlert, country.Key)})
	}
	return all
}

// alerted is the country that was typed for an alert that had named none.
func alerted(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if text := s.Arg(argText); text != "" { // from the form
		s.SetArg(argUrgent, text)
	}
	country, _ := urgentFor(s)
	if country == nil {
		return reply.Reply{}, noCountry(s)
	}
	id := s.Arg(argWhich)
	return newest(ctx, s, id, reply.Private, func() (reply.Reply, error) {
		draft, err := ownDraft(ctx, s, id)
		if err != nil {
			return reply.Reply{}, err
		}
		return changeDraft(ctx, s, draft, alertFor(draft, country), reply.Private)
	})
}

// alertFor is a draft as an alert for a country. The word with which a typed line
// has asked for one is no part of its text.
func alertFor(draft record.Announcement, country *content.Country) record.Announcement {
	draft.Kind, draft.Country = record.KindUrgent, country.Key
	if word, rest := reply.CutWord(draft.Text); strings.EqualFold(word, argUrgent) && rest != "" {
		draft.Text = rest
	}
	return draft
}
