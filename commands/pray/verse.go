package pray

import (
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
	"prayerbot/content/bible"
	"prayerbot/content/scripture"
)

// mostOfVerse is how much of the Bible stands under a point, in characters: the
// point itself has at most 450.
const mostOfVerse = 300

// scriptureBlocks show what to read: the first reference that has a text with
// its words, or as many of them as fit, and the others as links. Where the chat
// has chosen so, all are links.
func scriptureBlocks(s *session.Session, all []content.Verse) []reply.Block {
	var blocks []reply.Block
	var links []content.Verse
	for _, v := range all {
		shown, whole := reply.Block{}, false
		if len(blocks) == 0 && !s.Look.LinkedVerse {
			shown, whole = verseBlock(s, v)
		}
		if shown.Text != "" {
			blocks = append(blocks, shown)
		}
		if !whole {
			links = append(links, v)
		}
	}
	if len(links) > 0 {
		blocks = append(blocks, reply.Block{Kind: reply.Links, Text: s.Say("pray.scripture"), Items: verses(links)})
	}
	return blocks
}

// verseBlock shows the words of a reference; whole tells whether they are all of
// it. The block is empty where there is no text, or none that is short enough.
func verseBlock(s *session.Session, v content.Verse) (block reply.Block, whole bool) {
	ref, err := scripture.Parse(v.Text)
	in, found := bibleOf(s.Language)
	if err != nil || !found {
		return reply.Block{}, false
	}
	text, shown, ok := in.Excerpt(ref, mostOfVerse)
	if !ok {
		return reply.Block{}, false
	}
	from := reply.Item{Text: shown.String(), Link: scripture.In(scripture.English).Link(shown), Note: in.Name}
	return reply.Block{Kind: reply.Verse, Text: text, Items: []reply.Item{from}}, shown == ref
}

// bibleOf is the translation of a language, "pt-BR" by its "pt" too; else the
// English one, as sentences are said in English.
func bibleOf(language string) (*bible.Bible, bool) {
	base, _, _ := strings.Cut(language, "-")
	for _, tag := range []string{language, base, "en"} {
		if b, ok := bible.Open(tag); ok {
			return b, true
		}
	}
	return nil, false
}
