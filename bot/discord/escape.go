package discord

import (
	"regexp"
	"strings"
	"unicode/utf16"

	"prayerbot/bot/adapter"
)

// personForm is a person of Discord as the audit log names them; Discord shows them by
// their name and, where nothing else allows it, pings nobody.
var personForm = regexp.MustCompile(`\b` + name + `:(\d{1,20})\b`)

// roleName is a role, which Discord shows by its name and, in an embed, pings
// nobody with. What is no id is shown as it is.
func roleName(id string) string {
	if strings.Trim(id, "0123456789") != "" {
		return escape(id)
	}
	return "<@&" + id + ">"
}

// link is a text that leads somewhere.
func link(text, address string) string {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return escape(text)
	}
	address = strings.NewReplacer("(", "%28", ")", "%29", " ", "%20", "<", "%3C", ">", "%3E", "|", "%7C").Replace(address)
	return "[" + escape(text) + "](" + address + ")"
}

// escaper makes text plain: no sign of it is Markdown, and nothing in it pings:
// the invisible word joiner stands behind the sign of a mention.
var escaper = strings.NewReplacer(
	`\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "`", "\\`", "|", `\|`, ">", `\>`, "<", `\<`,
	"[", `\[`, "]", `\]`, "#", `\#`, "-# ", `\-# `, "@", "@\u2060",
)

// escape makes text plain, and what would become a link an address to copy.
func escape(s string) string { return inert(s, false) }

// inert is escape; the links of the bot's and of a moderator's own text may lead where they say. An
// angle bracket around them shows no page below.
func inert(text string, links bool) string {
	var b strings.Builder
	for _, span := range adapter.Spans(text) {
		switch {
		case span.Kind == adapter.Address && links:
			b.WriteString("<" + span.Text + ">")
		case span.Kind == adapter.Address, span.Kind == adapter.Copied && strings.Trim(span.Text, "+()-. 0123456789") != "":
			b.WriteString("`" + strings.ReplaceAll(span.Text, "`", "'") + "`")
		default:
			b.WriteString(escaper.Replace(span.Text))
		}
	}
	return b.String()
}

// cut shortens a text to what Discord takes.
func cut(s string, most int) string {
	if units(s) <= most {
		return s
	}
	n := 0
	for at, r := range s {
		if n += utf16.RuneLen(r); n+1 > most {
			return s[:at] + "…"
		}
	}
	return s
}
