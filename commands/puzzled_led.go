package commands

import (
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/settings"
)

// led are the lines that change what comes back, with the buttons that offer them where words
// of a text lead there and the rest of it is not understood.
var led = map[string]string{
	"unsubscribe": "button.end_it", "schedule pause": "button.pause", "schedule resume": "button.resume",
	"settings silent on": "button.no_sound", "settings silent off": "button.sound",
}

// ledButtons offer the lines to which words of a text lead.
func ledButtons(s *session.Session, text string) (rows [][]reply.Button) {
	if len(text) > session.MaxArg {
		return nil
	}
	for _, line := range s.Own.ReadGist(text).Lines {
		if label := led[line]; label != "" {
			rows = append(rows, []reply.Button{{Label: s.Say(label), Do: line}})
		}
	}
	return rows
}

// tongueButtons offer the languages that a text names, each by its own name: "in Russian,
// please, my mother does not read this".
func tongueButtons(s *session.Session, text string) (rows [][]reply.Button) {
	if len(text) > session.MaxArg {
		return nil
	}
	for _, line := range s.Own.ReadGist(text).Lines {
		if tag, is := strings.CutPrefix(line, settings.LanguageLine+" "); is {
			rows = append(rows, []reply.Button{{Label: s.Env.VoiceIn(tag).Say("setting.language_self"), Do: line}})
		}
	}
	return rows
}
