package telegramtest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

func (s *Server) getMe(params) (any, *refusal) {
	return map[string]any{"id": BotID, "is_bot": true, "first_name": "Prayer", "username": BotName}, nil
}

// SetWebhook makes polling impossible until the webhook is deleted.
func (s *Server) SetWebhook(url string) {
	defer s.lock()()
	s.webhook = url
}

func (s *Server) getWebhookInfo(params) (any, *refusal) {
	return map[string]any{"url": s.webhook, "has_custom_certificate": false, "pending_update_count": len(s.updates)}, nil
}

func (s *Server) deleteWebhook(params) (any, *refusal) {
	s.webhook = ""
	return true, nil
}

// target finds the chat that the bot wants to write to, and refuses as Telegram
// does.
func (s *Server) target(p params) (*Chat, *refusal) {
	c := s.chats[p.int("chat_id")]
	switch {
	case c == nil:
		return nil, bad("chat not found")
	case c.MovedTo != 0:
		return nil, &refusal{400, "Bad Request: group chat was upgraded to a supergroup chat", map[string]any{"migrate_to_chat_id": c.MovedTo}}
	case c.Blocked && c.Type == "private":
		return nil, &refusal{code: 403, description: "Forbidden: bot was blocked by the user"}
	case c.Blocked:
		return nil, &refusal{code: 403, description: "Forbidden: bot was kicked from the supergroup chat"}
	case c.Muted:
		return nil, bad("not enough rights to send text messages to the chat")
	}
	thread := int(p.int("message_thread_id"))
	if thread != 0 && c.Topics[thread] == 0 {
		return nil, bad("message thread not found")
	}
	return c, nil
}

// content reads text and buttons, as strictly as Telegram.
func (s *Server) content(p params) (html, text string, buttons [][]Button, refused *refusal) {
	html = p.text("text")
	if p.text("parse_mode") != "HTML" {
		return "", "", nil, bad("this bot writes HTML")
	}
	text, err := parseHTML(html)
	if err != nil {
		return "", "", nil, bad("can't parse entities: %v", err)
	}
	switch n := utf16Len(text); {
	case n == 0:
		return "", "", nil, bad("message text is empty")
	case n > 4096:
		return "", "", nil, bad("message is too long")
	}
	buttons, refused = readKeyboard(p["reply_markup"])
	return html, text, buttons, refused
}

func readKeyboard(raw json.RawMessage) ([][]Button, *refusal) {
	if raw == nil {
		return nil, nil
	}
	var k markup
	if err := json.Unmarshal(raw, &k); err != nil {
		return nil, bad("can't parse reply keyboard markup JSON object")
	}
	var rows [][]Button
	total := 0
	for _, row := range k.Rows {
		var buttons []Button
		for _, b := range row {
			total++
			if refused := checkButton(b); refused != nil {
				return nil, refused
			}
			buttons = append(buttons, Button{b["text"], b["callback_data"], b["url"]})
		}
		if len(row) == 0 || len(row) > 8 || total > 100 {
			return nil, bad("reply markup is too long")
		}
		rows = append(rows, buttons)
	}
	return rows, nil
}

func checkButton(b map[string]string) *refusal {
	data, hasData := b["callback_data"]
	_, hasURL := b["url"]
	switch {
	case b["text"] == "":
		return bad("text buttons must be non-empty")
	case hasData == hasURL || len(b) != 2:
		return bad("text buttons are allowed only one kind of action")
	case hasData && (len(data) < 1 || len(data) > 64):
		return bad("BUTTON_DATA_INVALID")
	}
	return nil
}

func (s *Server) sendMessage(p params) (any, *refusal) {
	c, refused := s.target(p)
	if refused != nil {
		return nil, refused
	}
	if refused := s.checkRate(c, time.Now()); refused != nil {
		return nil, refused
	}
	html, text, buttons, refused := s.content(p)
	if refused != nil {
		return nil, refused
	}
	var reply replyParameters
	if raw := p["reply_parameters"]; raw != nil {
		json.Unmarshal(raw, &reply)
	}
	m := &Message{
		ID: s.nextMessage() + 1, Chat: c.ID, Thread: int(p.int("message_thread_id")), HTML: html, Text: text,
		Buttons: buttons, ReplyTo: reply.ID, Silent: p.flag("disable_notification"), Protected: p.flag("protect_content"),
	}
	s.keep(m)
	return messageJSON(m, c), nil
}

func messageJSON(m *Message, c *Chat) map[string]any {
	return map[string]any{"message_id": m.ID, "date": m.At.Unix(), "chat": chatJSON(c), "text": m.Text}
}

func (s *Server) editMessageText(p params) (any, *refusal) {
	c, refused := s.target(p)
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
		if m.Text == text && fmt.Sprint(m.Buttons) == fmt.Sprint(buttons) {
			return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
		}
		m.HTML, m.Text, m.Buttons = html, text, buttons
		m.Edited++
		return messageJSON(m, c), nil
	}
	return nil, bad("message to edit not found")
}

func (s *Server) answerCallbackQuery(p params) (any, *refusal) {
	id, text := p.text("callback_query_id"), p.text("text")
	answered, known := s.callbacks[id]
	switch {
	case !known:
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	case answered:
		return nil, bad("query was answered already")
	case p["text"] != nil && utf16Len(text) > 200:
		return nil, bad("MESSAGE_TOO_LONG")
	case p["url"] != nil && !opens(p.text("url")):
		return nil, bad("URL_INVALID")
	}
	s.callbacks[id] = true
	if p["url"] != nil {
		s.opened = append(s.opened, p.text("url"))
	}
	if p["text"] == nil {
		text = ""
	}
	s.toasts = append(s.toasts, text)
	return true, nil
}

// opens tells whether an address may answer a press: that of the bot itself with
// what it is started with.
func opens(address string) bool {
	start, is := strings.CutPrefix(address, startAddress)
	return is && startForm.MatchString(start)
}

// Opened are the addresses with which presses of buttons were answered.
func (s *Server) Opened() []string {
	s.state.Lock()
	defer s.state.Unlock()
	return append([]string(nil), s.opened...)
}

func (s *Server) getChat(p params) (any, *refusal) {
	c := s.chats[p.int("chat_id")]
	switch {
	case c == nil:
		return nil, bad("chat not found")
	case c.Blocked:
		return nil, &refusal{code: 403, description: "Forbidden: bot was kicked from the supergroup chat"}
	}
	return chatJSON(c), nil
}

// Unanswered counts the presses of buttons that were not answered.
func (s *Server) Unanswered() int {
	s.state.Lock()
	defer s.state.Unlock()
	n := 0
	for _, answered := range s.callbacks {
		if !answered {
			n++
		}
	}
	return n
}

func (s *Server) getChatMember(p params) (any, *refusal) {
	c := s.chats[p.int("chat_id")]
	if c == nil {
		return nil, bad("chat not found")
	}
	status := c.Members[p.int("user_id")]
	if status == "" {
		status = "left"
	}
	return map[string]any{"status": status, "user": personJSON(p.int("user_id"))}, nil
}

// scopeOf is the type of a scope; "default" where none is given.
func scopeOf(p params) string {
	var scope menuScope
	if json.Unmarshal(p["scope"], &scope) != nil || scope.Type == "" {
		return "default"
	}
	return scope.Type
}

func (s *Server) getMyCommands(p params) (any, *refusal) {
	if menu := s.menus[scopeOf(p)]; menu != nil {
		return menu, nil
	}
	return []any{}, nil
}

var commandForm = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

func (s *Server) setMyCommands(p params) (any, *refusal) {
	var menu []menuRow
	if json.Unmarshal(p["commands"], &menu) != nil || len(menu) > 100 {
		return nil, bad("can't parse commands")
	}
	for _, c := range menu {
		if !commandForm.MatchString(c.Command) {
			return nil, bad("BOT_COMMAND_INVALID")
		}
		if n := utf8.RuneCountInString(c.Description); n < 1 || n > 256 {
			return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.menus[scopeOf(p)] = p["commands"]
	return true, nil
}

// checkRate answers 429 past the documented limits.
func (s *Server) checkRate(c *Chat, now time.Time) *refusal {
	if !s.limits {
		return nil
	}
	s.sentAt = recent(s.sentAt, now, time.Second)
	minute := recent(s.sentTo[c.ID], now, time.Minute)
	second := recent(minute, now, time.Second)
	if len(s.sentAt) >= 30 || len(second) >= 1 && c.Type == "private" || c.ID < 0 && len(minute) >= 20 {
		return &refusal{429, "Too Many Requests: retry after 1", map[string]any{"retry_after": 1}}
	}
	s.sentAt = append(s.sentAt, now)
	s.sentTo[c.ID] = append(minute, now)
	return nil
}

func recent(times []time.Time, now time.Time, span time.Duration) []time.Time {
	for len(times) > 0 && now.Sub(times[0]) >= span {
		times = times[1:]
	}
	return times
}
