package telegram

import (
	"prayerbot/bot/adapter"
	"prayerbot/commands/reply"
)

// maxText is the longest text of a message, in UTF-16 units after the entities
// are parsed (https://core.telegram.org/bots/api#sendmessage).
const maxText = 4096

// A part is one message, ready to be sent.
type part struct {
	html     string
	keyboard *keyboard
	size     int  // of the text that readers see, in UTF-16 units
	silent   bool // without a sound
	protect  bool // cannot be forwarded or saved
	// photo is above the html, which is its caption then; where it cannot be shown,
	// the html is a message by itself. nil is none.
	photo *reply.Picture
	page  string // that is shown below the text; "" is none
	// ask is a button, instead of a keyboard, by which somebody tells where they are or
	// which channel they mean; nil is none.
	ask *askButton
}

// render turns a reply into messages, none longer than Telegram takes.
func render(r reply.Reply) []part {
	if r.Picture != nil && r.Discreet == "" {
		return withPhoto(r)
	}
	return texts(adapter.WithPictureTexts(r))
}

// texts turns a reply into messages without a picture.
func texts(r reply.Reply) []part {
	if w := write(r); w.size <= maxText {
		return []part{partOf(w, r)}
	}
	var parts []part
	for _, piece := range reply.Fit(r, maxText, measure) {
		parts = append(parts, partOf(write(piece), piece))
	}
	for i := range parts[1:] {
		parts[1+i].page = "" // it belongs to the beginning
	}
	return parts
}

// partOf is a message of what was written of a reply.
func partOf(w *writer, r reply.Reply) part {
	return part{html: w.html.String(), size: w.size, keyboard: keys(r.Buttons), page: pageOf(r), silent: r.Silent, protect: r.Discreet != ""}
}

// measure counts what Telegram counts.
func measure(r reply.Reply) int { return write(r).size }
