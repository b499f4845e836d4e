package discord

import (
	"prayerbot/commands/reply"
)

type row struct {
	Type       int   `json:"type"`       // 1
	Components []any `json:"components"` // buttons, or one picker
}

type button struct {
	Type  int    `json:"type"`  // 2
	Style int    `json:"style"` // 1 stands out, 2 plain, 5 a link
	Label string `json:"label"`
	ID    string `json:"custom_id,omitempty"`
	URL   string `json:"url,omitempty"`
}

// rows lays buttons out; where there are more rows than Discord takes, some
// are joined.
func rows(buttons [][]reply.Button) []row {
	if len(buttons) > maxRows {
		buttons = joined(buttons)
	}
	all := []row{}
	for _, line := range buttons {
		if len(line) == 0 {
			continue // Discord takes no row without a button
		}
		r := row{Type: 1}
		for _, b := range line {
			shown := button{Type: 2, Style: styleOf(b), Label: cut(b.Text(), maxLabel), ID: b.Payload()}
			if b.Link != "" {
				shown.ID, shown.URL = "", b.Link
			}
			r.Components = append(r.Components, shown)
		}
		all = append(all, r)
	}
	return all
}

// styleOf is the colour of a button: what a message asks for stands out, and so does what
// only counts whoever presses it, such as "I prayed".
func styleOf(b reply.Button) int {
	switch {
	case b.Link != "":
		return 5
	case b.Counts(), b.Main:
		return 1
	}
	return 2
}

// joined puts all buttons, in their order, into as few full rows as needed.
func joined(buttons [][]reply.Button) [][]reply.Button {
	var flat []reply.Button
	for _, line := range buttons {
		flat = append(flat, line...)
	}
	var all [][]reply.Button
	for len(flat) > 0 && len(all) < maxRows {
		n := min(maxInRow, len(flat))
		all = append(all, flat[:n])
		flat = flat[n:]
	}
	return all
}
