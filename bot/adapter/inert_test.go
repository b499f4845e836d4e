package adapter

import (
	"strings"
	"testing"
)

func TestWhatOthersWroteIsTakenApart(t *testing.T) {
	marks := map[SpanKind]string{Plain: "", Address: "L", Copied: "C", Sign: "S"}
	for text, want := range map[string]string{
		"We meet on Sunday.":                       "We meet on Sunday.",
		"See https://zoom.us/j/1?p=2.":             "See L{https://zoom.us/j/1?p=2}.",
		"(HTTPS://Example.ORG/a)":                  "(L{HTTPS://Example.ORG/a})",
		"https://good.org@evil.com/x":              "C{https://good.org@evil.com/x}",
		"https://аррӏе.com":                        "C{https://аррӏе.com}",
		"Join DISCORD.GG/abc now":                  "Join C{DISCORD.GG/abc} now",
		"discord.com/invite/abc, t.me/x":           "C{discord.com/invite/abc}, C{t.me/x}",
		"www.church.org":                           "C{www.church.org}",
		"Write to pray@church.org!":                "Write to C{pray@church.org}!",
		"tg://resolve?domain=x and javascript://a": "C{tg://resolve?domain=x} and C{javascript://a}",
		"mailto:a@b.org":                           "C{mailto:a@b.org}",
		"#tag $USD @everyone /start":               "S{#}tag S{$}USD S{@}everyone S{/}start",
		"and/or, 24/12, St. Mark, e.g. this":       "and/or, 24/12, St. Mark, e.g. this",
		"Call +44 20 7946 0958 or (030) 1234567.":  "Call C{+44 20 7946 0958} or C{(030) 1234567}.",
		"On 2026-12-24 19:00 and 24.12.2026 at 7":  "On 2026-12-24 19:00 and 24.12.2026 at 7",
		"John 3:16 and 1 Cor 13:4-7":               "John 3:16 and 1 Cor 13:4-7",
		"We meet.Come all.":                        "We meet.Come all.",
		"https://a.org/x_(y) https://b.org":        "L{https://a.org/x_(y)} L{https://b.org}",
		"price 1,000 and 12.5 and 100":             "price 1,000 and 12.5 and 100",
		"<@7> @\u00e9lise":                         "<S{@}7> S{@}\u00e9lise",
		"молитва.рф":                               "C{молитва.рф}",
	} {
		var b strings.Builder
		whole := ""
		for _, s := range Spans(text) {
			whole += s.Text
			if m := marks[s.Kind]; m != "" {
				b.WriteString(m + "{" + s.Text + "}")
			} else {
				b.WriteString(s.Text)
			}
		}
		if b.String() != want {
			t.Errorf("%q is %s, want %s", text, b.String(), want)
		}
		if whole != text {
			t.Errorf("of %q %q is left", text, whole)
		}
	}
}
