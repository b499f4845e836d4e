package telegramtest

import (
	"bytes"
	"encoding/json"
	"errors"
)

// A kind is what a field of a request holds.
type kind struct {
	text bool // a form gives it as it is, not as JSON
	fits func(json.RawMessage) bool
}

var (
	textKind   = kind{text: true, fits: fits[string]}
	numberKind = kind{fits: fits[int64]}
	truthKind  = kind{fits: fits[bool]}
)

// kinds are those of all fields that the bot uses today.
var kinds = map[string]kind{
	"allowed_updates":      {fits: fits[[]string]},
	"callback_query_id":    textKind,
	"caption":              textKind,
	"chat_id":              numberKind,
	"commands":             {fits: fits[[]menuRow]},
	"disable_notification": truthKind,
	"drop_pending_updates": truthKind,
	"language_code":        textKind,
	"limit":                numberKind,
	"link_preview_options": {fits: fits[linkPreview]},
	"media":                {fits: fits[inputMedia]},
	"message_id":           numberKind,
	"message_thread_id":    numberKind,
	"offset":               numberKind,
	"parse_mode":           textKind,
	"photo":                textKind,
	"protect_content":      truthKind,
	"reply_markup":         {fits: fits[markup]},
	"reply_parameters":     {fits: fits[replyParameters]},
	"scope":                {fits: fits[menuScope]},
	"show_alert":           truthKind,
	"text":                 textKind,
	"timeout":              numberKind,
	"url":                  textKind,
	"user_id":              numberKind,
}

type menuRow struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

type inputMedia struct {
	Type      string `json:"type"`
	Media     string `json:"media"`
	Caption   string `json:"caption"`
	ParseMode string `json:"parse_mode"`
}

type menuScope struct {
	Type string `json:"type"`
}

type linkPreview struct {
	Disabled bool `json:"is_disabled"`
}

type replyParameters struct {
	ID      int  `json:"message_id"`
	Without bool `json:"allow_sending_without_reply"`
}

// A markup holds its buttons by their fields, so that each can be looked at.
type markup struct {
	Rows    [][]map[string]string `json:"inline_keyboard"`
	Asks    [][]askButton         `json:"keyboard"`
	Resize  bool                  `json:"resize_keyboard"`
	OneTime bool                  `json:"one_time_keyboard"`
}

// An askButton tells the bot where somebody is.
type askButton struct {
	Text     string `json:"text"`
	Location bool   `json:"request_location"`
}

// fits tells whether JSON holds a value of a type, and nothing beside it.
func fits[T any](raw json.RawMessage) bool {
	if string(raw) == "null" {
		return false
	}
	var value T
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	return dec.Decode(&value) == nil
}

// formValue makes JSON of a form's text, which is JSON already where its field
// does not hold a text.
func formValue(field, value string) json.RawMessage {
	if k, known := kinds[field]; known && !k.text && json.Valid([]byte(value)) {
		return json.RawMessage(value)
	}
	quoted, _ := json.Marshal(value)
	return quoted
}

// checkKinds refuses a field that holds something else than it should.
func (p params) checkKinds() error {
	for field, raw := range p {
		if k, known := kinds[field]; known && !k.fits(raw) {
			return errors.New("can't parse " + field)
		}
	}
	return nil
}
