package schedule

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// clause finds the words that open the later parts of the line.
var clause = regexp.MustCompile(`(?i)(?:^|\s)(for|on)\s+`)

// readWish takes a line such as "19:30 lagos for Nigeria on weekdays" apart.
func readWish(s *session.Session, line string) (reply.Args, error) {
	head, args := clauses(line)
	head, args[argWhat] = cutKind(head)
	at, place, err := cutTime(s, withoutFillers(head))
	if err != nil {
		return nil, err
	}
	args[argTime], args[argPlace] = at, withoutFillers(place)
	return args, nil
}

// clauses parts a line into what stands before the first "for" or "on", and
// what stands behind each.
func clauses(line string) (head string, parts reply.Args) {
	parts = reply.Args{}
	marks := clause.FindAllStringSubmatchIndex(line, -1)
	if len(marks) == 0 {
		return line, parts
	}
	for i, m := range marks {
		end := len(line)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		parts[strings.ToLower(line[m[2]:m[3]])] = line[m[1]:end]
	}
	return line[:marks[0][0]], parts
}

// kindForm finds what is to come, at the beginning or the end of the line.
var kindForm = regexp.MustCompile(`(?i)^(?:to\s+)?(?:the\s+|a\s+)?(news|headlines|prayer)(?:\s+|$)|\s+(news|headlines|prayer)$|\+(news)\b`)

// cutKind takes off a line what is to come; "" where it does not say.
func cutKind(line string) (rest, what string) {
	line = strings.TrimSpace(line)
	m := kindForm.FindStringSubmatchIndex(line)
	if m == nil {
		return line, ""
	}
	rest = line[:m[0]] + " " + line[m[1]:]
	if strings.Contains(strings.ToLower(line[m[0]:m[1]]), "prayer") {
		return rest, "prayer"
	}
	return rest, whatNews
}

// withoutFillers drops the small words that people put between.
func withoutFillers(s string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(s), func(w string) bool {
		return slices.Contains([]string{"at", "in", "daily", "time", "me", "from"}, strings.ToLower(w))
	}), " ")
}

// cutTime takes the time of day off the beginning or the end of a phrase; ""
// where it holds none.
func cutTime(s *session.Session, phrase string) (at, rest string, err error) {
	fields := strings.Fields(phrase)
	for n := min(2, len(fields)); n > 0; n-- {
		if first := strings.Join(fields[:n], " "); isTime(first) {
			return first, strings.Join(fields[n:], " "), nil
		}
		if last := strings.Join(fields[len(fields)-n:], " "); isTime(last) {
			return last, strings.Join(fields[:len(fields)-n], " "), nil
		}
	}
	for _, f := range fields {
		if words.LooksLikeTime(f) {
			return "", "", s.Problem("problem.time", words.With{"Text": session.Quote(f)})
		}
	}
	return "", phrase, nil
}

func isTime(text string) bool {
	_, is := words.ParseTime(text)
	return is
}

// readChange takes "2 08:00 lagos" apart.
func readChange(s *session.Session, line string) (reply.Args, error) {
	which, rest := cutWhich(line)
	args, err := readWish(s, rest)
	if err != nil {
		return nil, err
	}
	args[argWhich] = which
	return args, nil
}

// readPause takes "2 until 2026-12-24" apart.
func readPause(_ *session.Session, line string) (reply.Args, error) {
	which, rest := cutWhich(line)
	if word, after := reply.CutWord(rest); strings.EqualFold(word, "until") || strings.EqualFold(word, "to") {
		rest = after
	}
	return reply.Args{argWhich: which, argUntil: rest}, nil
}

// cutWhich takes the number of a subscription, or "all", off a line; "" where
// none is named.
func cutWhich(line string) (which, rest string) {
	word, rest := reply.CutWord(line)
	id, err := strconv.Atoi(strings.TrimPrefix(word, "#"))
	if err == nil && id > 0 || strings.EqualFold(word, "all") {
		return word, rest
	}
	return "", line
}
