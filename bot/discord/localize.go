package discord

import (
	"slices"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/reply"
)

// A tongue is the table in a language beside English, and what Discord calls that.
type tongue struct {
	locales []discordgo.Locale
	rows    []reply.Row
}

// tongues are the languages in which Discord can describe the commands, beside English.
func (r *registrar) tongues() (all []tongue) {
	for _, language := range r.core.Languages() {
		if locales := localesOf(language); len(locales) > 0 {
			all = append(all, tongue{locales, r.core.Table(language)})
		}
	}
	return all
}

// localesOf is what Discord calls a language; nothing where it has none, or which is
// English, in which everything is described that is not in another language.
func localesOf(language string) []discordgo.Locale {
	switch locale := discordgo.Locale(language); language {
	case "es":
		return []discordgo.Locale{discordgo.SpanishES, discordgo.SpanishLATAM}
	case "pt":
		return []discordgo.Locale{discordgo.PortugueseBR}
	case "zh-Hans":
		return []discordgo.Locale{discordgo.ChineseCN}
	default:
		if _, known := discordgo.Locales[locale]; known && locale != discordgo.Unknown {
			return []discordgo.Locale{locale}
		}
		return nil
	}
}

// localized is a text of the table in each language, by Discord's names; nil where it is
// nowhere another one than in English. Names of commands and options are English
// everywhere: the sentences say which of them to type, and Discord shows a command in a
// text by no other name.
func localized(all []tongue, english string, text func(rows []reply.Row) string) map[discordgo.Locale]string {
	var said map[discordgo.Locale]string
	for _, t := range all {
		own := text(t.rows)
		if own == "" || own == english {
			continue
		}
		if said == nil {
			said = map[discordgo.Locale]string{}
		}
		for _, locale := range t.locales {
			said[locale] = own
		}
	}
	return said
}

// rowOf is the row of a command; an empty one where it is not there.
func rowOf(rows []reply.Row, command string) reply.Row {
	if i := slices.IndexFunc(rows, func(r reply.Row) bool { return r.Name == command }); i >= 0 {
		return rows[i]
	}
	return reply.Row{}
}

// paramOf is a parameter of a command; an empty one where it is not there.
func paramOf(rows []reply.Row, command, param string) reply.Param {
	params := rowOf(rows, command).Params
	if i := slices.IndexFunc(params, func(p reply.Param) bool { return p.Name == param }); i >= 0 {
		return params[i]
	}
	return reply.Param{}
}

// choiceOf is the label of what a parameter may be; "" where it is not there.
func choiceOf(p reply.Param, value string) string {
	if i := slices.IndexFunc(p.Choices, func(c reply.Choice) bool { return c.Value == value }); i >= 0 {
		return p.Choices[i].Label
	}
	return ""
}
