package telegram

import (
	"net/url"
	"slices"

	"prayerbot/commands/reply"
)

// shareURL opens the list of one's chats, to pass an address on.
const shareURL = "https://t.me/share/url?url="

// shared is a reply with the button that passes it on, beside the first of its
// others: it leads whoever gets it to the page of it on the web, or where there is none
// to the same in private. As long as the
// bot's own name is not known there is none.
func (c *client) shared(r reply.Reply) reply.Reply {
	if r.Share == "" || r.Start == "" || r.Discreet != "" || c.self() == "" {
		return r
	}
	to := r.Page
	if to == "" {
		to = startOf(addressOf(c.self()), r.Start)
	}
	b := reply.Button{Label: r.Share, Link: shareURL + url.QueryEscape(to) + "&text=" + url.QueryEscape(r.Title)}
	rows := slices.Clone(r.Buttons)
	if len(rows) == 0 {
		rows = [][]reply.Button{nil}
	}
	rows[0] = append(slices.Clip(rows[0]), b)
	r.Buttons = rows
	return r
}
