package settings

import (
	"context"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// A Zone is how the time zone is chosen, which another feature knows.
type Zone struct {
	// Choose sets it by what was typed, and asks for a place where that is "" or
	// names several.
	Choose  func(ctx context.Context, s *session.Session, text string) (reply.Reply, error)
	Suggest session.Suggest
}

// SettingsCommand is the row of /settings. open gives the buttons that lead to the
// panel of each subscription of a chat, which another feature knows.
func SettingsCommand(zone Zone, open func(*session.Session, record.Chat) []reply.Button) session.Command {
	p := panel{zone, open}
	return session.Command{
		Row:     reply.Row{Name: "settings", Role: reply.Anyone, Params: []reply.Param{{Name: argSetting, Choices: settingChoices()}, {Name: argValue, IsPlace: true}, session.ChatParam()}},
		Suggest: map[string]session.Suggest{argValue: p.suggest},
		Read:    readLine, Run: p.answer, Needs: session.ModeratorsBut(""),
	}
}

// The parameters of /settings.
const (
	argSetting = "setting"
	argValue   = "value" // of the setting; where none is named, a place for the time zone
)

// A panel answers /settings.
type panel struct {
	zone Zone
	open func(*session.Session, record.Chat) []reply.Button
}

// settingChoices are the settings as they are offered.
func settingChoices() []reply.Choice {
	var all []reply.Choice
	for _, row := range record.Settings() {
		all = append(all, reply.Choice{Label: "setting." + string(row.Name), Value: string(row.Name)})
	}
	return all
}

// answer shows the panel, asks for a value, or sets one.
func (p panel) answer(ctx context.Context, s *session.Session) (reply.Reply, error) {
	name, value := record.Setting(strings.ToLower(s.Arg(argSetting))), s.Arg(argValue)
	if name == "" && value == "" {
		return p.show(ctx, s, "")
	}
	if name == "" {
		name = record.SettingZone
	}
	row, _ := name.Row() // the choices of the parameter are the table's
	if err := s.Require(ctx, row.Role); err != nil {
		return reply.Reply{}, err
	}
	switch {
	case !row.In(s.Request.Kind):
		return reply.Reply{}, s.Problem("settings.not_here", words.With{"Setting": label(s, row)})
	case name == record.SettingZone:
		return p.zone.Choose(ctx, s, value)
	case value == "":
		return ask(ctx, s, row)
	case name == record.SettingPing && isKey(value):
		return p.chooseRole(ctx, s, row, value)
	}
	return p.choose(ctx, s, row, value)
}

// choose sets a value and shows the panel.
func (p panel) choose(ctx context.Context, s *session.Session, row record.SettingRow, text string) (reply.Reply, error) {
	value, ok := readValue(s, row, text)
	if !ok {
		var offered []string
		for _, choice := range values(s, row) {
			offered = append(offered, choice.Label)
		}
		return reply.Reply{}, s.Problem("settings.value", words.With{"Text": session.Quote(text), "Setting": label(s, row), "Values": s.List(offered)})
	}
	if row.Name == record.SettingThread && value == record.On && s.Request.Bot.NoThreads {
		return reply.Reply{}, s.Problem("problem.lacks", words.With{"Rights": s.RightNames(reply.RightOpenThreads)})
	}
	return p.set(ctx, s, row, value)
}

// chooseRole sets the role that is pinged, where it can be.
func (p panel) chooseRole(ctx context.Context, s *session.Session, row record.SettingRow, keyed string) (reply.Reply, error) {
	role, err := s.PingableRole(ctx, keyed)
	if err != nil {
		return reply.Reply{}, err
	}
	return p.set(ctx, s, row, role)
}

// set stores a value that fits and shows the panel.
func (p panel) set(ctx context.Context, s *session.Session, row record.SettingRow, value string) (reply.Reply, error) {
	_, err := s.Change(ctx, func(chat *record.Chat) error {
		chat.Choose(row.Name, value)
		return nil
	})
	if err != nil {
		return reply.Reply{}, err
	}
	if row.Name == record.SettingLanguage {
		s.Enter(ctx) // and goes on in it
	}
	return p.show(ctx, s, s.Say("settings.done", words.With{"Setting": label(s, row), "Value": valueText(s, row, value)}))
}

// isKey tells whether a value is a key, that nobody has typed.
func isKey(value string) bool {
	_, is := reply.ReadKeyed(value)
	return is
}
