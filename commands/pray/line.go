package pray

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// The parameters of what is read and prayed.
const (
	argPlace  = "country" // of /pray: a country, region or list
	argDate   = "date"
	argNews   = "place"  // of /news
	argStory  = "story"  // the key of a post
	ArgPoint  = "point"  // the id of a point; of /prayed too
	argNumber = "number" // a page, or which of a country's points
)

// A prayArgs is what somebody asks /pray for.
type prayArgs struct {
	text  string // the country, region or list; "" is what the chat prays for
	date  content.Date
	named bool          // the date was named
	other *content.Date // which the date may be as well; nil is none
	n     int           // which of the country's points
}

// when is the date as a button's line carries it, "" where none was named.
func (w prayArgs) when() string {
	if !w.named {
		return ""
	}
	return " " + w.date.String()
}

// keys are the arguments but for the place, so that a question can keep them.
func (w prayArgs) keys() reply.Args {
	if !w.named {
		return nil
	}
	return reply.Args{argDate: w.date.String()}
}

// dateLike is a word that was meant as a date.
var dateLike = regexp.MustCompile(`^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$`)

// readPray takes a line apart: a place, a date before or behind it, and a
// number at the end. A text that names a place is never a date.
func readPray(s *session.Session, line string) (reply.Args, error) {
	if line == "" || s.NamesPlace(line) {
		return reply.Args{argPlace: line}, nil
	}
	number := ""
	place, date := cutDate(s, line)
	if date == "" {
		if line, number = cutNumber(line); number != "" {
			place, date = cutDate(s, line)
		}
	}
	for _, word := range strings.Fields(place) {
		if dateLike.MatchString(word) {
			return nil, s.Problem("problem.date", words.With{"Text": session.Quote(word)})
		}
	}
	return reply.Args{argPlace: place, argDate: date, argNumber: number}, nil
}

// parsePray reads the arguments.
func parsePray(s *session.Session, today content.Date, zone *time.Location) (prayArgs, error) {
	w := prayArgs{text: s.Arg(argPlace), date: today}
	w.n, _ = strconv.Atoi(s.Arg(argNumber)) // readPray has read it
	if text := s.Arg(argDate); text != "" {
		dates, is := s.Dates(text, today, zone)
		if !is {
			return w, s.Problem("problem.date", words.With{"Text": session.Quote(text)})
		}
		w.date, w.named = dates[0], true
		if len(dates) > 1 {
			w.other = &dates[1]
		}
	}
	if w.date.Before(today.Add(-366)) || today.Add(366).Before(w.date) {
		return w, s.Problem("problem.pray_far", words.With{"Date": s.Date(w.date), "Example": today.Add(30).String()})
	}
	return w, nil
}

// cutDate takes a date off the end or the beginning of a text, whatever day it is
// today; "" where there is none.
func cutDate(s *session.Session, text string) (rest, date string) {
	rest, date, _ = s.Own.CutDate(text, s.Calendar(content.Date{Year: 2024, Month: time.February, Day: 29}, nil))
	return rest, date
}

// askDay asks which of two dates was meant, for a place whose key is known. A place
// that is not clear either is asked for first.
func askDay(ctx context.Context, s *session.Session, w prayArgs) (reply.Reply, error) {
	keys := reply.Args{}
	if w.text != "" {
		found := search.Find(s.Library, w.text)
		key, sure := keyOfPlace(found)
		if !sure {
			return s.Unsure(ctx, found, argPlace, nil, "")
		}
		keys[argPlace] = key
	}
	return s.AskDate(ctx, []content.Date{w.date, *w.other}, argDate, keys), nil
}

// keyOfPlace is the key of the one place that was found.
func keyOfPlace(found search.Result) (string, bool) {
	switch {
	case len(found.Countries) == 1:
		return reply.Keyed(found.Countries[0].Key), true
	case found.Region != nil:
		return reply.Keyed(found.Region.Key), true
	case found.List != nil:
		return reply.Keyed(found.List.Key), true
	}
	return "", false
}

// readNews takes a line apart: "middle east 2", "2", or "read <post>".
func readNews(s *session.Session, line string) (reply.Args, error) {
	if key, is := strings.CutPrefix(line, "read "); is {
		return reply.Args{argStory: key}, nil
	}
	place, number := cutNumber(" " + line)
	return reply.Args{argNews: place, argNumber: number}, nil
}

// cutNumber parts "KP 2" into the name and the number. A number too large to
// mean anything belongs to the name.
func cutNumber(text string) (name, number string) {
	name, number, ok := cutLast(text, " ")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 0 || n > maxNth {
		return text, ""
	}
	return name, number
}

// maxNth bounds how far "Another" counts; it wraps around long before.
const maxNth = 9999

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
