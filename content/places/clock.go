package places

import (
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
)

//go:embed clocks.tsv
var clocksText string

// clocks are what people call clocks, folded, with their zones.
var clocks = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for line := range strings.Lines(clocksText) {
		names, zones, is := strings.Cut(strings.TrimSpace(line), "\t")
		if line[0] == '#' || !is {
			continue
		}
		for name := range strings.SplitSeq(names, ";") {
			all[content.FoldName(name)] = strings.Fields(zones)
		}
	}
	return all
})

// clock reads a text that names a clock itself: a zone, a difference to UTC, or
// what people call it.
func clock(text string) Answer {
	if zone := zoneNamed(text); zone != "" {
		return Answer{Places: []Place{{Name: City(zone), Zone: zone}}, Sure: true}
	}
	if zones, is := offset(text); is {
		return ofZones(zones)
	}
	p := content.FoldName(text)
	if zones := clocks()[p]; zones != nil {
		return ofZones(zones)
	}
	if zones := clocks()[strings.TrimSuffix(p, " time")]; zones != nil {
		return ofZones(zones)
	}
	if all := gazetteer.Named(text); len(all) > 0 && all[0].Kind() == gazetteer.Clock {
		return ofZones(all[0].Zones)
	}
	return Answer{}
}

// ofZones is one clock, or several to choose from.
func ofZones(zones []string) Answer {
	var a Answer
	for _, zone := range zones {
		a.Places = append(a.Places, Place{Name: ZoneName(zone), Zone: zone})
	}
	a.Sure = len(zones) == 1
	return a
}

// zoneNamed reads the name of a zone of the IANA database as people write it:
// "africa/lagos", "america/new york", "EST5EDT"; "" where it is none.
func zoneNamed(text string) string {
	text = strings.TrimSpace(text)
	if strings.ContainsAny(text, "./\\") && strings.Contains(text, "..") {
		return ""
	}
	if strings.Contains(text, "/") {
		return titled(text)
	}
	if ofRules.MatchString(text) {
		return rules[strings.ToUpper(text)]
	}
	return ""
}

// ofRules are zones that are named by their rules.
var ofRules = regexp.MustCompile(`(?i)^(EST5EDT|CST6CDT|MST7MDT|PST8PDT)$`)

var rules = map[string]string{"EST5EDT": "America/New_York", "CST6CDT": "America/Chicago", "MST7MDT": "America/Denver", "PST8PDT": "America/Los_Angeles"}

// titled writes a zone the way the database does: each word with a capital, joined
// by underscores.
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
	}, text)
	for _, as := range []string{text, zone, strings.NewReplacer("_Of_", "_of_", "_Es_", "_es_", "-Au-", "-au-", "Dumontdurville", "DumontDUrville", "Mcmurdo", "McMurdo", "Utc", "UTC", "Gmt", "GMT").Replace(zone)} {
		if Valid(as) {
			return as
		}
	}
	return ""
}

// offsetForm is a difference to UTC: "UTC+5:30", "GMT-3", "+05:00", "utc".
var offsetForm = regexp.MustCompile(`(?i)^(UTC|GMT|Z|Zulu)?\s*(?:([+\-−–])\s*(\d{1,2})(?::?(\d{2}))?)?(?:\s*(?:h|hours?))?$`)

// offset reads a difference to UTC, and gives the zones that keep it all year;
// false where the text is none.
func offset(text string) ([]string, bool) {
	m := offsetForm.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil || m[1]+m[2] == "" {
		return nil, false
	}
	hours, _ := strconv.Atoi(m[3])
	minutes, _ := strconv.Atoi(m[4])
	total := hours*60 + minutes
	if m[2] != "" && m[2] != "+" {
		total = -total
	}
	switch {
	case total == 0:
		return []string{"Etc/UTC"}, true
	case total%60 == 0 && total >= -12*60 && total <= 14*60:
		return []string{fmt.Sprintf("Etc/GMT%+d", -total/60)}, true
	}
	zones := odd[total]
	return zones, zones != nil
}

// odd are the zones with a difference of no whole hours, by minutes.
var odd = map[int][]string{
	210: {"Asia/Tehran"}, 270: {"Asia/Kabul"}, 330: {"Asia/Kolkata"}, 345: {"Asia/Kathmandu"}, 390: {"Asia/Yangon"},
	525: {"Australia/Eucla"}, 570: {"Australia/Darwin"}, 630: {"Australia/Lord_Howe"}, 765: {"Pacific/Chatham"},
	-210: {"America/St_Johns"}, -570: {"Pacific/Marquesas"},
}

// ZoneName is how a zone is said: its city, or "UTC−3" for Etc/GMT+3, whose sign
// is turned round.
func ZoneName(zone string) string {
	if rest, is := strings.CutPrefix(zone, "Etc/GMT"); is && rest != "" {
		sign := map[byte]string{'+': "−", '-': "+"}[rest[0]]
		return "UTC" + sign + rest[1:]
	}
	if zone == "Etc/UTC" || zone == "UTC" {
		return "UTC"
	}
	return City(zone)
}

// ZoneText is the name of a zone as it is shown: as the IANA database has it,
// "UTC−3" for Etc/GMT+3.
func ZoneText(zone string) string {
	if strings.HasPrefix(zone, "Etc/") {
		return ZoneName(zone)
	}
	return zone
}
