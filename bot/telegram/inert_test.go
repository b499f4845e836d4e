package telegram

import (
	"testing"

	"prayerbot/commands/reply"
)

func TestWhatOthersWroteLeadsNowhereButWhereItSays(t *testing.T) {
	foreign := func(text string) string {
		return write(reply.Reply{Blocks: []reply.Block{{Kind: reply.Foreign, Text: text}}}).html.String()
	}
	headline := func(text string) string {
		item := reply.Item{Label: "News", Text: text, Link: "https://news.org/1"}
		return write(reply.Reply{Blocks: []reply.Block{{Kind: reply.List, Items: []reply.Item{item}}}}).html.String()
	}
	const open, end = "<blockquote>", "</blockquote>"
	const before = "\u2022 <a href=\"https://news.org/1\">News</a> \u2014 "
	for _, tt := range []struct{ got, want string }{
		{foreign("https://zoom.us/j/1?a=1&b=2."), open + `<a href="https://zoom.us/j/1?a=1&amp;b=2">https://zoom.us/j/1?a=1&amp;b=2</a>.` + end},
		{foreign("DISCORD.GG/x or T.ME/x"), open + "<code>DISCORD.GG/x</code> or <code>T.ME/x</code>" + end},
		{foreign("#tag $USD @all /start"), open + "#\u2060tag $\u2060USD @\u2060all /\u2060start" + end},
		{foreign("+44 20 7946 0958"), open + "<code>+44 20 7946 0958</code>" + end},
		{foreign("https://good.org@evil.com"), open + "<code>https://good.org@evil.com</code>" + end},
		{headline("https://evil.com #tag"), before + "<code>https://evil.com</code> #\u2060tag"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s, want %s", tt.got, tt.want)
		}
	}
}
