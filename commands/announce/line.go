package announce

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
	"prayerbot/content/search"
)

// An announceArgs is what a line of /announce asks for.
type announceArgs struct {
	verb    string           // "" is a new announcement
	id      string           // which announcement the verb is about; "" is none
	to      string           // who shall receive a new one: "country:NG"; "" is who is here
	country *content.Country // which an urgent one asks prayer for; nil is a notice
	text    string
}

// order reads a line. A form's text is text, whatever it begins with.
func order(s *session.Session) announceArgs {
	if o, ok := readVerb(s.Args); ok {
		if s.Request.Text != "" {
			o.text = s.Request.Text
		}
		return o
	}
	o := readText(s, s.Args)
	switch {
	case s.Request.Text != "":
		o.text = s.Request.Text
	case o.text == "":
		o.text = s.Request.Quoted
	}
	return o
}

// line writes the beginning of a line that says the same, without the text.
func (o announceArgs) line() string {
	line := "announce"
	if o.country != nil {
		line += " urgent " + reply.Keyed(o.country.Key)
	}
	if o.to != "" {
		line += " to:" + o.to
	}
	return line
}

// verbs are the words that ask for something about an announcement, each with
// whether it has to name one. Beside that they are the beginning of a text.
var verbs = map[string]bool{"status": false, "log": false, "approve": true, "edit": true, "schedule": true, "correct": true}

// idForm is an announcement's id: no ordinary word has a digit.
var idForm = regexp.MustCompile(`^[a-z0-9]{8}$`)

func isID(s string) bool { return idForm.MatchString(s) && strings.ContainsAny(s, "0123456789") }

// readVerb reads a line that begins with a verb; false where it is a text.
func readVerb(line string) (announceArgs, bool) {
	verb, rest := reply.CutWord(line)
	verb = strings.ToLower(verb)
	named, known := verbs[verb]
	if !known {
		return announceArgs{}, false
	}
	id, text := reply.CutWord(rest)
	switch {
	case isID(strings.ToLower(id)):
		return announceArgs{verb: verb, id: strings.ToLower(id), text: text}, text == "" || verb != "status" && verb != "log"
	case rest == "" && !named:
		return announceArgs{verb: verb}, true
	}
	return announceArgs{}, false
}

// readText reads a new announcement: "urgent nigeria" and "to:country:NG" may
// stand before the text.
func readText(s *session.Session, line string) announceArgs {
	o := announceArgs{text: line}
	for {
		word, rest := reply.CutWord(o.text)
		switch {
		case o.to == "" && strings.EqualFold(word, "to:"):
			o.to, o.text = reply.CutWord(rest)
		case o.to == "" && len(word) > 3 && strings.EqualFold(word[:3], "to:"):
			o.to, o.text = word[3:], rest
		case o.country == nil && strings.EqualFold(word, "urgent"):
			country, text := leadingCountry(s, rest)
			if country == nil {
				return o
			}
			o.country, o.text = country, text
		default:
			return o
		}
	}
}

// maxNameWords is how many words a country's name may have at the beginning of
// a text.
const maxNameWords = 6

// leadingCountry is the country whose name a text begins with, the longest
// name, and the text behind it; nil where there is none.
func leadingCountry(s *session.Session, text string) (country *content.Country, rest string) {
	name, left := "", text
	rest = text
	for range maxNameWords {
		var word string
		if word, left = reply.CutWord(left); word == "" {
			break
		}
		name = strings.TrimSpace(name + " " + word)
		if c := named(s, strings.TrimRight(name, ":,.")); c != nil {
			country, rest = c, left
		}
	}
	return country, rest
}

// named is the country of that very name; nil where a text is none. A short
// name has to be written in capitals, because "in" and "to" are codes too.
func named(s *session.Session, name string) *content.Country {
	if utf8.RuneCountInString(name) < 4 && name != strings.ToUpper(name) {
		return nil
	}
	found := search.ByKey(s.Library, name) // a code in capitals, such as NG
	if len(found.Countries) == 0 {
		found = search.Find(s.Library, name)
	}
	if len(found.Countries) == 1 {
		return found.Countries[0]
	}
	return nil
}

// mentioned are the countries that a text names, in their order, at most n.
func mentioned(s *session.Session, text string, n int) []*content.Country {
	var all []*content.Country
	seen := map[string]bool{}
	for len(all) < n && text != "" {
		country, rest := leadingCountry(s, text)
		if country == nil {
			_, text = reply.CutWord(text)
			continue
		}
		text = rest
		if !seen[country.Key] {
			seen[country.Key] = true
			all = append(all, country)
		}
	}
	return all
}
