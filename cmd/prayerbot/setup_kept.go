package main

import (
	"errors"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
)

// A line of an environment file that sets something.
var settingLine = regexp.MustCompile(`^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=`)

// keep notes the lines of the environment file that is replaced which set what nobody
// was asked about: they stay, as they are. It says which.
func (s *settingUp) keep() error {
	text, err := os.ReadFile(s.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	answered := s.answered()
	var names []string
	for line := range strings.Lines(string(text)) {
		m := settingLine.FindStringSubmatch(line)
		if m == nil || answered[m[1]] {
			continue
		}
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
		s.kept = append(s.kept, strings.TrimRight(line, "\r\n")) // of two the later one counts
	}
	if len(names) > 0 {
		s.Say("\nKept as it was, because nothing was asked about it: %s.", strings.Join(names, ", "))
	}
	return nil
}

// answered are the variables that the questions were about, left out or not, and those
// that contradict an answer.
func (s *settingUp) answered() map[string]bool {
	all := map[string]bool{"TELEGRAM_TOKEN": true, "DISCORD_TOKEN": true, "PRAYERBOT_OPERATORS": true, "REDIS_URL": true}
	for _, v := range s.variables {
		all[v.name] = true
	}
	for _, name := range []string{"TELEGRAM_TOKEN", "DISCORD_TOKEN"} {
		if s.has(name) {
			all[name+"_FILE"] = true
		}
	}
	if !s.has("REDIS_URL") { // where the file is was asked, or is for the unit to say
		all["PRAYERBOT_DATA"] = true
	}
	return all
}

// has tells whether a variable was set.
func (s *settingUp) has(name string) bool {
	return slices.ContainsFunc(s.variables, func(v variable) bool { return v.name == name })
}
