package web

import (
	"regexp"
	"strings"
	"time"

	"prayerbot/content"
)

// A place is what an address names, taken apart: the language, and the rest of the path
// without slashes around it.
type place struct {
	language string
	path     string // "days/2026-11-30"; "" is the first page
	query    string // the keys of what a calendar or a month is for; "" everywhere else
}

// kind is the first part of a path, and key what stands behind it.
func (p place) cut() (kind, key string) {
	kind, key, _ = strings.Cut(p.path, "/")
	return kind, key
}

// keyForm is what keys of countries, points and posts are made of.
var keyForm = boundedForm{regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*$`), 80}

// forForm is the keys of a selection, parted by commas.
var forForm = boundedForm{regexp.MustCompile(`^[A-Za-z0-9,-]+$`), 600}

// A boundedForm is a form with the most bytes that it has: one that counts them itself is
// as long in memory.
type boundedForm struct {
	*regexp.Regexp
	most int
}

// MatchString tells whether a text has the form.
func (f boundedForm) MatchString(text string) bool {
	return len(text) <= f.most && f.Regexp.MatchString(text)
}

// readDate is the date of a path such as "2026-11-30".
func readDate(text string) (content.Date, bool) {
	date, err := content.ParseDate(text)
	return date, err == nil && len(text) == len(time.DateOnly)
}

// readMonth is the first day of a month such as "2026-12".
func readMonth(text string) (content.Date, bool) { return readDate(text + "-01") }

// pathOf is where a command line leads on the pages; "" where it leads nowhere.
func pathOf(line string) string {
	command, args, _ := strings.Cut(line, " ")
	key, _ := strings.CutPrefix(args, "=")
	story, isStory := strings.CutPrefix(args, "read ")
	_, isDate := readDate(args)
	id, _, _ := strings.Cut(key, " ")
	switch {
	case command == "news" && isStory:
		return checked("stories/", story)
	case command == "pray" && isDate:
		return "days/" + args
	case command == "point":
		return checked("points/", id)
	case (command == "country" || command == "pray" || command == "news") && len(key) == 2 && key != args:
		return checked("countries/", strings.ToLower(key))
	case command == "month" && keyForm.MatchString(args):
		return "months/" + args
	case command == "pray" && args == "":
		return "today"
	case command == "country":
		return "countries"
	case command == "news" && args == "":
		return "news"
	}
	return ""
}

// checked is a path with a key, or "" where it is none.
func checked(path, key string) string {
	if !keyForm.MatchString(key) {
		return ""
	}
	return path + key
}

// address is a path in a language, from the root of the pages.
func address(language, path string) string {
	if path == "" {
		return "/" + language + "/"
	}
	return "/" + language + "/" + path
}
