package commands

import (
	"context"

	"github.com/hbollon/go-edlib"
)

// An entry is a row of the table with what it does.
type entry struct {
	Row
	run    func(context.Context, *ask) (Reply, error)
	unseen bool // stands behind a button; no menu and no help names it
}

// table is the one place that names all commands, in the groups of the help.
func (c *Core) table() []entry {
	var all []entry
	add := func(group string, entries ...entry) {
		for _, e := range entries {
			e.Group = group
			all = append(all, e)
		}
	}
	add("pray", c.startRow(), c.prayRow(), c.countryRow(), c.newsRow())
	add("daily", c.subscribeRow(), c.scheduleRow(), c.unsubscribeRow(), c.statusRow())
	add("together", c.communityRow(), c.announceRow(), c.moderatorsRow())
	add("chat", c.settingsRow(), c.privacyRow(), c.forgetRow(), c.helpRow())
	add("", c.prayedRow(), c.placeRow(), c.deskRow())
	return all
}

// Table is every command, in the order of the help, described in a language.
func (c *Core) Table(language string) []Row {
	voice := c.catalogue.In(language)
	var rows []Row
	for _, e := range c.entries {
		if e.unseen {
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
				p.Choices = append(p.Choices, Choice{voice.Say("choice." + choice.Label), choice.Value})
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
	for _, e := range c.entries {
		if d := edlib.OSADamerauLevenshteinDistance(name, e.Name); d < least && !e.unseen && d < len(e.Name)/2+1 {
			best, least = e.Name, d
		}
	}
	return best
}
