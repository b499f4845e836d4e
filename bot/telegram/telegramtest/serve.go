package telegramtest

import (
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
}

func bad(format string, args ...any) *refusal {
	return &refusal{code: 400, description: "Bad Request: " + fmt.Sprintf(format, args...)}
}

// method is one method of the API: its fields, and what it does.
type method struct {
	fields string // those that may be given, parted by spaces; ! marks a required one
	do     func(*Server, params) (any, *refusal)
}

var methods = map[string]method{
	"getMe":               {"", (*Server).getMe},
	"getWebhookInfo":      {"", (*Server).getWebhookInfo},
	"deleteWebhook":       {"drop_pending_updates", (*Server).deleteWebhook},
	"sendMessage":         {"chat_id! message_thread_id text! parse_mode link_preview_options disable_notification protect_content reply_parameters reply_markup", (*Server).sendMessage},
	"sendPhoto":           {"chat_id! message_thread_id photo! caption parse_mode disable_notification protect_content reply_parameters reply_markup", (*Server).sendPhoto},
	"editMessageText":     {"chat_id! message_id! text! parse_mode link_preview_options reply_markup", (*Server).editMessageText},
	"editMessageMedia":    {"chat_id! message_id! media! picture reply_markup", (*Server).editMessageMedia},
	"editMessageCaption":  {"chat_id! message_id! caption parse_mode reply_markup", (*Server).editMessageCaption},
	"deleteMessage":       {"chat_id! message_id!", (*Server).deleteMessage},
	"answerCallbackQuery": {"callback_query_id! text show_alert url", (*Server).answerCallbackQuery},
	"getChat":             {"chat_id!", (*Server).getChat},
	"getChatMember":       {"chat_id! user_id!", (*Server).getChatMember},
	"getMyCommands":       {"scope language_code", (*Server).getMyCommands},
	"setMyCommands":       {"commands! scope language_code", (*Server).setMyCommands},
}

// serve answers one request.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	came := time.Now()
	rest, ok := strings.CutPrefix(r.URL.Path, "/bot"+s.tokenNow()+"/")
	if !ok {
		answer(w, nil, &refusal{code: 401, description: "Unauthorized"})
		return
	}
	p, err := readParams(r)
	if err != nil {
		answer(w, nil, bad("%v", err))
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

// call checks the fields and does what the method does.
func (s *Server) call(name string, p params, e entry) (any, *refusal) {
	m, known := methods[name]
	if !known {
		return nil, &refusal{code: 404, description: "Not Found"}
	}
	allowed := map[string]bool{}
	for _, f := range strings.Fields(m.fields) {
		field, required := strings.CutSuffix(f, "!")
		allowed[field] = true
		if _, given := p[field]; required && !given {
			return nil, bad("%s is missing", field)
		}
	}
	for field := range p {
		if !allowed[field] {
			return nil, bad("the field %s is not known", field)
		}
	}
	defer s.state.Change()()
	s.entry = e
	return m.do(s, p)
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

// readParams reads JSON or a form. What is declared to be neither holds no
// fields.
func readParams(r *http.Request) (params, error) {
	p := params{}
	switch form, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); form {
	case "application/json":
		data, err := io.ReadAll(r.Body)
		if err != nil || len(data) == 0 {
			return p, err
		}
		if err := json.Unmarshal(data, &p); err != nil {
			return nil, errors.New("can't parse JSON")
		}
	case "multipart/form-data", "application/x-www-form-urlencoded":
		if err := r.ParseMultipartForm(1 << 20); err != nil && err != http.ErrNotMultipart && err != io.EOF && !strings.Contains(err.Error(), "EOF") { // #nosec G120 -- a server for tests
			return nil, err
		}
		for field, values := range r.Form {
			p[field] = formValue(field, values[0])
		}
		if err := p.takeFiles(r); err != nil {
			return nil, err
		}
	}
	return p, p.checkKinds()
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
	return map[string]any{"id": BotID, "is_bot": true, "first_name": "Prayer", "username": BotName}, nil
}

// flag is a field that is true or false.
func (p params) flag(field string) bool { return string(p[field]) == "true" }
