package announce

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
	"prayerbot/content/search"
)

// The parameters of /announce.
const (
	argWhich  = "which"  // the id of an announcement
	argUrgent = "urgent" // the country of a prayer alert
	argTo     = "to"     // who receives it
	argWhen   = "when"
	argText   = "text"
)

// verbNew writes an announcement, whatever its text is.
const verbNew = "new"

// verbAlert answers for which country a draft is an alert.
const verbAlert = "alert"

// verbs are what can be asked about announcements; the first writes a new one.
func verbs() session.Verbs {
	which, edit := []string{argWhich}, []string{argWhich, argText}
	return session.Verbs{
		{Name: verbNew, Params: []string{argUrgent, argTo, argWhen, argText, argKind, argPing}, Run: newDraft},
		{Name: "status", Params: which, Run: announceStatus},
		{Name: "log", Run: announceLog},
		{Name: "approve", Params: which, Run: approve},
		{Name: "edit", Params: edit, Run: edited},
		{Name: "schedule", Params: []string{argWhich, argWhen}, Run: scheduled},
		{Name: "skip", Params: []string{argWhich, argWhen}, Run: skipped},
		{Name: "end", Params: which, Run: ended},
		{Name: "correct", Params: edit, Run: correct},
		{Name: verbAlert, Params: []string{argWhich, argUrgent, argText}, Run: alerted, Hidden: true},
	}
}

// read takes a typed line apart: a verb with what it needs, or a text. A line
// that begins with the word of a verb and goes on otherwise is a text.
func read(s *session.Session, line string) (reply.Args, error) {
	if args := readVerb(line); args != nil {
		return args, nil
	}
	args := readText(s, line)
	if strings.EqualFold(args[argText], argUrgent) {
		return nil, s.Problem("problem.urgent_alone")
	}
	if args[argText] == "" {
		args[argText] = s.Request.Quoted
	}
	return args, nil
}

// textBehind is the parameter of a verb that takes what stands behind the id;
// "" where nothing may. A verb that is not here is no word of a line.
var textBehind = map[string]string{"status": "", "log": "", "approve": argText, "edit": argText, "schedule": argWhen, "skip": argWhen, "end": "", "correct": argText, verbAlert: argUrgent}

// alone are the verbs that need not name an announcement.
var alone = []string{"status", "log"}

// idForm is an announcement's id: no ordinary word has a digit.
var idForm = regexp.MustCompile(`^[a-z0-9]{8}$`)

func isID(s string) bool { return idForm.MatchString(s) && strings.ContainsAny(s, "0123456789") }

// readVerb reads a line that begins with a verb; nil where it is a text.
func readVerb(line string) reply.Args {
	verb, rest := reply.CutWord(line)
	verb = strings.ToLower(verb)
	behind, known := textBehind[verb]
	if !known {
		return nil
	}
	id, text := reply.CutWord(rest)
	id = strings.ToLower(id)
	switch {
	case rest == "" && slices.Contains(alone, verb):
		return reply.Args{session.Do: verb}
	case !isID(id) || text != "" && behind == "":
		return nil
	case behind == "":
		return reply.Args{session.Do: verb, argWhich: id}
	}
	return reply.Args{session.Do: verb, argWhich: id, behind: text}
}

// verbInText is the verb that stands in the option for the text, and nothing else beside it:
// who fills in "status" there means what a typed line would. It is nil where that is a text.
func verbInText(s *session.Session) *session.Verb {
	if len(s.Request.Args) != 1 || s.Request.Text != "" {
		return nil
	}
	args := readVerb(s.Arg(argText))
	for _, verb := range verbs() {
		if verb.Name == args[session.Do] {
			s.TakeAll(args)
			return &verb
		}
	}
	return nil
}

// readText reads a new announcement: "urgent nigeria", "to:country:NG" and "every
// Wednesday 19:00" may stand before the text. Behind "urgent", a word that is no country is taken for
// one that is not known, and the text stays whole.
func readText(s *session.Session, line string) reply.Args {
	args := reply.Args{argText: line}
	for {
		word, rest := reply.CutWord(args[argText])
		switch {
		case args[argTo] == "" && strings.EqualFold(word, "to:"):
			args[argTo], args[argText] = reply.CutWord(rest)
		case args[argTo] == "" && len(word) > 3 && strings.EqualFold(word[:3], "to:"):
			args[argTo], args[argText] = word[3:], rest
		case args[argUrgent] == "" && strings.EqualFold(word, "urgent"):
			country, text := leadingCountry(s, rest)
			if country == nil {
				name, _ := reply.CutWord(rest)
				args[argUrgent] = strings.TrimRight(name, ":,.")
				return args
			}
			args[argUrgent], args[argText] = reply.Keyed(country.Key), text
		case args[argWhen] == "" && keyedWhen(word) != "":
			args[argWhen], args[argText] = keyedWhen(word), rest
		default:
			if args[argWhen] != "" {
				return args
			}
			if args[argWhen], args[argText] = cutRepeat(s, args[argText]); args[argWhen] == "" {
				return args
			}
		}
	}
}

// keyedWhen is the key of a time that a form carries before its text, "when:=8/1140/-/0";
// "" where a word is none.
func keyedWhen(word string) string {
	if key, is := strings.CutPrefix(word, "when:"); is {
		if _, keyed := reply.ReadKeyed(key); keyed {
			return key
		}
	}
	return ""
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
	if len(found.Countries) == 1 && found.Of.How == search.Itself && !found.Doubt {
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
