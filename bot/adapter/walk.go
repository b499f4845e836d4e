package adapter

import "prayerbot/commands/reply"

// Markup writes what blocks hold in the form of one platform. Texts are plain:
// it is for the markup to make them harmless.
type Markup interface {
	Paragraph(text string)
	Heading(text string)
	Story(text string)
	Foreign(text string)
	// Copy writes what people copy: as it is, and set apart.
	Copy(text string)
	// Verse writes words of the Bible, and below them where they are from.
	Verse(b reply.Block)
	// Item writes a line of Facts or of a List.
	Item(item reply.Item, kind reply.BlockKind)
	// Links writes a block of Links: its text, and its items behind it.
	Links(b reply.Block)
	// Note writes small print, and its items behind it.
	Note(b reply.Block)
	Sample(r reply.Reply)
	// Break ends so many lines: one between what belongs together, two where an
	// empty line stands between.
	Break(lines int)
}

// Walk writes blocks in their order, with the breaks between them.
func Walk(blocks []reply.Block, m Markup) {
	for i, b := range blocks {
		if i > 0 {
			m.Break(breaks(blocks[i-1], b))
		}
		writeBlock(b, m)
	}
}

// breaks is one between a heading and what it heads and between small prints,
// else two.
func breaks(before, after reply.Block) int {
	if before.Kind == reply.Heading || before.Kind == reply.Note && after.Kind == reply.Note {
		return 1
	}
	return 2
}

func writeBlock(b reply.Block, m Markup) {
	switch b.Kind {
	case reply.Heading:
		m.Heading(b.Text)
	case reply.Story:
		m.Story(b.Text)
	case reply.Foreign:
		m.Foreign(b.Text)
	case reply.Copy:
		m.Copy(b.Copied())
	case reply.Verse:
		m.Verse(b)
	case reply.Facts, reply.List:
		for i, item := range b.Items {
			if i > 0 {
				m.Break(1)
			}
			m.Item(item, b.Kind)
		}
	case reply.Links:
		m.Links(b)
	case reply.Note:
		m.Note(b)
	case reply.Sample:
		m.Sample(*b.Reply)
	default:
		m.Paragraph(b.Text)
	}
}
