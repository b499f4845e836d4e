package commands

import (
	"prayerbot/commands/words"
	"prayerbot/content"
)

// Announced is how an announcement looks in a chat of the language.
func Announced(env *Env, announcement Announcement, language string) Reply {
	s := env.Session(Request{Language: language})
	why := "announce.why"
	if announcement.To.Kind == ToCommunity {
		why = "announce.why_community"
	}
	answer := Reply{
		Title:  announcedTitle(s, announcement),
		Blocks: []Block{{Kind: Foreign, Text: announcement.Text}, {Kind: Note, Text: s.Say(why)}},
	}
	if country := s.Library.Country(announcement.Country); country != nil {
		prayed := Button{Label: s.Say("button.prayed"), Do: "prayed"}
		answer.Buttons = [][]Button{{prayed, s.ReportButton(country)}}
	}
	return answer
}

// announcedTitle says what kind of announcement it is, and from whom.
func announcedTitle(s *Session, announcement Announcement) string {
	country := s.Library.Country(announcement.Country)
	switch {
	case country != nil:
		return urgentTitle(s, country)
	case announcement.To.Kind == ToEveryone:
		return s.Say("announce.title_everyone")
	}
	return s.Say("announce.title")
}

func urgentTitle(s *Session, country *content.Country) string {
	return s.Say("announce.title_urgent", words.With{"Flag": Flag(country), "Country": s.CountryName(country)})
}

// Retracted is what stands in the place of an announcement that was taken back.
func Retracted(env *Env, _ Announcement, language string) Reply {
	voice := env.Voice(language)
	return Reply{
		Title:  voice.Say("announce.title_retracted"),
		Blocks: []Block{{Kind: Paragraph, Text: voice.Say("announce.retracted")}},
	}
}
