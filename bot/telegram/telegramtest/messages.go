package telegramtest

import (
	"encoding/json"
	"fmt"
	"slices"
)

// content reads text and buttons, as strictly as Telegram. The HTML of a plain
// text is "".
func (s *ledger) content(p params) (html, text string, buttons [][]Button, refused *refusal) {
	html = p.text("text")
	mode := p.text("parse_mode")
	if text, refused = readHTML(html, mode); refused != nil {
		return "", "", nil, refused
	}
	if mode == "" {
		html = ""
	}
	switch n := utf16Len(text); {
	case n == 0:
		return "", "", nil, wrong("message text is empty")
	case n > 4096:
		return "", "", nil, wrong("message is too long")
	}
	buttons, refused = readKeyboard(p["reply_markup"])
	return html, text, buttons, refused
}

// readHTML gives the text of HTML, or of plain text, as readers see it.
func readHTML(html, mode string) (string, *refusal) {
	switch {
	case mode == "" || html == "":
		return html, nil
	case mode != "HTML":
		return "", wrong("unsupported parse_mode")
	}
	text, err := parseHTML(html)
	if err != nil {
		return "", wrong("can't parse entities: %v", err)
	}
	return text, nil
}

func readKeyboard(raw json.RawMessage) ([][]Button, *refusal) {
	if raw == nil {
		return nil, nil
	}
	var k markup
	if err := json.Unmarshal(raw, &k); err != nil {
		return nil, wrong("can't parse reply keyboard markup JSON object")
	}
	var rows [][]Button
	total := 0
	if k.Rows == nil && k.Asks == nil && !k.Remove && !k.Reply {
		return nil, wrong("can't parse reply keyboard markup JSON object")
	}
	for _, row := range k.Rows {
		var buttons []Button
		for _, b := range row {
			total++
			if refused := checkButton(b); refused != nil {
				return nil, refused
			}
			var copied struct{ Text string }
			json.Unmarshal(b["copy_text"], &copied)
			buttons = append(buttons, Button{Label: b.text("text"), Data: b.text("callback_data"), URL: b.text("url"), Disabled: b["disabled"] != nil, Copies: copied.Text})
		}
		if len(row) == 0 || len(row) > 8 || total > 100 {
			return nil, wrong("reply markup is too long")
		}
		rows = append(rows, buttons)
	}
	return rows, nil
}

// looks are the fields of a button that do nothing when it is pressed.
var looks = []string{"text", "icon_custom_emoji_id", "style"}

// checkButton refuses a button without a label, and one that does nothing or two
// things.
func checkButton(b params) *refusal {
	does := 0
	for field := range b {
		if !slices.Contains(looks, field) {
			does++
		}
	}
	switch {
	case b.text("text") == "":
		return wrong("text buttons must be non-empty")
	case does != 1:
		return wrong("text buttons are allowed only one kind of action")
	}
	return nil
}

func (s *ledger) sendMessage(p params) (any, *refusal) {
	c, refused := s.directory.target(p)
	if refused != nil {
		return nil, refused
	}
	if refused := s.rateLimits.checkRate(c, s.entry.at); refused != nil {
		return nil, refused
	}
	html, text, buttons, refused := s.content(p)
	if refused != nil {
		return nil, refused
	}
	asks, refused := readAsk(p["reply_markup"], c)
	if refused != nil {
		return nil, refused
	}
	var reply replyParameters
	if raw := p["reply_parameters"]; raw != nil {
		json.Unmarshal(raw, &reply)
	}
	m := &Message{
		ID: s.nextMessage() + 1, Chat: c.ID, Thread: int(p.int("message_thread_id")), HTML: html, Text: text,
		Buttons: buttons, Asks: asks, ReplyTo: reply.ID, Preview: previewed(p), Silent: p.flag("disable_notification"), Protected: p.flag("protect_content"),
	}
	s.keep(m)
	s.bring(m)
	return messageJSON(m, c), nil
}

func messageJSON(m *Message, c *Chat) map[string]any {
	all := map[string]any{"message_id": m.ID, "date": m.At.Unix(), "chat": chatJSON(c)}
	m.addContent(all)
	return all
}

func (s *ledger) editMessageText(p params) (any, *refusal) {
	c, refused := s.directory.target(p)
	if refused != nil {
		return nil, refused
	}
	html, text, buttons, refused := s.content(p)
	if refused != nil {
		return nil, refused
	}
	for _, m := range s.byChat[c.ID] {
		if m.ID != int(p.int("message_id")) {
			continue
		}
		if m.Forwarded != 0 {
			return nil, bad("message can't be edited")
		}
		if m.Photo != nil {
			return nil, bad("there is no text in the message to edit")
		}
		if m.Text == text && fmt.Sprint(m.Buttons) == fmt.Sprint(buttons) {
			return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
		}
		m.HTML, m.Text, m.Buttons, m.Preview = html, text, buttons, previewed(p)
		m.Edited++
		return messageJSON(m, c), nil
	}
	return nil, bad("message to edit not found")
}
