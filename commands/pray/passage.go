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
		Run: passage, Shows: true,
	}
}

// referenceIn reads a reference in the chat's language or, in a group, in that of who
// asks.
func referenceIn(s *session.Session, text string) (scripture.Ref, error) {
	ref, err := scripture.In(s.Language).Parse(text)
	if own := s.Own.Language; err != nil && own != s.Language {
		if mine, wrong := scripture.In(own).Parse(text); wrong == nil {
			return mine, nil
		}
	}
	return ref, err
}

// IsReference tells whether a text is a reference of a chapter and a verse, with letters and
// numbers: the name of a book alone may be that of a person.
func IsReference(s *session.Session, text string) bool {
	if len(numbers.FindAllString(text, 2)) < 2 {
		return false
	}
	_, err := referenceIn(s, text)
	return err == nil
}

// numbers are those of a reference, in the numerals of any script.
var numbers = regexp.MustCompile(`\p{Nd}+`)

// passage shows what stands at a reference, or as much of it as fits.
func passage(ctx context.Context, s *session.Session) (reply.Reply, error) {
	text := s.Arg(argReference)
	if text == "" {
		return s.Ask(ctx, s.Sentence("verse.ask"), argReference, nil, s.Say("verse.example")), nil
	}
	ref, err := referenceIn(s, text)
	if err != nil {
		return reply.Reply{}, s.Problem("problem.verse", words.With{"Text": session.Quote(text)})
	}
	where := cited(s, ref, "")
	in, found := bibleOf(s)
	if !found {
		return elsewhere(s, where), nil
	}
	text, shown, found := in.Excerpt(ref, mostOfPassage)
	if !found {
		return elsewhere(s, where), nil
	}
	from := cited(s, shown, in.Name)
	answer := reply.Reply{Title: from.Text, Blocks: []reply.Block{{Kind: reply.Verse, Text: text, Items: []reply.Item{from}}}}
	if shown != ref {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Links, Text: s.Say("verse.whole"), Items: []reply.Item{where}})
	}
	return answer, nil
}

// elsewhere leads to a passage that the bot does not have.
func elsewhere(s *session.Session, where reply.Item) reply.Reply {
	return reply.Reply{Title: where.Text, Blocks: []reply.Block{{Kind: reply.Links, Text: s.Say("verse.whole"), Items: []reply.Item{where}}}}
}
