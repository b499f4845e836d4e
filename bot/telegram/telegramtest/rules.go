package telegramtest

import (
	"cmp"
	"encoding/json"
	"regexp"
)

// combined refuses fields that do not go together, or not without another one,
// which the schema says in words alone.
func combined(method string, p params) *refusal {
	_, inline := p["inline_message_id"]
	_, chat := p["chat_id"]
	_, message := p["message_id"]
	_, mode := p["parse_mode"]
	switch {
	case edits[method] && inline == (chat || message):
		return wrong("message identifier is not specified, or specified in two ways")
	case edits[method] && !inline && !(chat && message):
		return wrong("message identifier is not specified")
	case mode && (p["entities"] != nil || p["caption_entities"] != nil):
		return wrong("can't use parse_mode and entities together")
	case (method == "sendMessage" || method == "editMessageText") && p["text"] == nil:
		return wrong("text is missing")
	}
	return combinedPreview(p["link_preview_options"])
}

// edits are the methods that name a message of a chat or of an inline answer.
var edits = map[string]bool{"editMessageText": true, "editMessageCaption": true, "editMessageMedia": true, "editMessageReplyMarkup": true}

// combinedPreview refuses a preview that is wanted in two ways.
func combinedPreview(raw json.RawMessage) *refusal {
	if raw == nil {
		return nil
	}
	var o struct {
		Disabled bool   `json:"is_disabled"`
		URL      string `json:"url"`
		Small    bool   `json:"prefer_small_media"`
		Large    bool   `json:"prefer_large_media"`
	}
	json.Unmarshal(raw, &o)
	if o.Small && o.Large || o.Disabled && (o.URL != "" || o.Small || o.Large) {
		return wrong("can't parse link preview options")
	}
	return nil
}

// previewed is the page that a message shows: the one that is asked for, else that
// of the first link; "" where previews are off or there is no link.
func previewed(p params) string {
	var o struct {
		Disabled bool   `json:"is_disabled"`
		URL      string `json:"url"`
	}
	json.Unmarshal(p["link_preview_options"], &o)
	if o.Disabled {
		return ""
	}
	return cmp.Or(o.URL, firstLink.FindString(p.text("text")))
}

var firstLink = regexp.MustCompile(`https?://[^\s"<]+`)
