package telegramtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"prayerbot/bot/adapter/fake"
)

// refusal is an answer with ok false.
type refusal struct {
	code        int
	description string
	parameters  map[string]any
	wrong       bool // what was asked breaks a rule, whatever the state of the chats
}

// bad refuses what the state of the chats does not allow: a good bot meets it too.
func bad(format string, args ...any) *refusal {
	return &refusal{code: 400, description: "Bad Request: " + fmt.Sprintf(format, args...)}
}

// wrong refuses what no good bot asks.
func wrong(format string, args ...any) *refusal {
	r := bad(format, args...)
	r.wrong = true
	return r
}

// A method is what a method of the API does.
type method func(*Server, params) (any, *refusal)

var methods = map[string]method{
	"getMe":                    (*Server).getMe,
	"getWebhookInfo":           (*Server).getWebhookInfo,
	"deleteWebhook":            (*Server).deleteWebhook,
	"sendMessage":              (*Server).send,
	"sendPhoto":                (*Server).sendPhoto,
	"editMessageText":          (*Server).editMessageText,
	"editMessageReplyMarkup":   (*Server).editMessageReplyMarkup,
	"editMessageMedia":         (*Server).editMessageMedia,
	"editMessageCaption":       (*Server).editMessageCaption,
	"editEphemeralMessageText": (*Server).editEphemeralMessageText,
	"deleteEphemeralMessage":   (*Server).deleteEphemeralMessage,
	"deleteMessage":            (*Server).deleteMessage,
	"answerCallbackQuery":      (*Server).answerCallbackQuery,
	"answerInlineQuery":        (*Server).answerInlineQuery,
	"setMessageReaction":       (*Server).setMessageReaction,
	"getChat":                  (*Server).getChat,
	"getChatMember":            (*Server).getChatMember,
	"getChatAdministrators":    (*Server).getChatAdministrators,
	"getMyCommands":            (*Server).getMyCommands,
	"setMyCommands":            (*Server).setMyCommands,
	"setWebhook":               (*Server).setWebhook,
	"getMyDescription":         (*Server).getMyDescription,
	"setMyDescription":         (*Server).setMyDescription,
	"getMyShortDescription":    (*Server).getMyShortDescription,
	"setMyShortDescription":    (*Server).setMyShortDescription,
}

// serve answers one request.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	came := s.rateLimits.moment()
	rest, ok := strings.CutPrefix(r.URL.Path, "/bot"+s.tokenNow()+"/")
	if !ok {
		answer(w, nil, &refusal{code: 401, description: "Unauthorized"})
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		fake.Cut(w) // who asked was killed in the middle of it: that breaks no rule
		return
	}
	p, err := readParams(r, body, rest)
	if err != nil {
		refused := wrong("%v", err)
		s.violations.note(rest, refused)
		answer(w, nil, refused)
		return
	}
	s.state.Lock()
	s.calls[rest]++
	fault := s.takeFault(rest, p.int("chat_id"))
	delay := s.delay
	s.state.Unlock()
	if fault != nil && !fault.Accept && fault.Hang == 0 {
		fail(w, r, fault)
		return
	}
	if rest == "getUpdates" {
		s.getUpdates(w, r, p)
		return
	}
	sends := rest == "sendMessage" || rest == "sendPhoto"
	if sends {
		time.Sleep(delay)
		if !s.Arrives() {
			fake.Cut(w)
			return
		}
	}
	result, refused := s.call(rest, p, entry{fake.ListenerOf(r), came})
	if sends {
		time.Sleep(delay)
	}
	if fault != nil {
		fail(w, r, fault)
		return
	}
	answer(w, result, refused)
}

// call checks the fields and does what the method does. What breaks a rule is
// noted.
func (s *Server) call(name string, p params, e entry) (result any, refused *refusal) {
	defer func() { s.violations.note(name, refused) }()
	do, known := methods[name]
	if !known {
		return nil, &refusal{code: 404, description: "Not Found", wrong: true}
	}
	if err := published().check(name, p); err != nil {
		return nil, wrong("%v", err)
	}
	if refused := combined(name, p); refused != nil {
		return nil, refused
	}
	defer s.state.Change()()
	s.entry = e
	return do(s, p)
}

func answer(w http.ResponseWriter, result any, refused *refusal) {
	w.Header().Set("Content-Type", "application/json")
	if refused == nil {
		json.NewEncoder(w).Encode(map[string]any{"ok": true, "result": result})
		return
	}
	w.WriteHeader(refused.code)
	body := map[string]any{"ok": false, "error_code": refused.code, "description": refused.description}
	if refused.parameters != nil {
		body["parameters"] = refused.parameters
	}
	json.NewEncoder(w).Encode(body)
}

// params are the fields of a request, each as JSON.
type params map[string]json.RawMessage

// readParams reads the body of a request, JSON or a form. What is declared to be
// neither holds no fields.
func readParams(r *http.Request, body []byte, method string) (params, error) {
	p := params{}
	switch form, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); form {
	case "application/json":
		if len(body) == 0 {
			return p, nil
		}
		if err := json.Unmarshal(body, &p); err != nil {
			return nil, errors.New("can't parse JSON")
		}
	case "multipart/form-data", "application/x-www-form-urlencoded":
		r.Body = io.NopCloser(bytes.NewReader(body))
		if err := r.ParseMultipartForm(1 << 20); err != nil && err != http.ErrNotMultipart && err != io.EOF && !strings.Contains(err.Error(), "EOF") { // #nosec G120 -- a server for tests
			return nil, err
		}
		for field, values := range r.Form {
			p[field] = formValue(method, field, values[0])
		}
		if err := p.takeFiles(r); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// int reads a whole number; 0 where it is not there or none.
func (p params) int(field string) int64 {
	var n json.Number
	json.Unmarshal(p[field], &n)
	i, _ := n.Int64()
	return i
}

// text reads a text; "" where it is not there.
func (p params) text(field string) string {
	var s string
	json.Unmarshal(p[field], &s)
	return s
}

func (s *Server) getMe(params) (any, *refusal) {
	return map[string]any{
		"id": BotID, "is_bot": true, "first_name": "Prayer", "username": BotName,
		"supports_inline_queries": !s.switches.noInline, "can_read_all_group_messages": s.switches.readsAll,
	}, nil
}

// switches are what a bot's owner turns on and off with @BotFather.
type switches struct{ noInline, readsAll bool }

// Switch sets whether the inline mode and the privacy mode are on, as both are at
// first.
func (s *Server) Switch(inline, privacy bool) {
	defer s.state.Change()()
	s.switches = switches{noInline: !inline, readsAll: !privacy}
}

// flag is a field that is true or false.
func (p params) flag(field string) bool { return string(p[field]) == "true" }
