package discord

import (
	"slices"
	"strings"

	"prayerbot/commands/reply"
)

// This file parts what an embed shows in places of its own from its text: short facts in
// fields, and at the end one footer with the date and where it comes from.

// A fact is a field of an embed.
type fact struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline,omitempty"` // beside others, where there is room
}

// A footer is the small print of an embed: plain text, in which nothing can be pressed.
type footer struct {
	Text string `json:"text"`
}

// Discord's limits of fields and the footer.
const (
	maxFacts     = 25
	maxFactName  = 256
	maxFactValue = 1024
	maxFooter    = 2048
)

// parted says of which replies facts and small print have places of their own: of what the
// bot sends by itself, and of a point that is asked for, which is shown alike.
var parted = []reply.Accent{reply.AccentPoint, reply.AccentNews, reply.AccentAnnouncement, reply.AccentAlert}

// partsApart are the blocks of a reply that are its text, and what has a place of its own.
// In a discreet chat all is text, which is covered as a whole.
func partsApart(r reply.Reply) (text []reply.Block, facts []fact, small []string) {
	if r.Discreet != "" || !slices.Contains(parted, r.Accent) {
		return r.Blocks, nil, nil
	}
	for _, b := range r.Blocks {
		f, note, is := factOf(b)
		switch {
		case is && len(facts) < maxFacts:
			facts = append(facts, f)
			small = append(small, note...)
		case isPlain(b) && units(strings.Join(append(small, b.Text), "\n")) <= maxFooter:
			small = append(small, b.Text)
		default:
			text = append(text, b)
		}
	}
	if len(text) == 0 { // an embed of facts alone has no first words by which it is known again
		return r.Blocks, nil, nil
	}
	return text, facts, small
}

// factOf is a block as a field, with the small print that belongs to it; false where it is
// none, or too long for one.
func factOf(b reply.Block) (f fact, small []string, is bool) {
	switch lead := unled(b.Text); {
	case b.Brief != nil:
		f = fact{escape(b.Brief.Label), link(b.Brief.Text, b.Brief.Link), true}
		if b.Brief.Note != "" {
			small = []string{b.Brief.Note}
		}
	case lead != "" && len(b.Items) > 0 && (b.Kind == reply.Links || b.Kind == reply.Note):
		f = fact{escape(lead), withLinks(reply.Block{Items: b.Items}), true}
	}
	is = f.Name != "" && f.Value != "" && units(f.Name) <= maxFactName && units(f.Value) <= maxFactValue
	return f, small, is
}

// unled is a lead such as "To read:" as the name of a field.
func unled(lead string) string { return strings.TrimRight(lead, ":： \u00a0\u202f") }

// isPlain tells whether a block is small print in which nothing could be pressed.
func isPlain(b reply.Block) bool {
	return b.Kind == reply.Note && len(b.Items) == 0 && b.Text != "" && !commandForm.MatchString(b.Text) && !strings.Contains(b.Text, "://")
}

// smallPrint is a footer of lines; nil where there are none.
func smallPrint(lines []string) *footer {
	if len(lines) == 0 {
		return nil
	}
	return &footer{strings.Join(lines, "\n")}
}

// size is how much the texts of an embed are, but for its title.
func (e embed) size() int {
	size := units(e.Description)
	for _, f := range e.Fields {
		size += units(f.Name) + units(f.Value)
	}
	if e.Footer != nil {
		size += units(e.Footer.Text)
	}
	return size
}
