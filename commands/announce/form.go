package announce

import (
	"context"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// What the form for a new announcement asks for beside its text.
const (
	argKind = "kind" // what it is
	argPing = "ping" // whether everyone is pinged
)

// The keys of what an announcement is.
const (
	kindNotice = "notice"
	kindAlert  = "alert"
)

// form is a form for the text of an announcement, titled for what it does.
func form(s *session.Session, title, do, value string) *reply.Form {
	return &reply.Form{Title: s.Say(title), Label: s.Say("announce.form_text"), Do: do, Value: value, Most: maxAnnouncement}
}

// newForm is the form for a new announcement: its text, and what can be chosen of it. The
// preview can still change all of that.
func newForm(ctx context.Context, s *session.Session, country *content.Country, do string) (*reply.Form, error) {
	f := form(s, "announce.form", do, "")
	if country == nil {
		f.Fields = append(f.Fields, kindField(s))
	}
	to, err := receiverField(ctx, s)
	if err != nil {
		return nil, err
	}
	if len(to.Options) > 1 {
		f.Fields = append(f.Fields, to)
	}
	if s.Request.MayPing && !s.Request.Bot.Pingless() {
		f.Fields = append(f.Fields, reply.Field{Name: argPing, Label: s.Say("button.ping_on"), Note: s.Say("warning.ping"), Kind: reply.YesNo})
	}
	return f, nil
}

// kindField asks what an announcement is.
func kindField(s *session.Session) reply.Field {
	return reply.Field{Name: argKind, Label: s.Say("announce.form_kind"), Kind: reply.OneOf, Options: []reply.Option{
		{Key: kindNotice, Label: s.Say("button.notice"), Chosen: true},
		{Key: kindAlert, Label: s.Say("announce.form_alert"), Note: s.Say("announce.form_alert_note")},
	}}
}

// receiverField asks to whom the asker may send, as audienceButtons offer it; one option or
// none where there is nothing to choose, or it was named already.
func receiverField(ctx context.Context, s *session.Session) (reply.Field, error) {
	f := reply.Field{Name: argTo, Label: s.Say("announce.form_to"), Kind: reply.OneOf}
	if s.Arg(argTo) != "" || s.Elsewhere() {
		return f, nil
	}
	usual := usualReceivers(s)
	add := func(key, label string, to record.Audience) {
		f.Options = append(f.Options, reply.Option{Key: key, Label: label, Note: audienceName(s, to), Chosen: to.Kind == usual.Kind})
	}
	add("here", s.Say("button.to_here"), originOf(s))
	community, is, err := home(ctx, s, s.Request.Chat)
	if is {
		add("community", s.Label("button.to_community", words.With{"Name": community.Name}), record.Audience{Kind: record.ToCommunity})
	}
	if s.IsOperator() {
		add(string(record.ToEveryone), s.Say("button.to_everyone"), record.Audience{Kind: record.ToEveryone})
	}
	return f, err
}

// alertedOf is the country of an alert that the form was told it is, where its text names
// one and no other; nil where it does not.
func alertedOf(s *session.Session) *content.Country {
	if s.Arg(argKind) != kindAlert {
		return nil
	}
	if all := mentioned(s, s.Arg(argText), 2); len(all) == 1 {
		return all[0]
	}
	return nil
}

// pings makes a draft ping everyone, or nobody. A Problem says why it cannot.
func pings(s *session.Session, draft *record.Announcement, everyone bool) error {
	switch {
	case everyone && !s.Request.MayPing:
		return s.Problem("problem.ping")
	case everyone && s.Request.Bot.Pingless():
		return s.Problem("problem.ping_bot")
	}
	draft.Ping = everyone
	return nil
}
