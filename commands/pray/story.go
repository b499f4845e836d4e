package pray

import (
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// story shows a post whole, with its points, to somebody whose date is today.
func story(s *session.Session, key string, today content.Date) (reply.Reply, error) {
	post := s.Library.Post(strings.TrimSpace(key))
	if post == nil || !post.Shown(today) {
		return reply.Reply{}, s.Problem("problem.post")
	}
	from := words.With{"Publisher": post.Publisher, "Date": s.PlainDate(post.Date.String())}
	answer := reply.Reply{
		Title: session.Flag(post.Country) + " " + postTitle(s, post),
		Blocks: []reply.Block{
			{Kind: reply.Note, Text: s.Count("news.story", post.ReadingMinutes, from)},
			{Kind: reply.Story, Text: strings.ReplaceAll(s.Text(post.BodyUnit(), content.FieldText), "\n", "\n\n")},
		},
		Buttons: [][]reply.Button{{
			{Label: s.Label("button.pray_for", words.With{"Country": s.CountryInText(post.Country)}), Do: "pray " + reply.Keyed(post.Country.Key)},
			s.ReportButton(post.Country),
		}, {moreButton(s, post.Key)}},
		Picture: pictureOf(s, post),
		Preview: previewOf(s, post),
	}
	answer.Blocks = append(answer.Blocks, postPoints(s, post)...)
	return answer, nil
}

// postTitle is the title of a post.
func postTitle(s *session.Session, p *content.Post) string {
	return s.Text(p.HeadUnit(), content.FieldTitle)
}

// postPoints lists what a post asks to pray for, and its source.
func postPoints(s *session.Session, post *content.Post) []reply.Block {
	var blocks []reply.Block
	if len(post.Points) > 0 {
		blocks = append(blocks, reply.Block{Kind: reply.Heading, Text: s.Say("news.pray")})
	}
	for _, p := range post.Points {
		blocks = append(blocks,
			reply.Block{Kind: reply.Paragraph, Text: s.Text(p.Unit(), content.FieldText)},
			reply.Block{Kind: reply.Links, Text: s.Say("pray.scripture"), Items: verses(s, p.Scripture)})
	}
	if post.NamesChanged {
		blocks = append(blocks, reply.Block{Kind: reply.Note, Text: s.Say("pray.changed")})
	}
	if text := pictureWords(s, post); text != "" && post.Picture == nil {
		blocks = append(blocks, reply.Block{Kind: reply.Note, Text: text})
	}
	if post.Source != nil {
		blocks = append(blocks, factSource(s, post.Source))
	}
	return blocks
}
