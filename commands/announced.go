package commands

import (
	"prayerbot/commands/words"
	"prayerbot/content"
)

// Announced is how an announcement looks in a chat of the language.
func (c *Core) Announced(announcement Announcement, language string) Reply {
	a := c.ask(Request{Language: language})
	why := "announce.why"
	if announcement.To.Kind == ToCommunity {
		why = "announce.why_community"
	}
	reply := Reply{
		Title:  a.announcedTitle(announcement),
		Blocks: []Block{{Kind: Foreign, Text: announcement.Text}, {Kind: Note, Text: a.say(why)}},
	}
	if country := a.lib.Country(announcement.Country); country != nil {
		prayed := Button{Label: a.say("button.prayed"), Do: "prayed"}
		reply.Buttons = [][]Button{{prayed, a.reportButton(country)}}
	}
	return reply
}

// announcedTitle says what kind of announcement it is, and from whom.
func (a *ask) announcedTitle(announcement Announcement) string {
	country := a.lib.Country(announcement.Country)
	switch {
	case country != nil:
		return a.urgentTitle(country)
	case announcement.To.Kind == ToEveryone:
		return a.say("announce.title_everyone")
	}
	return a.say("announce.title")
}

func (a *ask) urgentTitle(country *content.Country) string {
	return a.say("announce.title_urgent", words.With{"Flag": flag(country), "Country": a.name(country)})
}

// Retracted is what stands in the place of an announcement that was taken back.
func (c *Core) Retracted(_ Announcement, language string) Reply {
	voice := c.catalogue.In(language)
	return Reply{
		Title:  voice.Say("announce.title_retracted"),
		Blocks: []Block{{Kind: Paragraph, Text: voice.Say("announce.retracted")}},
	}
}
