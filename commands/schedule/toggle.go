package schedule

import (
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// A toggle is a setting of a chat that its set-up can turn on: what its buttons and its
// sentence are called, and the parameter that holds "on" is called as the setting.
type toggle struct {
	setting       record.Setting
	on, off, said string
}

// toggles are in the order in which a set-up shows them.
var toggles = []toggle{
	{record.SettingSilent, "button.no_sound", "button.sound", "setup.silent"},
	{record.SettingPublish, "button.publish", "button.no_publish", "setting.publish_about"},
	{record.SettingThread, "button.thread", "button.no_thread", "setting.thread_about"},
}

// toggleOf is the toggle of a name; false where there is none.
func toggleOf(name string) (toggle, bool) {
	i := slices.IndexFunc(toggles, func(t toggle) bool { return string(t.setting) == name })
	if i < 0 {
		return toggle{}, false
	}
	return toggles[i], true
}

// toggleParams are the parameters that hold what is turned on.
func toggleParams() (params []reply.Param) {
	for _, t := range toggles {
		params = append(params, reply.Param{Name: string(t.setting), Inner: true})
	}
	return params
}

// turnedOn are the settings that the arguments of a session turn on, as far as they do
// anything where it is.
func turnedOn(s *session.Session) (on []record.Setting) {
	for _, t := range toggles {
		if s.Arg(string(t.setting)) == record.On && t.is(s) {
			on = append(on, t.setting)
		}
	}
	return on
}

// is tells whether the setting does anything in the chat that is set up, and the bot may do
// it there. One person alone chooses with their own telephone whether it makes a sound.
func (t toggle) is(s *session.Session) bool {
	row, known := t.setting.Row()
	switch {
	case !known || !row.In(s.Request.Kind), t.setting == record.SettingSilent && s.Request.Private:
		return false
	}
	return t.setting != record.SettingThread || !s.Request.Bot.NoThreads
}

// choose turns on in a chat what a wish asks for.
func (w subscribeArgs) choose(chat *record.Chat) {
	for _, setting := range w.turnedOn {
		chat.Choose(setting, record.On)
	}
	if w.pings != "" {
		chat.Choose(record.SettingPing, w.pings)
	}
}

// turned says what a wish turns on.
func (w subscribeArgs) turned(s *session.Session) (blocks []reply.Block) {
	for _, t := range toggles {
		if slices.Contains(w.turnedOn, t.setting) {
			blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say(t.said)})
		}
	}
	return append(blocks, w.pinged(s)...)
}

// offered are the toggles of what the chat does not do already.
func (f *setupFlow) offered() (all []toggle) {
	for _, t := range toggles {
		if t.is(f.s) && f.chat.Setting(t.setting) != record.On {
			all = append(all, t)
		}
	}
	return all
}

// toggleRow are the buttons that turn on what is off, and off what was turned on; one that
// opens a form where that asks for all of them.
func (f *setupFlow) toggleRow() (row []reply.Button) {
	if f.s.Request.Forms && len(f.offered()) > 1 {
		return []reply.Button{{Label: f.s.Say("button.how"), Do: setupName + " " + stepHow}}
	}
	return f.toggleButtons()
}

// toggleButtons are a button for each toggle.
func (f *setupFlow) toggleButtons() (row []reply.Button) {
	for _, t := range f.offered() {
		label, to := t.on, record.On
		if slices.Contains(f.wish.turnedOn, t.setting) {
			label, to = t.off, record.Off
		}
		row = append(row, reply.Button{Label: f.s.Say(label), Do: setupName + " " + string(t.setting) + " " + to})
	}
	return row
}
