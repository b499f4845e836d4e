package pray

import (
	"context"
	"regexp"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content/scripture"
)

// mostOfPassage is how much of the Bible is shown at once, in characters: a long
// psalm fits, and the answer stays one message.
const mostOfPassage = 2500

// argReference is the parameter of /verse: book, chapter and verses.
const argReference = "reference"

// VerseCommand is the row of /verse.
func VerseCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: "verse", Role: reply.Anyone, Public: true, Params: []reply.Param{{Name: argReference}}},
		Run: passage,
	}
}

// pointed is a reference whose verse is set off by a point, as in "John 3.16".
var pointed = regexp.MustCompile(`(\d)\s*\.\s*(\d)`)

// passage shows what stands at a reference, or as much of it as fits.
func passage(ctx context.Context, s *session.Session) (reply.Reply, error) {
	text := s.Arg(argReference)
	if text == "" {
		return s.Ask(ctx, s.Sentence("verse.ask"), argReference, nil, s.Say("verse.example")), nil
	}
	ref, err := scripture.Parse(pointed.ReplaceAllString(text, "$1:$2"))
	if err != nil {
		return reply.Reply{}, s.Problem("problem.verse", words.With{"Text": session.Quote(text)})
	}
	where := reply.Item{Text: ref.String(), Link: scripture.In(scripture.English).Link(ref)}
	in, found := bibleOf(s.Language)
	if !found {
		return elsewhere(s, where), nil
	}
	text, shown, found := in.Excerpt(ref, mostOfPassage)
	if !found {
		return elsewhere(s, where), nil
	}
	from := reply.Item{Text: shown.String(), Link: scripture.In(scripture.English).Link(shown), Note: in.Name}
	answer := reply.Reply{Title: shown.String(), Blocks: []reply.Block{{Kind: reply.Verse, Text: text, Items: []reply.Item{from}}}}
	if shown != ref {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Links, Text: s.Say("verse.whole"), Items: []reply.Item{where}})
	}
	return answer, nil
}

// elsewhere leads to a passage that the bot does not have.
func elsewhere(s *session.Session, where reply.Item) reply.Reply {
	return reply.Reply{Title: where.Text, Blocks: []reply.Block{{Kind: reply.Links, Text: s.Say("verse.whole"), Items: []reply.Item{where}}}}
}
