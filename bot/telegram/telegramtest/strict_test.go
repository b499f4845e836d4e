package telegramtest

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// call asks a method with JSON and returns the description of the refusal; ""
// where it was accepted.
func call(t *testing.T, s *Server, method string, fields map[string]any) string {
	t.Helper()
	body, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return post(t, s, method, "application/json", body)
}

// post asks a method with a body that is declared to be of a type.
func post(t *testing.T, s *Server, method, declared string, body []byte) string {
	t.Helper()
	res, err := http.Post(s.URL()+"/bot"+Token+"/"+method, declared, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var answer struct{ Description string }
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return answer.Description
}

func TestItIsAsStrictAsTelegram(t *testing.T) {
	s := New()
	defer s.Close()
	s.Person(7)
	with := func(more map[string]any) map[string]any {
		fields := map[string]any{"chat_id": 7, "text": "hello", "parse_mode": "HTML"}
		for k, v := range more {
			fields[k] = v
		}
		return fields
	}
	keys := func(b map[string]string) map[string]any {
		return map[string]any{"reply_markup": map[string]any{"inline_keyboard": [][]map[string]string{{b}}}}
	}
	photo := func(more map[string]any) map[string]any {
		all := map[string]any{"chat_id": 7, "photo": "https://example.org/a.jpg", "caption": "A door.", "parse_mode": "HTML"}
		maps.Copy(all, more)
		return all
	}
	for _, tt := range []struct {
		what, method string
		fields       map[string]any
		want         string
	}{
		{"a plain message", "sendMessage", with(nil), ""},
		{"an unknown method", "sendPigeon", nil, "Not Found"},
		{"an unknown field", "sendMessage", with(map[string]any{"colour": "red"}), "not known"},
		{"a missing field", "sendMessage", map[string]any{"chat_id": 7}, "text is missing"},
		{"a chat that is not there", "sendMessage", with(map[string]any{"chat_id": 8}), "chat not found"},
		{"an empty text", "sendMessage", with(map[string]any{"text": " "}), "empty"},
		{"a long text", "sendMessage", with(map[string]any{"text": strings.Repeat("a", 4097)}), "too long"},
		{"the longest text", "sendMessage", with(map[string]any{"text": "<b>" + strings.Repeat("a", 4096) + "</b>"}), ""},
		{"an open tag", "sendMessage", with(map[string]any{"text": "<b>x"}), "can't find end tag"},
		{"a wrong tag", "sendMessage", with(map[string]any{"text": "<h1>x</h1>"}), "unsupported start tag"},
		{"tags that cross", "sendMessage", with(map[string]any{"text": "<b><i>x</b></i>"}), "unexpected end tag"},
		{"a bare &", "sendMessage", with(map[string]any{"text": "a & b"}), "not escaped"},
		{"a dangerous link", "sendMessage", with(map[string]any{"text": `<a href="javascript:x">x</a>`}), "can't parse entities"},
		{"a topic that is not there", "sendMessage", with(map[string]any{"message_thread_id": 5}), "thread not found"},
		{"long button data", "sendMessage", with(keys(map[string]string{"text": "x", "callback_data": strings.Repeat("a", 65)})), "BUTTON_DATA_INVALID"},
		{"a button that does nothing", "sendMessage", with(keys(map[string]string{"text": "x"})), "only one kind"},
		{"a button that does two things", "sendMessage", with(keys(map[string]string{"text": "x", "callback_data": "a", "url": "https://a.b"})), "only one kind"},
		{"a number as a text", "sendMessage", with(map[string]any{"text": 7}), "can't parse text"},
		{"a text as a number", "sendMessage", with(map[string]any{"chat_id": "7"}), "can't parse chat_id"},
		{"half a number", "sendMessage", with(map[string]any{"message_thread_id": 1.5}), "can't parse message_thread_id"},
		{"nothing as a text", "sendMessage", with(map[string]any{"text": nil}), "can't parse text"},
		{"a number as a truth", "answerCallbackQuery", map[string]any{"callback_query_id": "x", "show_alert": 1}, "can't parse show_alert"},
		{"a preview with an unknown field", "sendMessage", with(map[string]any{"link_preview_options": map[string]any{"colour": "red"}}), "can't parse link_preview_options"},
		{"a reply to a text", "sendMessage", with(map[string]any{"reply_parameters": map[string]any{"message_id": "1"}}), "can't parse reply_parameters"},
		{"a keyboard with an unknown field", "sendMessage", with(map[string]any{"reply_markup": map[string]any{"colour": []any{}}}), "can't parse reply_markup"},
		{"a picture by its address", "sendPhoto", photo(nil), ""},
		{"a picture that is not there", "sendPhoto", photo(map[string]any{"photo": "photo-99"}), "wrong file identifier"},
		{"a picture that is none", "sendPhoto", photo(map[string]any{"photo": upload + "bm8="}), "IMAGE_PROCESS_FAILED"},
		{"a long caption", "sendPhoto", photo(map[string]any{"caption": strings.Repeat("a", 1025)}), "caption is too long"},
		{"a caption as long as it may be", "sendPhoto", photo(map[string]any{"caption": strings.Repeat("&amp;", 1024)}), ""},
		{"a picture that belongs to a text", "sendPhoto", photo(map[string]any{"text": "a"}), "not known"},
		{"a location in two ways", "sendMessage", with(map[string]any{"reply_markup": map[string]any{"keyboard": []any{[]any{map[string]any{"text": "a", "request_location": true}}}}}), "can't parse reply keyboard"},
		{"an edit of nothing", "editMessageText", with(map[string]any{"message_id": 1}), "not found"},
		{"an answer to no press", "answerCallbackQuery", map[string]any{"callback_query_id": "x"}, "invalid"},
		{"a command in capitals", "setMyCommands", map[string]any{"commands": []map[string]string{{"command": "Pray", "description": "x"}}}, "BOT_COMMAND_INVALID"},
	} {
		got := call(t, s, tt.method, tt.fields)
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.what, got, tt.want)
		}
	}
}

func TestABodyIsReadAsWhatItIsDeclaredToBe(t *testing.T) {
	s := New()
	defer s.Close()
	s.Person(7)
	form := url.Values{"chat_id": {"7"}, "text": {"7"}, "parse_mode": {"HTML"}}
	wrong := url.Values{"chat_id": {"seven"}, "text": {"7"}, "parse_mode": {"HTML"}}
	for _, tt := range []struct{ what, declared, body, want string }{
		{"JSON", "application/json", hello, ""},
		{"JSON with its letters", "application/json; charset=utf-8", hello, ""},
		{"a form", "application/x-www-form-urlencoded", form.Encode(), ""},
		{"a form with a text as a number", "application/x-www-form-urlencoded", wrong.Encode(), "can't parse chat_id"},
		{"JSON declared as a form", "application/x-www-form-urlencoded", hello, "chat_id is missing"},
		{"JSON declared as text", "text/plain", hello, "chat_id is missing"},
		{"JSON declared as something like it", "application/jsonp", hello, "chat_id is missing"},
		{"JSON that is not declared", "", hello, "chat_id is missing"},
		{"half a JSON", "application/json", hello[:20], "can't parse JSON"},
		{"JSON that goes on", "application/json", hello + hello, "can't parse JSON"},
		{"a list", "application/json", "[" + hello + "]", "can't parse JSON"},
	} {
		if got := post(t, s, "sendMessage", tt.declared, []byte(tt.body)); tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.what, got, tt.want)
		}
	}
}

func TestAMessageIsDeletedForTwoDays(t *testing.T) {
	s := New()
	defer s.Close()
	s.Person(7)
	remove := func(want string) {
		t.Helper()
		all := s.Messages(7)
		fields := map[string]any{"chat_id": 7, "message_id": 1}
		if len(all) > 0 {
			fields["message_id"] = all[len(all)-1].ID
		}
		if got := call(t, s, "deleteMessage", fields); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	remove("not found")
	for range 2 {
		call(t, s, "sendMessage", map[string]any{"chat_id": 7, "text": "hello", "parse_mode": "HTML"})
	}
	remove("")
	s.Age(47 * time.Hour)
	remove("")
	call(t, s, "sendMessage", map[string]any{"chat_id": 7, "text": "hello", "parse_mode": "HTML"})
	s.Age(48 * time.Hour)
	remove("can't be deleted")
}

func TestTheTokenIsChecked(t *testing.T) {
	s := New()
	defer s.Close()
	res, err := http.Get(s.URL() + "/bot1:wrong/getMe")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusUnauthorized {
		t.Errorf("got %d", res.StatusCode)
	}
}

func TestTheLimitsAreEnforced(t *testing.T) {
	s := New()
	defer s.Close()
	s.EnforceLimits()
	s.Person(7)
	hello := map[string]any{"chat_id": 7, "text": "hello", "parse_mode": "HTML"}
	if got := call(t, s, "sendMessage", hello); got != "" {
		t.Fatal(got)
	}
	if got := call(t, s, "sendMessage", hello); !strings.Contains(got, "retry after") {
		t.Errorf("the second message within a second: %q", got)
	}
}

func TestAPressOpensTheBotItselfAndNothingElse(t *testing.T) {
	s := New()
	defer s.Close()
	s.Person(7)
	if refused := call(t, s, "sendMessage", map[string]any{"chat_id": 7, "text": "hello", "parse_mode": "HTML"}); refused != "" {
		t.Fatal(refused)
	}
	s.PressData(7, 7, "x")
	const own = "https://t.me/" + BotName + "?start="
	for _, address := range []string{"https://example.org", "https://t.me/other?start=x", own, own + "a=b", own + strings.Repeat("a", 65), "https://t.me/" + BotName} {
		if refused := call(t, s, "answerCallbackQuery", map[string]any{"callback_query_id": "cb1", "url": address}); !strings.Contains(refused, "URL_INVALID") {
			t.Errorf("%s: %q", address, refused)
		}
	}
	if refused := call(t, s, "answerCallbackQuery", map[string]any{"callback_query_id": "cb1", "url": own + "c_NG"}); refused != "" {
		t.Error(refused)
	}
}
