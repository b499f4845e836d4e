package pray

import (
	"context"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// argMessage is the text of a message that somebody has chosen.
const argMessage = "message"

// AboutCommand is what *Pray about this* on a message does: it shows what to pray for the
// countries that the message names. Nothing of the message is kept.
func AboutCommand() session.Command {
	return session.Command{Row: reply.Row{Name: reply.AboutMessage, Role: reply.Anyone, Params: []reply.Param{{Name: argMessage, Inner: true, Long: true}}}, Run: aboutMessage, Hidden: true}
}

// aboutMessage shows the point of the country that a message names, or asks which of several.
func aboutMessage(ctx context.Context, s *session.Session) (reply.Reply, error) {
	found := s.Mentioned(s.Arg(argMessage), mostButtons)
	s.ToAsker()
	if len(found) == 1 {
		s.SetArg(argPlace, reply.Keyed(found[0].Key))
		answer, err := Pray(ctx, s)
		answer.Visibility = reply.ForAsker
		return answer, err
	}
	name := "about.which"
	var buttons []reply.Button
	for _, c := range found {
		buttons = append(buttons, reply.Button{Label: session.Label(session.Flag(c) + " " + s.CountryName(c)), Do: "pray " + reply.Keyed(c.Key)})
	}
	rows := session.RowsOf(2, buttons)
	if len(found) == 0 {
		name = "about.none"
		rows = [][]reply.Button{{{Label: s.Say("button.pray_today"), Do: "pray"}, {Label: s.Say("button.choose_country"), Do: "country"}}}
	}
	answer := s.Picker(s.Say("about.menu"), s.Say(name), rows)
	answer.Visibility = reply.ForAsker
	return answer, nil
}
