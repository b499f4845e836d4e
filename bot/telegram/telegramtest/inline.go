package telegramtest

import (
	"encoding/json"
	"fmt"
	"strings"
)

// An Offer is what somebody was offered who typed the bot's name in another chat.
type Offer struct {
	Articles []Article
	Button   string // above them; "" is none
	Personal bool
	Cache    int // seconds
}

// An Article is one of what is offered.
type Article struct {
	ID, Title, About string
	HTML, Text       string
	Buttons          [][]Button
	Preview          string // the page that is shown with it; "" is none
	Photo            string // the address of its picture, below which the text stands; "" is none
}

// maxResults is how many are offered at most.
const maxResults = 50

// searches are what people type behind the bot's name, in chats of which it knows nothing.
type searches struct {
	*people
	all    map[string]*Offer // by the id of what was typed; nil is not answered yet
	newest string            // of all
}

// Search makes somebody type there.
func (s *searches) Search(person int64, typed string) {
	defer s.state.Change()()
	s.newest = fmt.Sprintf("iq%d", len(s.all)+1)
	s.all[s.newest] = nil
	s.updateQueue.push("inline_query", map[string]any{"id": s.newest, "from": personJSON(person), "query": typed, "offset": "", "chat_type": "private"})
}

// Offered is what the newest search has found; nil is not answered yet.
func (s *searches) Offered() *Offer {
	s.state.Lock()
	defer s.state.Unlock()
	return s.all[s.newest]
}

// PressElsewhere makes somebody press a button under a message that was sent with the
// bot's help.
func (s *searches) PressElsewhere(person int64, data string) {
	defer s.state.Change()()
	id := fmt.Sprintf("cb%d", len(s.callbacks)+1)
	s.callbacks[id] = false
	s.updateQueue.push("callback_query", map[string]any{
		"id": id, "from": personJSON(person), "chat_instance": "2", "data": data, "inline_message_id": "AgAAAElsewhere",
	})
}

func (s *searches) answerInlineQuery(p params) (any, *refusal) {
	id := p.text("inline_query_id")
	before, known := s.all[id]
	switch {
	case !known:
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	case before != nil:
		return nil, wrong("query was answered already")
	}
	o := &Offer{Personal: p.flag("is_personal"), Cache: int(p.int("cache_time")), Articles: []Article{}}
	var results []params
	json.Unmarshal(p["results"], &results)
	if len(results) > maxResults {
		return nil, wrong("RESULTS_TOO_MUCH")
	}
	seen := map[string]bool{}
	for _, r := range results {
		a, refused := readArticle(r)
		if refused == nil && seen[a.ID] {
			refused = wrong("RESULT_ID_DUPLICATE")
		}
		if refused != nil {
			return nil, refused
		}
		seen[a.ID] = true
		o.Articles = append(o.Articles, a)
	}
	if p["button"] != nil {
		var button params
		json.Unmarshal(p["button"], &button)
		if !startForm.MatchString(button.text("start_parameter")) {
			return nil, wrong("START_PARAM_INVALID")
		}
		o.Button = button.text("text")
	}
	s.all[id] = o
	return true, nil
}

// readPhoto reads a message with a picture.
func readPhoto(r params) (a Article, refused *refusal) {
	a = Article{ID: r.text("id"), Title: r.text("title"), About: r.text("description"), HTML: r.text("caption"), Photo: r.text("photo_url")}
	for _, field := range []string{"photo_url", "thumbnail_url"} {
		if address := r.text(field); !strings.HasPrefix(address, "https://") || !strings.HasSuffix(address, ".jpg") {
			return a, wrong("PHOTO_INVALID: no JPEG behind https in %s", field)
		}
	}
	if a.Text, refused = readHTML(a.HTML, r.text("parse_mode")); refused != nil {
		return a, refused
	}
	if utf16Len(a.Text) > maxCaption {
		return a, wrong("MEDIA_CAPTION_TOO_LONG")
	}
	a.Buttons, refused = readKeyboard(r["reply_markup"])
	return a, refused
}

// readArticle reads one, as strictly as a message.
func readArticle(r params) (Article, *refusal) {
	if r.text("type") == "photo" {
		return readPhoto(r)
	}
	var content params
	json.Unmarshal(r["input_message_content"], &content)
	a := Article{ID: r.text("id"), Title: r.text("title"), About: r.text("description"), HTML: content.text("message_text")}
	if r.text("type") != "article" || content["message_text"] == nil {
		return a, wrong("this bot offers texts alone")
	}
	if refused := combinedPreview(content["link_preview_options"]); refused != nil {
		return a, refused
	}
	var shown struct {
		URL string `json:"url"`
	}
	json.Unmarshal(content["link_preview_options"], &shown)
	a.Preview = shown.URL
	text, refused := readHTML(a.HTML, content.text("parse_mode"))
	switch n := utf16Len(text); {
	case refused != nil:
		return a, refused
	case n == 0 || n > 4096:
		return a, wrong("MESSAGE_TOO_LONG")
	case a.ID == "" || len(a.ID) > 64 || a.Title == "":
		return a, wrong("RESULT_ID_INVALID")
	}
	a.Text = text
	a.Buttons, refused = readKeyboard(r["reply_markup"])
	return a, refused
}
