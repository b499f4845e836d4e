package telegram

import "testing"

// origins are the marks of messages that their senders have not written.
var origins = map[string]map[string]any{
	"forwarded from a person":          {"forward_origin": map[string]any{"type": "user", "date": 1, "sender_user": map[string]any{"id": 9, "is_bot": false, "first_name": "X"}}},
	"forwarded from oneself":           {"forward_origin": map[string]any{"type": "user", "date": 1, "sender_user": map[string]any{"id": ada, "is_bot": false, "first_name": "X"}}},
	"forwarded from somebody hidden":   {"forward_origin": map[string]any{"type": "hidden_user", "date": 1, "sender_user_name": "X"}},
	"forwarded from a group":           {"forward_origin": map[string]any{"type": "chat", "date": 1, "sender_chat": map[string]any{"id": -5, "type": "supergroup"}}},
	"forwarded from a channel":         {"forward_origin": map[string]any{"type": "channel", "date": 1, "message_id": 4, "chat": map[string]any{"id": -6, "type": "channel"}}},
	"forwarded from what is new":       {"forward_origin": "of a form that nobody knows"},
	"forwarded, by the older form":     {"forward_from": map[string]any{"id": 9, "is_bot": false, "first_name": "X"}, "forward_date": 1},
	"forwarded from a hidden sender":   {"forward_sender_name": "X", "forward_date": 1},
	"forwarded from an older channel":  {"forward_from_chat": map[string]any{"id": -6, "type": "channel"}},
	"forwarded from a linked channel":  {"is_automatic_forward": true, "sender_chat": map[string]any{"id": -6, "type": "channel"}},
	"made by another bot":              {"via_bot": map[string]any{"id": 11, "is_bot": true, "first_name": "B"}},
	"forwarded, and an answer to some": {"forward_origin": map[string]any{"type": "hidden_user", "date": 1}, "reply_to_message": map[string]any{"message_id": 1, "date": 1, "text": "x"}},
}

func TestWhatItsSenderHasNotWrittenIsNoRequest(t *testing.T) {
	b := newBench(t)
	b.srv.Channel(-1005, ada)
	b.run()
	for what, marks := range origins {
		for _, chat := range []int64{ada, group, -1005} {
			for _, text := range []string{"/forget yes", "/forget", "/pray", "/announce x", "good morning"} {
				b.srv.SayWith(chat, ada, text, marks)
			}
		}
		b.well(what)
		if n := len(b.core.Asked()); n != b.asked {
			t.Fatalf("%s: it was taken for a request: %+v", what, b.core.Asked())
		}
	}
	if said := append(b.srv.Messages(group), b.srv.Messages(-1005)...); len(said) > 0 {
		t.Errorf("it was answered with %+v", said)
	}
}

func TestMarksThatSayNoAreNoMarks(t *testing.T) {
	b := newBench(t)
	b.run()
	b.srv.SayWith(ada, ada, "/pray", map[string]any{"is_automatic_forward": false, "via_bot": nil, "forward_origin": nil})
	b.awaitText(ada, "You asked pray")
}
