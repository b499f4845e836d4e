package main

import (
	_ "embed"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"runtime/debug"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"prayerbot/content"
	"prayerbot/content/bible"
	"prayerbot/content/card"
	"prayerbot/content/places"
)

// notices are the licences of the program and of every library that is linked
// into it, as the libraries' own files say them. The test of this file writes
// them anew, and fails where they are not those of the modules linked now.
//
//go:embed notices.txt
var notices string

// writeLicences prints the notices of all that the program holds: its data,
// then the libraries with their versions.
func writeLicences(out io.Writer) error {
	names, err := fs.ReadFile(content.Builtin(), "names/LICENSE")
	if err != nil {
		return fmt.Errorf("the licence of the names: %w", err)
	}
	facts, err := factNotices()
	if err != nil {
		return err
	}
	for _, part := range []struct{ title, text string }{
		{"Names of countries and languages: Unicode CLDR", string(names)},
		{"Cities and their time zones", places.Notice()},
		{"The text of the Bible", bible.Notice()},
		{"The map and the fonts of prayer cards", card.Notice()},
		{"The rules of time zones", "The IANA time zone database is in the public domain."},
		{"Facts, lists and stories, by the terms of their publishers", facts},
		{"Libraries, by the versions built in", linked()},
		{"The licences of the program and of the libraries", notices},
	} {
		if _, err := fmt.Fprintf(out, "\n%s\n%s\n\n%s\n", part.title, strings.Repeat("=", len(part.title)), strings.TrimSpace(part.text)); err != nil {
			return err
		}
	}
	return nil
}

// factNotices names the publishers of the built-in sources under the terms by
// which the facts are shown.
func factNotices() (string, error) {
	var sources []struct{ Publisher, Edition, Link, Licence string }
	text, err := fs.ReadFile(content.Builtin(), "sources.yaml")
	if err == nil {
		err = yaml.Load(text, &sources)
	}
	if err != nil {
		return "", fmt.Errorf("the sources of facts: %w", err)
	}
	under := map[string][]string{}
	for _, s := range sources {
		under[s.Licence] = append(under[s.Licence], strings.Join(strings.Fields("- "+s.Publisher+" "+s.Edition+" "+s.Link), " "))
	}
	var b strings.Builder
	for _, terms := range slices.Sorted(maps.Keys(under)) {
		fmt.Fprintf(&b, "%s:\n%s\n\n", terms, strings.Join(under[terms], "\n"))
	}
	return b.String(), nil
}

// linked lists the modules in this very program, one a line.
func linked() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "This build does not say which they are."
	}
	lines := []string{"- " + info.GoVersion}
	for _, m := range info.Deps {
		lines = append(lines, "- "+m.Path+" "+m.Version)
	}
	return strings.Join(lines, "\n")
}
