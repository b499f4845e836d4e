package commandstest

import (
	"prayerbot/commands/reply"
)

// Said is a reply of one paragraph.
func Said(text string) reply.Reply {
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: text}}}
}

// Covered is Everything as a discreet chat is told it, with more bars than a cover
// has.
func Covered() reply.Reply {
	r := Everything()
	r.Discreet, r.Silent, r.Buttons = "A message for you.", true, [][]reply.Button{{{Label: "1", Do: "country =NG"}}}
	r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Note, Text: "To be || seen|", Items: []reply.Item{{Text: "a|", Link: "https://example.org/a||b"}}})
	return r
}

// Everything is a reply with a block of each kind, and text that would break
// careless markup.
func Everything() reply.Reply {
	return reply.Reply{
		Title: "A <title> & more",
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: "A paragraph with <b>no</b> *markup* & \"quotes\"."},
			{Kind: reply.Heading, Text: "A heading"},
			{Kind: reply.Story, Text: "The story begins.\n\nAnd it ends."},
			{Kind: reply.Facts, Items: []reply.Item{{Label: "Capital", Text: "Pyongyang"}, {Label: "Population", Text: "26", Note: "as of 2026"}}},
			{Kind: reply.List, Items: []reply.Item{
				{Label: "Label", Text: "text", Link: "https://example.org/?a=1&b=2"},
				{Text: "bare", Link: "https://example.org/b_(c)", Note: "note"},
				{Text: "no link", Link: "javascript:alert(1)"},
				{Label: "A headline @everyone <b>[wrote](https://example.net)</b>", Note: "Somebody @here, 3 h ago", Link: "javascript:alert(2)"},
			}},
			{Kind: reply.Links, Text: "To read:", Items: []reply.Item{{Text: "Romans 8:28", Link: "https://example.org/r"}, {Text: "Acts 9", Link: "https://example.org/c"}}},
			{Kind: reply.Verse, Text: "“We know <all> things,\nwork *together* @everyone for good.”", Items: []reply.Item{{Text: "Romans 8:28", Link: "https://example.org/r?a=1&b=2", Note: "World <English> Bible"}}},
			{Kind: reply.Foreign, Text: "We meet @everyone <here>, <@7>.\n# Come to [us](https://example.net) or discord.gg/us."},
			{Kind: reply.Note, Text: "Small print."},
			{Kind: reply.Note, Text: "Source:", Items: []reply.Item{{Text: "Somebody", Link: "https://example.org/s"}}},
		},
		Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed kp-one"}, {Label: "Web", Link: "https://example.org"}}},
	}
}
