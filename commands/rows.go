package commands

import (
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"

	"prayerbot/commands/announce"
	"prayerbot/commands/community"
	"prayerbot/commands/pray"
	"prayerbot/commands/recall"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
	"prayerbot/commands/settings"
	"prayerbot/commands/words"
)

// A table is all commands, in the groups of the help.
type table []session.Command

// table is the one place that names all commands.
func (c *Core) table() table {
	var all table
	add := func(group string, entries ...session.Command) {
		for _, e := range entries {
			e.Group = group
			if e.Public {
				e.Params = append(e.Params, showParam())
			}
			all = append(all, e)
		}
	}
	add("pray", c.startCommand(), pray.PrayCommand(), pray.CountryCommand(), pray.NewsCommand(), pray.VerseCommand(), pray.CardCommand())
	add("daily", schedule.SetupCommand(pray.Sample), schedule.SubscribeCommand(), schedule.ScheduleCommand(pray.Pray), schedule.UnsubscribeCommand(), schedule.StatusCommand())
	if c.env.Page("en", "") != "" {
		add("daily", pray.CalendarCommand())
	}
	add("together", community.CommunityCommand(), announce.AnnounceCommand(), community.ModeratorsCommand())
	add("chat", settings.SettingsCommand(settings.Zone{Choose: schedule.ChooseZone, Suggest: schedule.SuggestZones}, schedule.OpenButtons), privacyCommand(), forgetCommand(), c.helpCommand())
	add("", c.answerCommand(), cancelCommand(), channels{c.conversation}.onCommand(), pray.PrayedCommand(), pray.PointCommand(), pray.MoreCommand(), pray.CopyCommand(), pray.AboutCommand(), pray.TellCommand(), schedule.PlaceCommand(), schedule.WarnCommand(), schedule.UnwarnCommand(), schedule.AgainCommand(), schedule.ChooseCommand(), schedule.SubscriptionCommand(), announce.DeskCommand(), recall.RecallCommand())
	add("", c.courtesies()...)
	return all
}

// showParam lets somebody ask for something public for themselves.
func showParam() reply.Param {
	return reply.Param{Name: session.ArgShow, Choices: []reply.Choice{
		{Label: "show_everyone", Value: session.ShowEveryone}, {Label: "show_me", Value: session.ShowMe},
	}}
}

// Table is every command, in the order of the help, described in a language.
func (c *Core) Table(language string) []reply.Row {
	return c.commands.rows(c.env.VoiceIn(language))
}

// rows are the commands that are offered, described by a voice.
func (t table) rows(voice words.Voice) []reply.Row {
	var rows []reply.Row
	for _, e := range t {
		if e.Hidden {
			continue
		}
		row := e.Row
		row.Summary = voice.Say("row." + e.Name)
		row.Params = nil
		for _, p := range e.Params {
			if p.Inner {
				continue
			}
			p.Suggests = e.Suggest[p.Name] != nil
			p.Summary = voice.Say("param." + e.Name + "_" + p.Name)
			choices := p.Choices
			p.Choices = nil
			for _, choice := range choices {
				p.Choices = append(p.Choices, reply.Choice{Label: voice.Say(choiceName(choice.Label)), Value: choice.Value})
			}
			row.Params = append(row.Params, p)
		}
		rows = append(rows, row)
	}
	return rows
}

// choiceName is the name of the sentence that a choice is offered by: one of the
// group of choices, unless its label names another group.
func choiceName(label string) string {
	if strings.Contains(label, ".") {
		return label
	}
	return "choice." + label
}

// nearest is the command that a mistyped name was meant for; "" where none
// comes near.
func (t table) nearest(name string) string {
	best, least := "", 3
	for _, e := range t {
		if d := edlib.OSADamerauLevenshteinDistance(name, e.Name); d < least && !e.Hidden && d < min(len(name), len(e.Name))/2+1 {
			best, least = e.Name, d
		}
	}
	return best
}

// find is the command of a name; nil where there is none.
func (t table) find(name string) *session.Command {
	if i := slices.IndexFunc(t, func(e session.Command) bool { return e.Name == name }); i >= 0 {
		return &t[i]
	}
	return nil
}

// byTypedName is the command of a name that somebody has typed; nil where there is none.
func (t table) byTypedName(name string) *session.Command {
	if command := t.find(strings.ToLower(name)); command != nil && !command.Spoken {
		return command
	}
	return nil
}

// takesPlace tells whether a line is of a command that can be about another chat.
func (t table) takesPlace(line string) bool {
	name, _, _ := reply.ParseLine(line)
	command := t.find(name)
	return command != nil && command.TakesPlace()
}

// offers tells whether a line is one that menus and help name.
func (t table) offers(line string) bool {
	name, _, _ := reply.ParseLine(line)
	return slices.ContainsFunc(t, func(e session.Command) bool { return e.Name == name && !e.Hidden })
}
