package telegram

import (
	"cmp"

	"prayerbot/commands/reply"
)

// An askKeyboard stands in the place of somebody's own keyboard until they have
// used it.
type askKeyboard struct {
	Rows    [][]askButton `json:"keyboard"`
	Resize  bool          `json:"resize_keyboard"`
	OneTime bool          `json:"one_time_keyboard"`
}

// An askButton tells the bot where somebody is. Telegram asks them before.
type askButton struct {
	Text     string `json:"text"`
	Location bool   `json:"request_location"`
}

// asking adds to the messages of a reply, in a private chat, the button by which
// somebody tells where they are: to the last one, or as one of its own where that
// has buttons already or takes the place of another, which cannot have it.
func asking(parts []part, r reply.Reply) []part {
	if r.AskLocation == "" {
		return parts
	}
	if last := &parts[len(parts)-1]; last.keyboard == nil && last.photo == nil && r.Visibility != reply.InPlace {
		last.ask = r.AskLocation
		return parts
	}
	how := reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: cmp.Or(r.LocationHow, r.AskLocation)}}, Silent: true, Discreet: r.Discreet}
	own := partOf(write(how), how)
	own.ask = r.AskLocation
	return append(parts, own)
}

// markup is what stands under a message; nil is nothing.
func (p part) markup() any {
	switch {
	case p.keyboard != nil:
		return p.keyboard
	case p.ask != "":
		return &askKeyboard{Rows: [][]askButton{{{Text: p.ask, Location: true}}}, Resize: true, OneTime: true}
	}
	return nil
}
