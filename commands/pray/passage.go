package pray

import (
	"context"
	"strings"
	"unicode"

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

// leastBook is how many letters the name of a book has at least that nothing says to be one:
// "am 7" is a time, and Amos.
const leastBook = 3

// NamesPassage tells whether a text is a reference to the Bible and nothing else.
func NamesPassage(s *session.Session, text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < leastBook && !strings.Contains(text, ":") || len(text) > session.MaxArg {
		return false
	}
	_, err := referenceIn(s, text)
	return err == nil
}

// ReferenceWithin is the longest part of a text, by its words, that names what stands in the
// Bible; "" where none does.
func ReferenceWithin(s *session.Session, text string) string {
	fields := strings.Fields(text)
	for n := len(fields); n > 0; n-- {
		for from := 0; from+n <= len(fields); from++ {
			part := strings.Join(fields[from:from+n], " ")
			if _, err := referenceIn(s, part); err == nil && strings.ContainsFunc(part, unicode.IsDigit) {
				return part
			}
		}
	}
	return ""
}

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
