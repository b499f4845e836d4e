package outbox

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

func TestWhatIsDecided(t *testing.T) {
	due := time.Date(2026, time.November, 24, 6, 0, 0, 0, time.UTC)
	now := due.Add(time.Minute)
	clear, doubtful := Lease{Due: due}, Lease{Due: due, Unknown: true}
	silent := errors.New("the store is silent")
	unreadable := fmt.Errorf("read the chat: %w", &record.UnreadableError{Kind: "chat"})
	for _, test := range []struct {
		name  string
		lease Lease
		of    situation
		want  decision
	}{
		{"it is its turn", clear, situation{send: true, policy: delivery.Drop}, decision{do: actSend}},
		{"nothing is to be sent", clear, situation{}, decision{do: actSettle}},
		{"nothing is to be sent, and the courier has to stop", clear, situation{stopping: true}, decision{do: actSettle}},
		{"nothing is to be sent of what is in doubt", doubtful, situation{policy: delivery.Drop}, decision{do: actSettle}},
		{"the chat has to wait", clear, situation{send: true, wait: time.Second}, decision{actPutBack, now.Add(time.Second)}},
		{"the chat has to wait, and the courier to stop", clear, situation{send: true, wait: time.Second, stopping: true}, decision{actPutBack, now.Add(time.Second)}},
		{"the courier has to stop", clear, situation{send: true, stopping: true}, decision{actPutBack, due}},
		{"the courier has to stop with a doubt", doubtful, situation{send: true, stopping: true, policy: delivery.Drop}, decision{actPutBack, due}},
		{"a doubt that is dropped", doubtful, situation{send: true, policy: delivery.Drop}, decision{do: actDrop}},
		{"a doubt that has to wait", doubtful, situation{send: true, wait: time.Second, policy: delivery.Drop}, decision{actPutBack, now.Add(time.Second)}},
		{"a doubt that is sent again", doubtful, situation{send: true, policy: delivery.Resend}, decision{do: actSend}},
		{"a doubt of a step that may be repeated", doubtful, situation{send: true, policy: delivery.Drop, step: StepRetract}, decision{do: actSend}},
		{"the store is silent", clear, situation{err: silent, send: true}, decision{do: actRetry}},
		{"the store is silent of what is in doubt", doubtful, situation{err: silent, policy: delivery.Drop}, decision{do: actRetry}},
		{"a record cannot be read", clear, situation{err: unreadable, wait: time.Second}, decision{do: actSetAside}},
	} {
		if got := decide(test.lease, now, test.of); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}
