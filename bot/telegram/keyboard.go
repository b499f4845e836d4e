package telegram

import (
	"encoding/json"

	"prayerbot/commands/reply"
)

// rows are the buttons under a message as Telegram has given them, with all of
// their fields: one that the bot does not know stays.
type rows struct {
	Rows [][]map[string]json.RawMessage `json:"inline_keyboard"`
}

// each finds the buttons with a payload; false where there is none.
func (r rows) each(payload string, change func(button map[string]json.RawMessage)) (found bool) {
	for _, row := range r.Rows {
		for _, button := range row {
			if textOf(button["callback_data"]) == payload {
				change(button)
				found = true
			}
		}
	}
	return found
}

// textOf is a text of JSON; "" where it is none.
func textOf(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return ""
	}
	return text
}

// withCount are buttons of which one shows a number behind its label; not ok where
// there is no such button.
func withCount(keyboard json.RawMessage, payload string, n int) (shown rows, ok bool) {
	if json.Unmarshal(keyboard, &shown) != nil {
		return rows{}, false
	}
	ok = shown.each(payload, func(button map[string]json.RawMessage) {
		button["text"], _ = json.Marshal(reply.Recount(textOf(button["text"]), n))
	})
	return shown, ok
}

// withDone are buttons of which one says that it is done, and does nothing more
// where it is disabled; not ok where there is no such button.
func withDone(keyboard json.RawMessage, payload, label string, disabled bool) (shown rows, ok bool) {
	if json.Unmarshal(keyboard, &shown) != nil {
		return rows{}, false
	}
	ok = shown.each(payload, func(button map[string]json.RawMessage) {
		button["text"], _ = json.Marshal(label)
		if disabled {
			delete(button, "callback_data")
			button["disabled"] = json.RawMessage("{}")
		}
	})
	return shown, ok
}

// keyboard and button are Telegram's own forms, without the empty fields that
// the library's would send.
type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

type button struct {
	Text string    `json:"text"`
	Data string    `json:"callback_data,omitempty"`
	URL  string    `json:"url,omitempty"`
	Copy *copyText `json:"copy_text,omitempty"` // nil copies nothing
}

// copyText is what a button copies.
type copyText struct {
	Text string `json:"text"`
}

func keys(rows [][]reply.Button) *keyboard {
	if len(rows) == 0 {
		return nil
	}
	k := &keyboard{Rows: make([][]button, len(rows))}
	for i, row := range rows {
		k.Rows[i] = make([]button, len(row))
		for j, b := range row {
			switch {
			case b.Link != "":
				k.Rows[i][j] = button{Text: b.Text(), URL: b.Link}
			case b.Copies != "":
				k.Rows[i][j] = button{Text: b.Text(), Copy: &copyText{b.Copies}}
			default:
				k.Rows[i][j] = button{Text: b.Text(), Data: b.Payload()}
			}
		}
	}
	return k
}
