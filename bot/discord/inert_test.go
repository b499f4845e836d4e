package discord

import (
	"testing"

	"prayerbot/commands/reply"
)

func TestWhatOthersWroteLeadsNowhereButWhereItSays(t *testing.T) {
	foreign := func(text string) string {
		return describe(reply.Reply{Blocks: []reply.Block{{Kind: reply.Foreign, Text: text}}})
	}
	headline := func(text string) string {
		return describe(reply.Reply{Blocks: []reply.Block{{Kind: reply.List, Items: []reply.Item{{Label: "News", Text: text, Link: "https://news.org/1"}}}}})
	}
	const before = "\u2022 **[News](https://news.org/1)** \u2014 "
	for _, tt := range []struct{ got, want string }{
		{foreign("https://zoom.us/j/1_2?a=1."), "> <https://zoom.us/j/1_2?a=1>."},
		{foreign("DISCORD.GG/x, discord.com/invite/y"), "> `DISCORD.GG/x`, `discord.com/invite/y`"},
		{foreign("@everyone <@7>"), "> @\u2060everyone \\<@\u20607\\>"},
		{foreign("https://good.org@evil.com"), "> `https://good.org@evil.com`"},
		{headline("https://evil.com"), before + "`https://evil.com`"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s, want %s", tt.got, tt.want)
		}
	}
}
