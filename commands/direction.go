package commands

import (
	"slices"

	"prayerbot/commands/reply"
	"prayerbot/commands/words"
)

// directed is a reply each of whose lines runs as its language is written: a flag,
// a number or a foreign name at its beginning turns none of them. What others wrote,
// and what is copied, stays as it is.
func directed(r reply.Reply, v words.Voice) reply.Reply {
	if !v.RightToLeft() {
		return r
	}
	r.Title, r.Blocks = words.Directed(r.Title), slices.Clone(r.Blocks)
	for i := range r.Blocks {
		r.Blocks[i] = directedBlock(r.Blocks[i], v)
	}
	return r
}

func directedBlock(b reply.Block, v words.Voice) reply.Block {
	if b.Reply != nil {
		sample := directed(*b.Reply, v)
		b.Reply = &sample
	}
	if b.Kind == reply.Foreign || b.Kind == reply.Copy {
		return b
	}
	b.Text = words.Directed(b.Text)
	if b.Kind != reply.Facts && b.Kind != reply.List {
		return b
	}
	b.Items = slices.Clone(b.Items)
	for i := range b.Items {
		if item := &b.Items[i]; item.Label != "" {
			item.Label = words.DirectedItem(item.Label)
		} else {
			item.Text = words.DirectedItem(item.Text)
		}
	}
	return b
}
