package settings

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// label is a setting's name in words.
func label(s *session.Session, row record.SettingRow) string {
	return s.Say("setting." + string(row.Name))
}

// now is the value of a setting of a chat in words; the time zone is told with
// the time there.
func now(s *session.Session, row record.SettingRow, chat record.Chat) string {
	value := chat.Setting(row.Name)
	if row.Name != record.SettingZone {
		return valueText(s, row, value)
	}
	if value == "" {
		return s.Say("settings.zone_none")
	}
	return s.Say("settings.zone_now", words.With{"Zone": session.ZoneText(chat.Location()), "Time": s.ClockIn(chat.Location())})
}

// valueText is a value in words.
func valueText(s *session.Session, row record.SettingRow, value string) string {
	if row.Name == record.SettingLanguage && value != record.Auto {
		return s.Env.VoiceIn(value).Say("setting.language_self")
	}
	if row.Name == record.SettingPing && value != record.Off {
		return s.Say("setting.value_role")
	}
	if span, is := record.ParseSpan(value); is {
		return s.Say("setting.value_span", words.With{"From": s.Clock(span.From), "To": s.Clock(span.To)})
	}
	return s.Say("setting.value_" + value)
}

// values are those that are offered for a setting.
func values(s *session.Session, row record.SettingRow) []reply.Choice {
	keys := row.Values
	if row.Name == record.SettingLanguage {
		keys = append(slices.Clip(keys), s.Languages()...)
	}
	var all []reply.Choice
	for _, key := range keys {
		all = append(all, reply.Choice{Label: valueText(s, row, key), Value: key})
	}
	return all
}

// readValue reads what was typed: a value, or its word in the asker's language.
func readValue(s *session.Session, row record.SettingRow, text string) (string, bool) {
	for _, choice := range values(s, row) {
		if strings.EqualFold(text, choice.Value) || strings.EqualFold(text, choice.Label) {
			return choice.Value, true
		}
	}
	switch row.Name {
	case record.SettingQuiet:
		return readSpan(s, text)
	case record.SettingLanguage:
		return ReadLanguage(s, text)
	}
	return "", false
}

// LanguageLine is the command line that chooses the language that stands behind it.
const LanguageLine = "settings " + string(record.SettingLanguage)

// ReadLanguage is the tag of the language that a text names in the asker's language, in
// English or in itself, as "auf Deutsch" does too; false where it names none that the
// bot speaks.
func ReadLanguage(s *session.Session, text string) (tag string, is bool) {
	line, rest := s.Own.CommandFor(text)
	tag, is = strings.CutPrefix(line, LanguageLine+" ")
	if rest != "" || !is {
		tag = text
	}
	for _, spoken := range s.Languages() {
		if strings.EqualFold(tag, spoken) {
			return spoken, true
		}
	}
	return "", false
}

// readSpan reads a span as people type it, "from 22:00 to 7am", and gives its
// stored form.
func readSpan(s *session.Session, text string) (string, bool) {
	from, to, is := s.Own.ReadSpan(text)
	if !is || len(from.At) > 1 && len(to.At) > 1 {
		return "", false // "10 to 7": the hour of the one does not tell that of the other
	}
	return record.Span{From: from.At[0], To: to.At[0]}.String(), from.At[0] != to.At[0]
}

// readLine takes "discreet on" apart, and "Lagos", which is for the time zone. A
// setting is named by its key, or as the panel names it.
func readLine(s *session.Session, line string) (reply.Args, error) {
	for _, row := range record.Settings() {
		for _, name := range []string{label(s, row), string(row.Name)} {
			if rest, is := cutName(line, name); is {
				return reply.Args{argSetting: string(row.Name), argValue: rest}, nil
			}
		}
	}
	return reply.Args{argValue: line}, nil
}

// cutName takes a name off the beginning of a line; false where the line does
// not begin with it as a word of its own.
func cutName(line, name string) (rest string, is bool) {
	if len(line) < len(name) || !strings.EqualFold(line[:len(name)], name) {
		return "", false
	}
	rest = line[len(name):]
	return strings.TrimSpace(rest), rest == "" || strings.TrimLeft(rest, " \t") != rest
}

// suggest offers the values of the setting that is chosen already, and places
// where none is.
func (p panel) suggest(ctx context.Context, s *session.Session, typed string) []reply.Choice {
	name := record.Setting(strings.ToLower(s.Request.Args[argSetting]))
	row, known := name.Row()
	if !known || name == record.SettingZone {
		return p.zone.Suggest(ctx, s, typed)
	}
	return slices.DeleteFunc(values(s, row), func(c reply.Choice) bool {
		return !strings.HasPrefix(strings.ToLower(c.Label), strings.ToLower(typed)) && !strings.HasPrefix(c.Value, strings.ToLower(typed))
	})
}
