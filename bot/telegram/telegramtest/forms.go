package telegramtest

import "encoding/json"

// What the fields of a request hold, as far as it is looked at. Their form is
// checked before, by the schema.

type menuRow struct {
	Command     string `json:"command"`
	Description string `json:"description"`
	Ephemeral   bool   `json:"is_ephemeral"`
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

type replyParameters struct {
	ID        int  `json:"message_id"`
	Ephemeral int  `json:"ephemeral_message_id"` // instead of ID
	Without   bool `json:"allow_sending_without_reply"`
}

// A markup holds its buttons by their fields, so that each can be looked at.
type markup struct {
	Rows    [][]params    `json:"inline_keyboard"`
	Asks    [][]askButton `json:"keyboard"`
	OneTime bool          `json:"one_time_keyboard"`
	Remove  bool          `json:"remove_keyboard"`
	Reply   bool          `json:"force_reply"`
}

// An askButton tells the bot where somebody is, or which channel they mean.
type askButton struct {
	Text     string      `json:"text"`
	Location bool        `json:"request_location"`
	Chat     *askChannel `json:"request_chat"`
}

// An askChannel is what Telegram shall list.
type askChannel struct {
	Channel bool `json:"chat_is_channel"`
	Member  bool `json:"bot_is_member"`
	Rights  struct {
		Post bool `json:"can_post_messages"`
	} `json:"user_administrator_rights"`
}

// formValue makes JSON of a form's text, which is JSON already where its field
// does not hold a text.
func formValue(method, field, value string) json.RawMessage {
	if !published().isText(method, field) && json.Valid([]byte(value)) {
		return json.RawMessage(value)
	}
	quoted, _ := json.Marshal(value)
	return quoted
}
