package adapter

import (
	"slices"

	"prayerbot/commands/reply"
)

// WithPictureTexts is a reply with the words of its picture as small print
// behind its blocks, for a platform or a message that shows no picture.
func WithPictureTexts(r reply.Reply) reply.Reply {
	if r.Picture == nil {
		return r
	}
	r.Blocks = slices.Clone(r.Blocks)
	for _, text := range r.Picture.Texts(true) {
		r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Note, Text: text})
	}
	r.Picture = nil
	return r
}
