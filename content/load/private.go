package load

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"prayerbot/content"
)

// What leads to a person or a place, and so does not belong into a text that
// thousands read.
var (
	mailForm = lazily(`(?i)[a-z0-9._%+-]+\s?(@|[\[({]\s?(at|@)\s?[\])}])\s?[a-z0-9-]+(\s?(\.|[\[({]\s?(dot|\.)\s?[\])}])\s?[a-z0-9-]+)+`)
	// A number that is called: with the sign of another country, with an area's
	// number in brackets or behind a 0, or behind a word that says so.
	phoneForm = lazily(`(?i)(^|[^\w.,])(\+|00)[1-9][\d ().\-/\x{2011}\x{2013}]{6,}\d|\(0?\d{2,5}\)[ \-]?\d{3,}[ \-]?\d{2,}|(^|[^\w.,+\-])0\d{1,4}[ \-/]\d{2,4}[ \-]?\d{2,5}([ \-]\d{2,4})*|(^|[^\w\-])\d{3}[-.]\d{3,4}[-.]\d{4}($|\D)|\b(tel|phone|call|mobile|whatsapp|signal|fax|sms)\b[^\d\n]{0,14}\d[\d ().\-/]{5,}\d`)
	// A place by numbers: degrees with decimals or minutes, with a letter of the
	// compass, or two of them together; or a code of maps.
	coordinateForm = lazily(`(?i)\b\d{1,3}(\.\d+)?\s?°\s?\d{1,2}(\.\d+)?\s?['′’]|\b\d{1,3}(\.\d+)?\s?°\s?[nsew]\b|(^|[^\d.])[+-]?\d{1,3}\.\d{3,}°?\s?[ns]?\s?[,;/ ]\s?[+-]?\d{1,3}\.\d{3,}|\b[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}\b|\bgeo:-?\d|\b(latitude|longitude|lat|lon)\b[:.]?\s?-?\d`)
	// A house: its number with a street, or a box of the post.
	addressForm = lazily(`(?i)\bp\.?\s?o\.?\s?box\s?\d|\b(house|plot|flat|apartment|apt|suite|room|unit)\.?\s(no\.?\s?|number\s)?\d{1,5}\b|\b(rue|calle|rua|jalan|jl\.?|via|avenida|ulitsa|strada)\s[\pL' .-]{2,40}?,?\s(no\.?\s?|n°\s?)?\d{1,5}\b|\b([1-9]\d{0,2}|[3-9]\d{3})[a-z]?,?\s(bis\s)?(rue|calle|rua|avenue|avenida|boulevard|jalan|via)\s|\pL{2,}(straße|strasse|gasse)\s\d{1,5}\b`)
	// In English the names of streets are written with capitals: "5 Church Road",
	// "Church Road 5". What may be a year is no number of a house.
	streetForm = lazily(`\b([1-9]\d{0,2}|[3-9]\d{3})[A-Za-z]?,?\s(\p{Lu}[\pL'’.-]*\s){1,4}(Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Boulevard|Blvd|Drive|Dr|Square|Sq|Close|Crescent|Highway|Hwy|Terrace|Place|Way)\b|\b\p{Lu}[\pL'’-]*\s(Street|Road|Avenue|Lane|Boulevard|Drive|Square|Crescent|Highway),?\s(No\.?\s?)?\d{1,5}\b`)
)

// lazily is a form that is read when it is first asked for: only an editor is told of what
// it finds.
func lazily(form string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(form) })
}

// Digits of a number that is called.
const (
	leastDigits = 7
	mostDigits  = 15
)

// leads are the kinds, each with how it is named.
var leads = []struct {
	what  string
	found func(text string) bool
}{
	{"an e-mail address", func(text string) bool { return mailForm().MatchString(text) }},
	{"coordinates", func(text string) bool { return coordinateForm().MatchString(text) }},
	{"a telephone number", holdsPhone},
	{"a postal address", func(text string) bool { return addressForm().MatchString(text) || streetForm().MatchString(text) }},
}

// notTold are fields that are no texts, and so hold nothing that readers see as one.
var notTold = []string{"link", "image", "key", "iso3", "id", "scripture", "date", "as_of", "since", "until", "from", "embargo", "expires", "edition", "of", "means", "countries"}

// checkLeads tells of what leads to a person or a place.
func (s section) checkLeads(line int, name, value string) {
	if !s.hints || len(value) < leastDigits || slices.Contains(notTold, name) || !strings.ContainsAny(value, "0123456789@+[({") {
		return
	}
	for _, one := range leads {
		if one.found(value) {
			s.hint(line, fmt.Sprintf("%q holds what looks like %s.", name, one.what), "Take it out: nothing in a text may lead to a person or a place.")
			return
		}
	}
}

func holdsPhone(text string) bool {
	for _, found := range phoneForm().FindAllString(text, -1) {
		digits := 0
		for _, r := range found {
			if unicode.IsDigit(r) {
				digits++
			}
		}
		if digits >= leastDigits && digits <= mostDigits {
			return true
		}
	}
	return false
}

// namesOne tells whether a text holds one of the names as whole words, perhaps in
// the plural or with a possessive s.
func namesOne(text string, names []string) bool {
	text = " " + content.FoldName(text) + " "
	return slices.ContainsFunc(names, func(name string) bool {
		folded := content.FoldName(name)
		return folded != "" && (strings.Contains(text, " "+folded+" ") || strings.Contains(text, " "+folded+"s "))
	})
}
