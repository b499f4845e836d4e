package telegramtest

import (
	"strings"
	"testing"
	"time"
)

func TestEphemeralMessagesKeepTheirRules(t *testing.T) {
	t.Parallel()
	s := New()
	defer s.Close()
	now := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	s.KeepTime(func() time.Time { return now })
	s.Person(7)
	s.Group(-1, 7, 8)
	s.BasicGroup(-2, 7)
	alone := func(chat, person int64, callback string, more map[string]any) map[string]any {
		to := map[string]any{"receiver_user_id": person}
		if callback != "" {
			to["callback_query_id"] = callback
		}
		fields := map[string]any{"chat_id": chat, "text": "For you.", "ephemeral_message_parameters": to}
		for k, v := range more {
			fields[k] = v
		}
		return fields
	}
	button := map[string]any{"reply_markup": map[string]any{"inline_keyboard": [][]map[string]string{{{"text": "Go", "callback_data": "1 go"}}}}}
	call(t, s, "sendMessage", map[string]any{"chat_id": -1, "text": "Menu", "reply_markup": button["reply_markup"]})
	m := s.Messages(-1)[0]
	for range 3 {
		s.PressOf(7, m, "1 go") // cb1, cb2, cb3
	}
	call(t, s, "answerCallbackQuery", map[string]any{"callback_query_id": "cb2"})
	s.SayEphemeral(-1, 8, "/settings") // is number 1
	of := func(chat, person int64, id int, more map[string]any) map[string]any {
		fields := map[string]any{"chat_id": chat, "receiver_user_id": person, "ephemeral_message_id": id}
		for k, v := range more {
			fields[k] = v
		}
		return fields
	}
	to := func(id int) map[string]any {
		return map[string]any{"reply_parameters": map[string]any{"message_id": 0, "ephemeral_message_id": id}}
	}
	for _, tt := range []struct {
		what, method string
		fields       map[string]any
		want         string
	}{
		{"an answer to a press", "sendMessage", alone(-1, 7, "cb1", button), ""}, // is number 2
		{"an answer to a press of somebody else", "sendMessage", alone(-1, 8, "cb1", nil), "USER_ID_INVALID"},
		{"an answer to a press that is answered", "sendMessage", alone(-1, 7, "cb2", nil), "answered already"},
		{"an answer to no press", "sendMessage", alone(-1, 7, "cb9", nil), "query is too old"},
		{"an answer to nothing", "sendMessage", alone(-1, 7, "", nil), "not enough rights"},
		{"an answer to a command", "sendMessage", alone(-1, 8, "", to(1)), ""}, // is number 3
		{"an answer to a command of somebody else", "sendMessage", alone(-1, 7, "", to(1)), "USER_ID_INVALID"},
		{"one in private", "sendMessage", alone(7, 7, "", nil), "only in supergroups"},
		{"one in a group that is none", "sendMessage", alone(-2, 7, "", nil), "only in supergroups"},
		{"one to who is not there", "sendMessage", alone(-1, 9, "cb1", nil), "user not found"},
		{"a change", "editEphemeralMessageText", of(-1, 7, 2, map[string]any{"text": "Changed."}), ""},
		{"a change to the same", "editEphemeralMessageText", of(-1, 7, 2, map[string]any{"text": "Changed."}), "not modified"},
		{"a change of what somebody else sees", "editEphemeralMessageText", of(-1, 8, 2, map[string]any{"text": "x"}), "not found"},
		{"a long change", "editEphemeralMessageText", of(-1, 7, 2, map[string]any{"text": strings.Repeat("a", 1025)}), "MESSAGE_TOO_LONG"},
		{"a removal", "deleteEphemeralMessage", of(-1, 7, 2, nil), ""},
		{"a second removal", "deleteEphemeralMessage", of(-1, 7, 2, nil), "not found"},
	} {
		if got := call(t, s, tt.method, tt.fields); !strings.Contains(got, tt.want) || (tt.want == "") != (got == "") {
			t.Errorf("%s: %q, want %q", tt.what, got, tt.want)
		}
	}
	now = now.Add(16 * time.Second)
	if got := call(t, s, "sendMessage", alone(-1, 7, "cb3", nil)); !strings.Contains(got, "too old") {
		t.Errorf("an answer after 16 seconds: %q", got)
	}
	s.Admin(-1, BotID)
	if got := call(t, s, "sendMessage", alone(-1, 7, "", nil)); got != "" {
		t.Errorf("an administrator may say something to one person: %q", got)
	}
	if n := len(s.Messages(-1)); n != 1 {
		t.Errorf("the group reads %d messages", n)
	}
}
