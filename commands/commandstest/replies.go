package commandstest

import "prayerbot/commands"

// Said is a reply of one paragraph.
func Said(text string) commands.Reply {
	return commands.Reply{Blocks: []commands.Block{{Kind: commands.Paragraph, Text: text}}}
}

// Everything is a reply with a block of each kind, and text that would break
// careless markup.
func Everything() commands.Reply {
	return commands.Reply{
		Title: "A <title> & more",
		Blocks: []commands.Block{
			{Kind: commands.Paragraph, Text: "A paragraph with <b>no</b> *markup* & \"quotes\"."},
			{Kind: commands.Heading, Text: "A heading"},
			{Kind: commands.Story, Text: "The story begins.\n\nAnd it ends."},
			{Kind: commands.Facts, Items: []commands.Item{{Label: "Capital", Text: "Pyongyang"}, {Label: "Population", Text: "26", Note: "as of 2026"}}},
			{Kind: commands.List, Items: []commands.Item{
				{Label: "Label", Text: "text", Link: "https://example.org/?a=1&b=2"},
				{Text: "bare", Link: "https://example.org/b_(c)", Note: "note"},
				{Text: "no link", Link: "javascript:alert(1)"},
				{Label: "A headline @everyone <b>[wrote](https://example.net)</b>", Note: "Somebody @here, 3 h ago", Link: "javascript:alert(2)"},
			}},
			{Kind: commands.Links, Text: "To read:", Items: []commands.Item{{Text: "Romans 8:28", Link: "https://example.org/r"}, {Text: "Acts 9", Link: "https://example.org/c"}}},
			{Kind: commands.Foreign, Text: "We meet @everyone <here>, <@7>.\n# Come to [us](https://example.net) or discord.gg/us."},
			{Kind: commands.Note, Text: "Small print."},
			{Kind: commands.Note, Text: "Source:", Items: []commands.Item{{Text: "Somebody", Link: "https://example.org/s"}}},
		},
		Buttons: [][]commands.Button{{{Label: "I prayed", Do: "prayed kp-one"}, {Label: "Web", Link: "https://example.org"}}},
	}
}
