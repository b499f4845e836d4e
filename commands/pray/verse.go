package pray

import (
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
		blocks = append(blocks, reply.Block{Kind: reply.Links, Text: s.Say("pray.scripture"), Items: verses(s, links)})
	}
	return blocks
}

// verseBlock shows the words of a reference; whole tells whether they are all of
// it. The block is empty where there is no text, or none that is short enough: a
// verse that the translation lacks is not shown in another language.
func verseBlock(s *session.Session, v content.Verse) (block reply.Block, whole bool) {
	ref, err := scripture.Parse(v.Text)
	in, found := bibleOf(s)
	if err != nil || !found {
		return reply.Block{}, false
	}
	text, shown, ok := in.Excerpt(ref, mostOfVerse)
	if !ok {
		return reply.Block{}, false
	}
	return reply.Block{Kind: reply.Verse, Text: text, Items: []reply.Item{cited(s, shown, in.Name)}}, shown == ref
}

// bibleOf is the translation in which a session shows verses: that of its language,
// and English where there is none for it.
func bibleOf(s *session.Session) (*bible.Bible, bool) {
	return bible.Open(scripture.In(s.Language).Tag())
}

// cited is a reference as the Bibles of the session's language write it, with where
// it can be read; note is beside it, the name of a translation.
func cited(s *session.Session, ref scripture.Ref, note string) reply.Item {
	in := scripture.In(s.Language)
	return reply.Item{Text: in.Write(ref), Link: in.Link(ref), Note: note}
}

// verses are references to read. The content's were checked as it was loaded.
func verses(s *session.Session, all []content.Verse) []reply.Item {
	var items []reply.Item
	for _, v := range all {
		ref, err := scripture.Parse(v.Text)
		if err != nil {
			items = append(items, reply.Item{Text: v.Text, Link: v.Link})
			continue
		}
		items = append(items, cited(s, ref, ""))
	}
	return items
}
