package telegram

import (
	"fmt"
	"testing"

	"prayerbot/commands/record"
)

// TestEachKindOfMessageIsAnsweredOrNot has messages of every kind in every kind of
// chat: one is answered where it is for the bot, else nothing is said.
func TestEachKindOfMessageIsAnsweredOrNot(t *testing.T) {
	photo := `"photo":[{"file_id":"x","file_unique_id":"x","width":1,"height":1}]`
	place := `"location":{"latitude":1.5,"longitude":2.5}`
	own := `"reply_to_message":{"message_id":1,"date":1,"text":"x","from":{"id":123456789,"is_bot":true},"chat":{"id":-1001,"type":"supergroup"}}`
	forwarded := `"forward_origin":{"type":"hidden_user","date":1}`
	for _, tt := range []struct {
		what, kind, more string
		private, group   string // what is asked; "" is silence
	}{
		{"a command", "message", `"text":"/pray x"`, "pray x", "pray x"},
		{"a command for another bot", "message", `"text":"/pray@other_bot x"`, "", ""},
		{"a text", "message", `"text":"good morning"`, " good morning", ""},
		{"an answer to the bot", "message", `"text":"good morning",` + own, " good morning", " good morning"},
		{"a picture with a command", "message", photo + `,"caption":"/pray x"`, "pray x", "pray x"},
		{"a picture with a command for another bot", "message", photo + `,"caption":"/pray@other_bot x"`, "", ""},
		{"a picture with words", "message", photo + `,"caption":"nigeria"`, " nigeria", ""},
		{"a picture in answer to the bot", "message", photo + `,"caption":"nigeria",` + own, " nigeria", " nigeria"},
		{"a picture without words", "message", photo, "", ""},
		{"a picture that was forwarded", "message", photo + `,"caption":"/pray x",` + forwarded, "", ""},
		{"a command that is put right", "edited_message", `"edit_date":2,"text":"/pray x"`, "pray x", "pray x"},
		{"a caption that is put right", "edited_message", `"edit_date":2,"caption":"/pray x",` + photo, "pray x", "pray x"},
		{"a command for another bot that is edited", "edited_message", `"edit_date":2,"text":"/pray@other_bot x"`, "", ""},
		{"a text that is edited", "edited_message", `"edit_date":2,"text":"good morning"`, "", ""},
		{"an answer that is edited", "edited_message", `"edit_date":2,"text":"good morning",` + own, "", ""},
		{"a forwarded command that is edited", "edited_message", `"edit_date":2,"text":"/pray x",` + forwarded, "", ""},
		{"a location", "message", place, " ", ""},
		{"a location that moves", "edited_message", `"edit_date":2,` + place, "", ""},
	} {
		t.Run(tt.what, func(t *testing.T) {
			b := newBench(t)
			b.run()
			for chat, want := range map[string]string{`{"id":7,"type":"private"}`: tt.private, `{"id":-1001,"type":"supergroup"}`: tt.group} {
				before := len(b.core.Asked())
				b.srv.RawText(fmt.Sprintf(`{"update_id":%%d,%q:{"message_id":5,"date":1,"chat":%s,"from":{"id":7},%s}}`, tt.kind, chat, tt.more))
				b.await("it is handled", func() bool { return b.srv.Unacknowledged() == 0 })
				asked := b.core.Asked()[before:]
				switch {
				case want == "" && len(asked) > 0:
					t.Errorf("in %s it was taken for %+v", chat, asked)
				case want != "" && (len(asked) != 1 || asked[0].Command+" "+asked[0].Line != want):
					t.Errorf("in %s it was taken for %+v", chat, asked)
				}
			}
		})
	}
}

func TestTheTopicsOfAPrivateChatAreOneChat(t *testing.T) {
	b := newBench(t)
	b.srv.BeginTopic(ada, 45, ada)
	b.run()
	b.srv.SayIn(ada, 45, ada, "/schedule")
	if m := b.awaitText(ada, "asked schedule"); m.Thread != 45 {
		t.Errorf("the answer stands in topic %d", m.Thread)
	}
	if r := b.core.Last(); r.Chat.Key != "7" || !r.Private {
		t.Errorf("it was asked for %+v", r)
	}
	if to := b.core.Moved(record.ChatID{Platform: "telegram", Key: "7/45"}); to.Key != "7" {
		t.Errorf("what was kept of the topic went to %+v", to)
	}
}
