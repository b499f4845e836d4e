package discord

import (
	"slices"
	"strings"

	"prayerbot/bot/adapter"
	"prayerbot/commands/reply"
)

// This file lays answers out in components alone (Discord's "Components V2"): a frame of
// texts, lines between them, pictures that say what is to be seen, and buttons. Only what
// answers an interaction is laid out so: such a message has no content, so a telephone
// tells nothing of it, and it stays one of components for ever.

// laidOut is the flag of a message of components alone.
const laidOut = 1 << 15

// Discord's limits of a message of components.
const (
	maxParts    = 40   // components, those within others too
	maxLaidText = 4000 // characters of all texts together
	maxAlt      = 1024 // characters of what is to be seen in a picture
)

// roomForLinks is what is kept of maxLaidText for the commands in texts, which become
// longer when they can be pressed.
const roomForLinks = 250

// A frame holds what belongs together.
type frame struct {
	Type    int   `json:"type"` // 17
	Color   int   `json:"accent_color,omitempty"`
	Covered bool  `json:"spoiler,omitempty"`
	Parts   []any `json:"components"` // *words, line, gallery, row
}

// words are a text in Discord's Markdown.
type words struct {
	Type int    `json:"type"` // 10
	Text string `json:"content"`
}

// A line stands between two texts.
type line struct {
	Type    int  `json:"type"` // 14
	Divider bool `json:"divider"`
	Spacing int  `json:"spacing"` // 1 small, 2 large
}

// A gallery shows pictures.
type gallery struct {
	Type  int       `json:"type"` // 12
	Items []exhibit `json:"items"`
}

// An exhibit is a picture with what is to be seen in it.
type exhibit struct {
	Media shown  `json:"media"`
	Alt   string `json:"description,omitempty"`
}

// A laid message is one of components alone, in Discord's form.
type laid struct {
	Components  []any        `json:"components"`
	Mentions    mentions     `json:"allowed_mentions"`
	Flags       int          `json:"flags"`
	Attachments []attachment `json:"attachments,omitempty"`
}

// A relaid message takes the place of another one of components.
type relaid struct {
	laid
	Attachments []attachment `json:"attachments"` // those that are not named are removed
}

// lays tells whether a new answer is laid out: how things are, what was reported and
// what is asked, and whatever has a picture, which only so can say what is to be seen.
// A point is shown as it is when it comes by itself.
func lays(r reply.Reply) bool {
	switch {
	case r.Discreet != "":
		return false
	case r.Picture != nil:
		return true
	}
	return slices.Contains([]reply.Accent{reply.AccentReport, reply.AccentNews, reply.AccentQuestion}, r.Accent)
}

// layOut turns a reply into messages of components, none longer than Discord takes.
func layOut(r reply.Reply) []message {
	picture := r.Picture
	r = adapter.WithPictureTexts(r)
	var parts []message
	pieces := reply.Fit(r, maxLaidText-roomForLinks, measureLaid)
	for _, piece := range pieces {
		parts = append(parts, message{Flags: flagsOf(piece) | laidOut, Mentions: mentions{Parse: []string{}}, laid: framed(piece, nil)})
	}
	if picture != nil && r.Discreet == "" {
		parts[len(parts)-1].drawn = &drawing{picture: picture, laid: laidWith(*picture, pieces[len(pieces)-1])}
	}
	return parts
}

// laidWith lays a piece of a reply out with the picture of an address, which has a place
// for what the piece tells of it in words.
func laidWith(p reply.Picture, piece reply.Reply) func(address string) []any {
	piece.Blocks = slices.DeleteFunc(slices.Clone(piece.Blocks), func(b reply.Block) bool { return b.Kind == reply.Note && b.Text == p.Alt })
	return func(address string) []any {
		return framed(piece, &gallery{12, []exhibit{{shown{address}, cut(p.Alt, maxAlt)}}})
	}
}

// framed are the components of a reply: a frame with its texts, a frame for each sample,
// and the buttons, which stand within the frame where nothing comes between. pictures is
// nil where there are none.
func framed(r reply.Reply, pictures *gallery) (all []any) {
	below, samples := components(r.Buttons), samplesOf(r)
	room := maxParts - 3 - sizeOf(below) - 2*len(samples) // of the frame, a picture and a line of text besides
	f := &frame{Type: 17, Color: colours[r.Accent], Covered: r.Discreet != "", Parts: stacked(joinedTo((room+1)/2, sections(r)), pictures)}
	if r.Discreet != "" {
		all = append(all, &words{10, escape(r.Discreet)})
	}
	if len(f.Parts) > 0 {
		all = append(all, f)
	}
	for _, s := range samples {
		all = append(all, s)
	}
	within := len(all) == 1 && len(f.Parts) > 0
	for _, row := range below {
		if within {
			f.Parts = append(f.Parts, row)
		} else {
			all = append(all, row)
		}
	}
	return all
}

// stacked are texts with lines between them, and pictures below the first one; nil are
// none.
func stacked(texts []string, pictures *gallery) (parts []any) {
	for i, text := range texts {
		if i > 0 {
			parts = append(parts, line{14, true, 1})
		}
		parts = append(parts, &words{10, text})
		if i == 0 && pictures != nil {
			parts = append(parts, *pictures)
		}
	}
	if len(texts) == 0 && pictures != nil {
		parts = append(parts, *pictures)
	}
	return parts
}

// sizeOf is how many components rows are.
func sizeOf(rows []row) int {
	n := len(rows)
	for _, r := range rows {
		n += len(r.Components)
	}
	return n
}

// samplesOf are the samples of a reply, each in a frame of its own, as it is shown
// elsewhere; its buttons do nothing.
func samplesOf(r reply.Reply) (all []*frame) {
	for _, b := range r.Blocks {
		if b.Kind == reply.Sample {
			text := strings.Join(sections(*b.Reply), "\n\n") + "\n" + named(b.Reply.Buttons)
			all = append(all, &frame{Type: 17, Color: colours[b.Reply.Accent], Covered: b.Reply.Discreet != "", Parts: []any{&words{10, strings.TrimSpace(text)}}})
		}
	}
	return all
}

// isTable tells whether a block is a list of facts that stands for itself.
func isTable(b reply.Block) bool { return b.Kind == reply.Facts && len(b.Items) > 3 }

// sections are the texts of a reply without its samples: each heading begins one, and so
// do many facts and the small print at the end.
func sections(r reply.Reply) (texts []string) {
	blocks := slices.DeleteFunc(slices.Clone(r.Blocks), func(b reply.Block) bool { return b.Kind == reply.Sample })
	begin, title := 0, ""
	if r.Title != "" {
		title = "### " + cut(escape(r.Title), maxTitle) + "\n"
	}
	add := func(end int) {
		if text := strings.TrimSpace(title + describe(reply.Reply{Blocks: blocks[begin:end]})); text != "" {
			texts = append(texts, text)
		}
		begin, title = end, ""
	}
	small := len(blocks)
	for small > 0 && blocks[small-1].Kind == reply.Note {
		small--
	}
	for i, b := range blocks {
		if i > 0 && (b.Kind == reply.Heading || i == small || isTable(b) && blocks[i-1].Kind != reply.Heading) {
			add(i)
		}
	}
	add(len(blocks))
	return texts
}

// joinedTo are texts of which the last ones are joined where there are more than most.
func joinedTo(most int, texts []string) []string {
	if most = max(most, 1); len(texts) <= most {
		return texts
	}
	return append(slices.Clone(texts[:most-1]), strings.Join(texts[most-1:], "\n\n"))
}

// measureLaid counts all texts of a reply that is laid out.
func measureLaid(r reply.Reply) (size int) {
	size = units(r.Discreet)
	for _, text := range sections(r) {
		size += units(text) + 2
	}
	for _, s := range samplesOf(r) {
		size += units(s.Parts[0].(*words).Text)
	}
	return size
}

// texts are those of a message of components, in their order.
func texts(components []any) (all []*words) {
	for _, c := range components {
		switch c := c.(type) {
		case *words:
			all = append(all, c)
		case *frame:
			all = append(all, texts(c.Parts)...)
		}
	}
	return all
}

// fresh is a message as one that is new is posted.
func (m message) fresh() any {
	if m.laid != nil {
		return laid{m.laid, m.Mentions, m.Flags, m.Attachments}
	}
	return m
}

// instead is a message as one that takes the place of another.
func (m message) instead() any {
	if m.laid != nil {
		return relaid{laid{Components: m.laid, Mentions: m.Mentions, Flags: laidOut}, append([]attachment{}, m.Attachments...)}
	}
	return editOf(m)
}
