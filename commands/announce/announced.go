package announce

import (
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// Announced is how an announcement looks in a chat of the language.
func Announced(env *session.Env, announcement record.Announcement, language string) reply.Reply {
	s := env.Session(reply.Request{Language: language})
	why := "announce.why"
	if announcement.To.Kind == record.ToCommunity {
		why = "announce.why_community"
	}
	answer := reply.Reply{
		Title: announcedTitle(s, announcement),
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: speaker(s, announcement)},
			{Kind: reply.Foreign, Text: announcement.Text},
			{Kind: reply.Note, Text: s.Say(why)},
		},
	}
	if country := s.Library.Country(announcement.Country); country != nil {
		prayed := reply.Button{Label: s.Say("button.prayed"), Do: "prayed"}
		answer.Buttons = [][]reply.Button{{prayed, s.ReportButton(country)}}
		answer.Emblem = s.Emblem(country, true)
	}
	return answer
}

// speaker says who speaks.
func speaker(s *session.Session, a record.Announcement) string {
	switch {
	case a.Speaker != "":
		return s.Say("announce.from", words.With{"Name": a.Speaker})
	case a.To.Kind == record.ToGroup || a.To.Kind == record.ToChat && !a.Alone && a.From != (record.ChatID{}):
		return s.Say("announce.from_group")
	case a.Alone && a.To.Kind == record.ToChat:
		return s.Say("announce.from_you")
	}
	return s.Say("announce.from_operators")
}

// announcedTitle says what kind of announcement it is.
func announcedTitle(s *session.Session, announcement record.Announcement) string {
	country := s.Library.Country(announcement.Country)
	switch {
	case country != nil:
		return urgentTitle(s, country)
	case announcement.To.Kind == record.ToEveryone:
		return s.Say("announce.title_everyone")
	}
	return s.Say("announce.title")
}

func urgentTitle(s *session.Session, country *content.Country) string {
	return s.Say("announce.title_urgent", words.With{"Flag": session.Flag(country), "Country": s.CountryInText(country)})
}

// Retracted is what stands in the place of an announcement that was taken back.
func Retracted(env *session.Env, _ record.Announcement, language string) reply.Reply {
	voice := env.VoiceIn(language)
	return reply.Reply{
		Title:  voice.Say("announce.title_retracted"),
		Blocks: []reply.Block{{Kind: reply.Paragraph, Text: voice.Say("announce.retracted")}},
	}
}
