package reply

import (
	"regexp"
	"slices"
	"strings"

	"prayerbot/content/search"
)

// A link can open the bot in private and ask for something there: what stands
// behind "start=" is a letter for the command and the keys that follow it,
// joined by "_": "c_NG" is a report, "a_middle-east" a region or list, "n_NG_2"
// a page of news, "p_kp-camps" a point, "d_NG" the point of the day, "s_" a
// story, "m_" what else can be done about one of them or a country, "t_" what is
// wrong with it, "h" the help, "y" the community, "b_" a point to be copied. "s_0700" asks for
// a point each day at that time, "j_" stands before a join code, and "k_-1001" is the
// set-up of a channel or group; "k_-1001_announce" is one thing that is done for it. It is at most MaxStart characters.
const (
	startCountry   = "c"
	startArea      = "a"
	startNews      = "n"
	StartPoint     = "p"
	startDay       = "d"
	startStory     = "s"
	startMore      = "m"
	startTell      = "t"
	startHelp      = "h"
	startCopy      = "b"
	StartJoin      = "j"
	startChannel   = "k"
	startCommunity = "y"
)

// MaxStart is the longest text of a link that opens the bot; Telegram's limit.
const MaxStart = 64

// StartForm is what such a text may hold.
var StartForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// countryKey is the key of a country; those of regions and lists are words.
var countryKey = regexp.MustCompile(`^[A-Z]{2}$`)

// numberForm is a page, a number or a date, which may follow a key.
var numberForm = regexp.MustCompile(`^[0-9-]+$`)

// itemForm is the id or key of something that is told, and perhaps the date of which
// it is told.
var itemForm = regexp.MustCompile(`^\S+( \d{4}-\d\d-\d\d)?$`)

// StartOf is what opens the page of a command line in private; "" where the
// line is none that says the same there.
func StartOf(line string) string {
	command, _, args := ParseLine(line)
	if story, is := strings.CutPrefix(args, "read "); is && command == "news" {
		return checkedStart(startStory + "_" + story)
	}
	if letter := map[string]string{"more": startMore, "tell": startTell, "copy": startCopy}[command]; letter != "" && itemForm.MatchString(args) {
		return checkedStart(letter + "_" + strings.ReplaceAll(strings.TrimPrefix(args, search.KeyMark), " ", "_"))
	}
	if command == OnChat {
		return startOn(args)
	}
	key, rest := "", strings.Fields(args)
	if len(rest) > 0 {
		if k, is := ReadKeyed(rest[0]); is {
			key, rest = k, rest[1:]
		}
	}
	if slices.ContainsFunc(rest, func(s string) bool { return !numberForm.MatchString(s) }) {
		return ""
	}
	letter := map[string]string{"country": startArea, "news": startNews, "pray": startDay, "help": startHelp, "community": startCommunity}[command]
	switch {
	case letter == "":
		return ""
	case letter == startArea && (key == "" || countryKey.MatchString(key)):
		letter = startCountry
	}
	if key == "" && len(rest) == 0 {
		return letter
	}
	return checkedStart(strings.Join(append([]string{letter, key}, rest...), "_"))
}

// OnChat is the command by which a chat is set up from a private one: behind it stand
// its key and, for one thing that is done for it, a command line.
const OnChat = "on"

// doneForm is a command line that is done for a chat, as a link can carry it.
var doneForm = regexp.MustCompile(`^[a-z ]*$`)

// chatForm is the key of a chat that a link can carry: a number, perhaps that of a topic
// behind it.
var chatForm = regexp.MustCompile(`^-?[0-9]+(/[0-9]+)?$`)

// startOn is what opens the set-up of a chat; "" where no link can carry that.
func startOn(args string) string {
	key, done := CutWord(args)
	if !chatForm.MatchString(key) || !doneForm.MatchString(done) {
		return ""
	}
	return checkedStart(strings.TrimSuffix(strings.Join([]string{startChannel, strings.ReplaceAll(key, "/", "t"), strings.ReplaceAll(done, " ", "_")}, "_"), "_"))
}

// onLine is the command line of such a link.
func onLine(rest string) string {
	key, done, _ := strings.Cut(rest, "_")
	return strings.TrimSuffix(OnChat+" "+strings.ReplaceAll(key, "t", "/")+" "+strings.ReplaceAll(done, "_", " "), " ")
}

// checkedStart is a text for a link, or "" where no link can carry it.
func checkedStart(start string) string {
	if !StartForm.MatchString(start) {
		return ""
	}
	return start
}

// LineOf is the command line that a link asks for; "" where it is none. That of
// a point is for links alone.
func LineOf(start string) string {
	letter, rest, _ := strings.Cut(start, "_")
	parts := strings.Split(rest, "_")
	key := ""
	if parts[0] != "" {
		key = Keyed(parts[0])
	}
	behind := " " + strings.Join(append([]string{key}, parts[1:]...), " ")
	switch letter {
	case startCountry, startArea:
		return "country" + behind
	case startNews:
		return "news" + behind
	case startDay:
		return "pray" + behind
	case startStory:
		if at := startTime.FindStringSubmatch(rest); at != nil {
			return "subscribe " + at[1] + ":" + at[2]
		}
		return "news read " + rest
	case StartPoint:
		return "point " + rest
	case startMore:
		return "more " + itemKey(strings.ReplaceAll(rest, "_", " "))
	case startCopy:
		return "copy " + strings.ReplaceAll(rest, "_", " ")
	case startTell:
		return "tell " + itemKey(strings.ReplaceAll(rest, "_", " "))
	case startHelp:
		return "help"
	case startCommunity:
		return "community"
	case startChannel:
		return onLine(rest)
	}
	return ""
}

// startTime is a time of day in a link; no post has such a key.
var startTime = regexp.MustCompile(`^([01][0-9]|2[0-3])([0-5][0-9])$`)

// Opens tells whether a link asks for more than a greeting.
func Opens(start string) bool {
	return LineOf(start) != "" || strings.HasPrefix(strings.ToLower(start), StartJoin+"_")
}

// itemKey is what a link names of a point, a story or a country.
func itemKey(text string) string {
	if countryKey.MatchString(text) {
		return Keyed(text)
	}
	return text
}
