package discordtest

import (
	"html"
	"regexp"
	"strings"
)

// drawText writes a text in Discord's Markdown as HTML: what the bot writes of it.
func drawText(text string) string {
	text = spoiler.ReplaceAllString(text, "\x01$1\x02")
	var out []string
	for _, line := range strings.Split(text, "\n") {
		out = append(out, drawLine(line))
	}
	joined := strings.Join(out, "\n")
	for _, block := range []string{"</h3>", "</blockquote>"} {
		joined = strings.ReplaceAll(joined, block+"\n", block)
	}
	return strings.NewReplacer("\x01", `<span class="x">`, "\x02", `</span>`).Replace(joined)
}

var spoiler = regexp.MustCompile(`(?s)\|\|(.+)\|\|`)

// drawLine is a line, by what it begins with.
func drawLine(line string) string {
	for _, is := range []struct{ mark, open, close string }{
		{"### ", "<h3>", "</h3>"}, {"-# ", "<small>", "</small>"}, {"> ", "<blockquote>", "</blockquote>"},
	} {
		if rest, begins := strings.CutPrefix(line, is.mark); begins {
			return is.open + drawSpan(rest) + is.close
		}
	}
	return drawSpan(line)
}

// forms are what stands within a line: a sign that is none, code, bold, italics, a link, a
// command, a role, a channel, an instant, an address.
var forms = []*regexp.Regexp{
	regexp.MustCompile("^\\\\([\\\\*_~`|<>\\[\\]#-])"),
	regexp.MustCompile("^`([^`]*)`"),
	regexp.MustCompile(`^\*\*((?:\\.|[^*\\])+)\*\*`),
	regexp.MustCompile(`^\*((?:\\.|[^*\\])+)\*`),
	regexp.MustCompile(`^\[((?:\\.|[^\]\\])*)\]\(<?([^)>]*)>?\)`),
	regexp.MustCompile(`^</([a-z]+):\d+>`),
	regexp.MustCompile(`^<@&(\d+)>`),
	regexp.MustCompile(`^<#(\d+)>`),
	regexp.MustCompile(`^<t:(\d+):[A-Za-z]>`),
	regexp.MustCompile(`^<(https://[^>]+)>`),
}

// drawForm is one of forms as HTML.
func drawForm(form int, m []string) string {
	switch form {
	case 0:
		return html.EscapeString(m[1])
	case 1:
		return "<code>" + html.EscapeString(m[1]) + "</code>"
	case 2:
		return "<b>" + drawSpan(m[1]) + "</b>"
	case 3:
		return "<i>" + drawSpan(m[1]) + "</i>"
	case 4:
		return `<a href="` + html.EscapeString(m[2]) + `">` + drawSpan(m[1]) + "</a>"
	case 5:
		return `<span class="c">/` + m[1] + "</span>"
	case 6:
		return `<span class="c">@role</span>`
	case 7:
		return `<span class="c"># channel</span>`
	case 8:
		return `<code>in a while</code>`
	}
	return `<a href="` + html.EscapeString(m[1]) + `">` + html.EscapeString(m[1]) + `</a>`
}

// drawSpan is what stands within a line.
func drawSpan(text string) string {
	var out strings.Builder
next:
	for text != "" {
		for i, form := range forms {
			if m := form.FindStringSubmatch(text); m != nil {
				out.WriteString(drawForm(i, m))
				text = text[len(m[0]):]
				continue next
			}
		}
		end := strings.IndexAny(text[1:], "\\`*[<") + 1
		if end == 0 {
			end = len(text)
		}
		out.WriteString(html.EscapeString(text[:end]))
		text = text[end:]
	}
	return out.String()
}
