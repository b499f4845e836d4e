package main

import (
	"io"
	"path/filepath"
	"regexp"
	"strings"
)

// A variable is a line of the environment file.
type variable struct{ name, value string }

// set notes a variable; "" is not written.
func (s *settingUp) set(name, value string) {
	if value != "" {
		s.variables = append(s.variables, variable{name, value})
	}
}

// plainValue is what needs no quotes, neither in a shell nor with systemd.
var plainValue = regexp.MustCompile(`^[A-Za-z0-9_./:,@+=-]*$`)

// quoted is a value as a shell, systemd and compose read it. There is no ' in it.
func quoted(value string) string {
	if plainValue.MatchString(value) {
		return value
	}
	return "'" + value + "'"
}

// unquotable says what is wrong with a value that not all of them read alike; "" is
// nothing.
func unquotable(value string) string {
	if strings.ContainsFunc(value, func(r rune) bool { return r == '\'' || r == '\\' || r < ' ' }) {
		return "It can hold neither ' nor \\. In an address write %27 or %5C for them."
	}
	return ""
}

// write writes the environment file, for its owner alone.
func (s *settingUp) write() error {
	return writeWhole(s.file, ownerOnly, func(to io.Writer) error {
		lines := "# Settings of prayerbot. What is secret in here lets whoever reads it speak as the bot.\n"
		for _, v := range s.variables {
			lines += v.name + "=" + quoted(v.value) + "\n"
		}
		for _, line := range s.kept {
			lines += line + "\n"
		}
		_, err := io.WriteString(to, lines)
		return err
	})
}

// fromHere is a path that a shell does not look up among its programs.
func fromHere(path string) string {
	if strings.ContainsRune(path, filepath.Separator) {
		return path
	}
	return "./" + path
}
