package places

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/hbollon/go-edlib"
	"golang.org/x/text/unicode/norm"
)

// maxFound is how many places are worth offering.
const maxFound = 10

// Find lists the places that a text may mean, best first, at most ten: a zone
// ("Africa/Lagos", "UTC", "utc+3"), a city ("houston", "birmingham, gb",
// "paris, texas"), or where nothing is called so, the cities that come near.
// Letters such as EST or IST, which name several zones, find nothing.
func Find(text string) []Place {
	if zone := zoneOf(text); zone != "" {
		return []Place{{Name: lastPart(zone), Zone: zone}}
	}
	name, hint, _ := strings.Cut(text, ",")
	p := plain(name)
	if p == "" {
		return nil
	}
	found := called(p, plain(hint))
	if len(found) == 0 && hint == "" {
		found = lastWordAside(p)
	}
	if len(found) == 0 {
		found = near(p)
	}
	return found[:min(len(found), maxFound)]
}

// called lists the cities of a name, those that fit the hint where there is one.
func called(p, hint string) []Place {
	var found []Place
	for _, e := range cities().names[p] {
		if hint == "" || hint == strings.ToLower(e.Country) || hint == e.state {
			found = append(found, e.Place)
		}
	}
	if len(found) == 0 && hint != "" {
		return called(p, "")
	}
	return found
}

// lastWordAside takes "birmingham alabama" as "birmingham, alabama", but not
// where the hint fits nothing.
func lastWordAside(p string) []Place {
	name, hint, ok := strings.Cut(p, " ")
	for ok {
		for _, e := range cities().names[name] {
			if hint == strings.ToLower(e.Country) || hint == e.state {
				return called(name, hint)
			}
		}
		var word string
		word, hint, ok = strings.Cut(hint, " ")
		name += " " + word
	}
	return nil
}

// near lists the cities of which the name is one slip away, two in a long name.
func near(p string) []Place {
	length := len([]rune(p))
	if length < 5 {
		return nil
	}
	most := 1 + length/9
	type hit struct {
		*entry
		distance int
	}
	var hits []hit
	for _, name := range cities().sorted {
		if d := len(name) - len(p); d > most+1 || d < -most-1 {
			continue
		}
		if d := edlib.OSADamerauLevenshteinDistance(p, name); d <= most {
			hits = append(hits, hit{cities().names[name][0], d})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.Population, a.Population))
	})
	var found []Place
	for _, h := range hits {
		if !slices.Contains(found, h.Place) {
			found = append(found, h.Place)
		}
	}
	return found
}

// zoneOf reads a text as the name of a zone; "" where it is none.
func zoneOf(text string) string {
	text = strings.TrimSpace(text)
	if zone := fixed(strings.ToUpper(strings.ReplaceAll(text, " ", ""))); zone != "" {
		return zone
	}
	if !strings.Contains(text, "/") {
		return ""
	}
	if zone := cities().zones[plain(text)]; zone != "" {
		return zone
	}
	return titled(text)
}

// fixed reads "UTC", "GMT+3" and the like. The signs of the Etc zones are the
// other way round: Etc/GMT-3 is three hours ahead.
func fixed(text string) string {
	rest, ok := strings.CutPrefix(text, "UTC")
	if !ok {
		rest, ok = strings.CutPrefix(text, "GMT")
	}
	if !ok {
		return ""
	}
	if rest == "" {
		return "Etc/UTC"
	}
	hours, err := strconv.Atoi(strings.TrimSuffix(rest, ":00"))
	if err != nil || rest[0] != '+' && rest[0] != '-' || hours < -12 || hours > 14 {
		return ""
	}
	if hours == 0 {
		return "Etc/UTC"
	}
	return fmt.Sprintf("Etc/GMT%+d", -hours)
}

// titled writes a zone that is not in the table the way the database does:
// each word with a capital, joined by underscores.
func titled(text string) string {
	upper := true
	zone := strings.Map(func(r rune) rune {
		if r == ' ' {
			r = '_'
		}
		if upper {
			r = unicode.ToUpper(r)
		} else {
			r = unicode.ToLower(r)
		}
		upper = r == '_' || r == '/' || r == '-'
		return r
	}, strings.TrimSpace(text))
	if Valid(zone) {
		return zone
	}
	if Valid(text) {
		return text
	}
	return ""
}

func lastPart(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")
}

// plain is the form in which names are compared: lower case, without accents
// and punctuation.
func plain(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == '.' || r == '`' || unicode.Is(unicode.Mn, r):
		default:
			space = true
		}
	}
	return b.String()
}
