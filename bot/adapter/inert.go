package adapter

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// A Span is a piece of text that somebody else wrote.
type Span struct {
	Text string
	Kind SpanKind
}

// SpanKind says what a platform would make of a span by itself.
type SpanKind int

// The kinds of spans.
const (
	Plain   SpanKind = iota // nothing
	Address                 // a link to a web page whose host is plain to see
	Copied                  // an address, a number or a name that leads somewhere and that people copy: it stays whole
	Sign                    // a sign that would make what follows a mention, a tag or a command
)

// foreign finds what a platform would make something of: web addresses, other
// schemes, e-mail addresses, hosts without a scheme, telephone numbers, and the
// signs of mentions, tags and commands.
var foreign = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`(https?://[^\s<>"'` + "`" + `|\\]+)`,
	`([a-z][a-z0-9+.-]*://[^\s<>]+|(?:mailto|tel|tg|sms):[^\s<>]+)`,
	`([\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)`,
	`((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}(?::\d+)?(?:[/?#][^\s<>]*)?)`,
	`((?:[+(]|\b)[0-9][0-9 ().-]{5,}[0-9])`,
	`([@#$/])[\p{L}\p{N}_]`,
}, "|"))

// The groups of foreign.
const (
	groupWeb = iota + 1
	groupScheme
	groupMail
	groupHost
	groupNumber
	groupSign
)

// Spans takes a text apart that somebody else wrote.
func Spans(text string) []Span {
	if !mayHold(text) {
		return []Span{{text, Plain}}
	}
	var all []Span
	add := func(s string, kind SpanKind) {
		switch n := len(all); {
		case s == "":
		case kind == Plain && n > 0 && all[n-1].Kind == Plain:
			all[n-1].Text += s
		default:
			all = append(all, Span{s, kind})
		}
	}
	for rest := text; rest != ""; {
		at := foreign.FindStringSubmatchIndex(rest)
		if at == nil {
			add(rest, Plain)
			break
		}
		group := groupOf(at)
		from, to := at[2*group], at[2*group+1]
		to = from + len(ended(rest[from:to], group))
		add(rest[:from], Plain)
		add(rest[from:to], kindOf(rest, from, to, group))
		rest = rest[to:]
	}
	return all
}

// mayHold tells quickly of most texts that nothing is in them.
func mayHold(text string) bool {
	digits, before := 0, ' '
	for _, r := range text {
		switch {
		case strings.ContainsRune("@#$/:", before) && r != ' ', before == '.' && r != ' ' && r != '\n':
			return true
		case r >= '0' && r <= '9':
			digits++
		}
		before = r
	}
	return digits >= 7
}

// groupOf is the group of foreign that matched.
func groupOf(at []int) int {
	for g := groupWeb; ; g++ {
		if at[2*g] >= 0 {
			return g
		}
	}
}

// ended is an address without the signs that end the sentence around it.
func ended(s string, group int) string {
	if group == groupSign || group == groupNumber {
		return s
	}
	s = strings.TrimRight(s, ".,;:!?…»”’。、")
	for _, pair := range []string{"()", "[]", "{}"} {
		if strings.HasSuffix(s, pair[1:]) && strings.Count(s, pair[:1]) < strings.Count(s, pair[1:]) {
			s = s[:len(s)-1]
		}
	}
	return s
}

// kindOf is the kind of rest[from:to], which matched a group.
func kindOf(rest string, from, to, group int) SpanKind {
	s := rest[from:to]
	switch group {
	case groupWeb:
		if plainHost(s) {
			return Address
		}
		return Copied
	case groupHost:
		host, _, _ := strings.Cut(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/?#", r) })[0], ":")
		if !registered(host) {
			return Plain
		}
		return Copied
	case groupNumber:
		if !telephone(s) {
			return Plain
		}
		return Copied
	case groupSign:
		if before := rest[:from]; s == "/" && before != "" && !strings.ContainsAny(before[len(before)-1:], " \n\t(") {
			return Plain // "and/or"
		}
		return Sign
	}
	return Copied
}

// plainHost tells whether an address shows where it leads: a host of plain
// letters, without a user's name before it.
func plainHost(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Hostname() == "" || strings.Contains(u.Host, "@") {
		return false
	}
	return !strings.ContainsFunc(u.Hostname(), func(r rune) bool { return r > '~' })
}

// registered tells whether a host ends in a domain that there is.
func registered(host string) bool {
	host, err := idna.ToASCII(strings.ToLower(host))
	if err != nil {
		return false
	}
	suffix, icann := publicsuffix.PublicSuffix(host)
	return (icann || strings.Contains(suffix, ".")) && host != suffix
}

var dated = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}|^\d{1,2}\.\d{1,2}\.\d{2,4}`)

// telephone tells whether digits may be taken for a number to call: seven and
// more, that are no date.
func telephone(s string) bool {
	digits := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= 7 && !dated.MatchString(s)
}
