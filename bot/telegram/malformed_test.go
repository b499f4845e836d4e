package telegram

import (
	"fmt"
	"strings"
	"testing"
)

// fields are what an update may hold, of those that the bot asks for and others.
var fields = []string{"message", "channel_post", "callback_query", "my_chat_member", "edited_message", "no_such_update"}

// shapes are what none of these fields holds.
var shapes = map[string]string{
	"null":             `null`,
	"an empty object":  `{}`,
	"a list":           `[]`,
	"a text":           `"x"`,
	"a number":         `-1e308`,
	"null everywhere":  `{"message_id":null,"chat":null,"from":null,"text":null,"data":null,"id":null,"message":null,"date":null,"new_chat_member":null,"old_chat_member":null,"reply_to_message":null}`,
	"wrong everywhere": `{"message_id":"x","chat":7,"from":[],"text":{},"data":[],"id":{},"message":"x","date":"x","new_chat_member":1,"reply_to_message":2}`,
	"a chat of null":   `{"message_id":1,"date":1,"chat":{"id":null,"type":null},"text":"/pray"}`,
	"nobody":           `{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"text":"good morning"}`,
	"a number too big": `{"message_id":1,"date":1,"chat":{"id":9999999999999999999999,"type":"private"},"text":"/pray"}`,
	"nested deeply":    strings.Repeat(`[`, 20_000) + strings.Repeat(`]`, 20_000),
	"long":             `{"text":"` + strings.Repeat("x", 1<<20) + `"}`,
}

// updates are malformed as a whole. %d stands for the number.
var updates = []string{
	`null`, `{}`, `[]`, `"x"`, `7`, `{"update_id":null}`, `{"update_id":"%d"}`, `{"update_id":%d.0}`, `{"update_id":{}}`, `{"update_id":-%d}`,
	`{"update_id":%d}`, `{"update_id":9223372036854775807}`, `{"update_id":%d,"message":`, `{"update_id":%d,"message":{"text":"\"update_id\":5"},"x":[}`,
}

func TestNoUpdateEndsTheProcessOrHoldsUpAnother(t *testing.T) {
	b := newBench(t)
	b.run()
	for _, field := range fields {
		for _, shape := range shapes {
			b.srv.RawText(`{"update_id":%d,"` + field + `":` + shape + `}`)
		}
		b.well("malformed " + field)
	}
	for _, text := range updates {
		b.srv.RawText(text)
		b.well(text)
	}
	b.srv.RawText(`{"update_id":%d,"message":{"text":"` + strings.Repeat("x", maxPoll) + `"}}`)
	b.well("what is too long to be read")
}

// well asks as anybody does, wants the answer, and that nothing is asked for
// again.
func (b *bench) well(after string) {
	b.t.Helper()
	b.asked++
	text := fmt.Sprintf("well%d", b.asked)
	b.srv.Say(ada, ada, "/"+text)
	b.awaitText(ada, "You asked "+text)
	b.await("everything is acknowledged after "+after, func() bool { return b.srv.Unacknowledged() == 0 })
}

func TestAPanicOnTheWayEndsNothing(t *testing.T) {
	b := newBench(t)
	b.core.PanicAt("stop", "move")
	b.run()
	b.srv.Block(ada)
	b.srv.Unblock(ada)
	b.srv.Migrate(group, group-1, true)
	b.well("panics")
}
