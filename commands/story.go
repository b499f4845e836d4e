package commands

import (
	"strings"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// story shows a post whole, with its points, to somebody whose date is today.
func story(s *Session, key string, today content.Date) (Reply, error) {
	post := s.Library.Post(strings.TrimSpace(key))
	if post == nil || !post.Shown(today) {
		return Reply{}, s.Problem("problem.post")
	}
	note := s.Say("news.note", words.With{"Publisher": post.Publisher, "Date": s.PlainDate(post.Date.String())})
	answer := Reply{
		Title: Flag(post.Country) + " " + post.Title,
		Blocks: []Block{
			{Kind: Note, Text: note + ". " + s.Count("news.minutes", post.ReadingMinutes)},
			{Kind: Story, Text: strings.Join(post.Text, "\n\n")},
		},
		Buttons: [][]Button{{
			{Label: Label(s.Say("button.pray_for", words.With{"Country": s.CountryName(post.Country)})), Do: "pray " + Keyed(post.Country.Key)},
			s.ReportButton(post.Country),
		}},
	}
	answer.Blocks = append(answer.Blocks, postPoints(s, post)...)
	return answer, nil
}

// postPoints lists what a post asks to pray for, and its source.
func postPoints(s *Session, post *content.Post) []Block {
	var blocks []Block
	if len(post.Points) > 0 {
		blocks = append(blocks, Block{Kind: Heading, Text: s.Say("news.pray")})
	}
	for _, p := range post.Points {
		blocks = append(blocks,
			Block{Kind: Paragraph, Text: p.Text},
			Block{Kind: Links, Text: s.Say("pray.scripture"), Items: verses(p.Scripture)})
	}
	if post.NamesChanged {
		blocks = append(blocks, Block{Kind: Note, Text: s.Say("pray.changed")})
	}
	if post.Credit != "" {
		blocks = append(blocks, Block{Kind: Note, Text: s.Say("news.credit", words.With{"Credit": post.Credit})})
	}
	if post.Source != nil {
		blocks = append(blocks, factSource(s, post.Source))
	}
	return blocks
}
