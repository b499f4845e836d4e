package commands

import (
	"context"

	"github.com/hbollon/go-edlib"
)

// An Command is a row of the table with what it does.
type Command struct {
	Row
	Run    func(context.Context, *Session) (Reply, error)
	Hidden bool // stands behind a button; no menu and no help names it
}

// table is the one place that names all commands, in the groups of the help.
func (c *Core) table() []Command {
	var all []Command
	add := func(group string, entries ...Command) {
		for _, e := range entries {
			e.Group = group
			all = append(all, e)
		}
	}
	add("pray", c.startRow(), PrayRow(), CountryRow(), NewsRow())
	add("daily", SubscribeRow(), ScheduleRow(Pray), UnsubscribeRow(), StatusRow())
	add("together", CommunityRow(), AnnounceRow(), ModeratorsRow())
	add("chat", SettingsRow(), privacyRow(), forgetRow(), c.helpRow())
	add("", PrayedRow(), PlaceRow(), DeskRow())
	return all
}

// Table is every command, in the order of the help, described in a language.
func (c *Core) Table(language string) []Row {
	voice := c.env.Voice(language)
	var rows []Row
	for _, e := range c.commands {
		if e.Hidden {
			continue
		}
		row := e.Row
		row.Summary = voice.Say("row." + e.Name)
		row.Params = nil
		for _, p := range e.Params {
			p.Summary = voice.Say("param." + e.Name + "_" + p.Name)
			choices := p.Choices
			p.Choices = nil
			for _, choice := range choices {
				p.Choices = append(p.Choices, Choice{Label: voice.Say("choice." + choice.Label), Value: choice.Value})
			}
			row.Params = append(row.Params, p)
		}
		rows = append(rows, row)
	}
	return rows
}

// nearest is the command that a mistyped name was meant for; "" where none
// comes near.
func (c *Core) nearest(name string) string {
	best, least := "", 3
	for _, e := range c.commands {
		if d := edlib.OSADamerauLevenshteinDistance(name, e.Name); d < least && !e.Hidden && d < len(e.Name)/2+1 {
			best, least = e.Name, d
		}
	}
	return best
}
