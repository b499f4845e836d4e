package commands

import (
	"strings"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// story shows a post whole, with its points, to somebody whose date is today.
func (a *ask) story(key string, today content.Date) (Reply, error) {
	post := a.lib.Post(strings.TrimSpace(key))
	if post == nil || !post.Shown(today) {
		return Reply{}, a.problem("problem.post")
	}
	note := a.say("news.note", words.With{"Publisher": post.Publisher, "Date": a.plainDate(post.Date.String())})
	reply := Reply{
		Title: flag(post.Country) + " " + post.Title,
		Blocks: []Block{
			{Kind: Note, Text: note + ". " + a.count("news.minutes", post.ReadingMinutes)},
			{Kind: Story, Text: strings.Join(post.Text, "\n\n")},
		},
		Buttons: [][]Button{{
			{Label: label(a.say("button.pray_for", words.With{"Country": a.name(post.Country)})), Do: "pray " + keyed(post.Country.Key)},
			a.reportButton(post.Country),
		}},
	}
	reply.Blocks = append(reply.Blocks, a.postPoints(post)...)
	return reply, nil
}

// postPoints lists what a post asks to pray for, and its source.
func (a *ask) postPoints(post *content.Post) []Block {
	var blocks []Block
	if len(post.Points) > 0 {
		blocks = append(blocks, Block{Kind: Heading, Text: a.say("news.pray")})
	}
	for _, p := range post.Points {
		blocks = append(blocks,
			Block{Kind: Paragraph, Text: p.Text},
			Block{Kind: Links, Text: a.say("pray.scripture"), Items: verses(p.Scripture)})
	}
	if post.NamesChanged {
		blocks = append(blocks, Block{Kind: Note, Text: a.say("pray.changed")})
	}
	if post.Credit != "" {
		blocks = append(blocks, Block{Kind: Note, Text: a.say("news.credit", words.With{"Credit": post.Credit})})
	}
	if post.Source != nil {
		blocks = append(blocks, a.factSource(post.Source))
	}
	return blocks
}
