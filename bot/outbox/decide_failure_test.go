package outbox

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

func TestWhatIsDecidedAfterAFailure(t *testing.T) {
	reset := errors.New("the connection was reset")
	inDoubt := &delivery.InDoubtError{Err: reset}
	moved := record.ChatID{Platform: "telegram", Key: "-1001"}
	clear, doubtful := Lease{Tries: 1}, Lease{Tries: 1, Unknown: true}
	last, lastDoubt := Lease{Tries: maxTries - 1}, Lease{Tries: maxTries - 1, Unknown: true}
	again := func(l Lease) Lease { l.Tries++; return l }
	partly := func(l Lease, parts int) Lease { l.Parts = parts; return l }
	for _, test := range []struct {
		name   string
		lease  Lease
		err    error
		step   Step
		policy delivery.InDoubtPolicy
		after  Lease
		want   remedy
	}{
		{"it may pass", clear, reset, StepPost, delivery.Drop, again(clear), remedy{do: actRetry}},
		{"it may pass, and it was the last try", last, reset, StepPost, delivery.Drop, again(last), remedy{do: actFail, reason: "tries", dead: true}},
		{"the chat blocked the bot", clear, &delivery.GoneError{Cause: record.StopBlocked}, StepPost, delivery.Resend, clear, remedy{do: actStop, reason: string(record.StopBlocked)}},
		{"the chat moved", clear, &delivery.MovedError{To: moved}, StepPost, delivery.Resend, clear, remedy{do: actMove, to: moved}},
		{"the chat has to wait", clear, &delivery.RetryAfterError{For: time.Second}, StepPost, delivery.Resend, clear, remedy{do: actWait, pause: time.Second}},
		{"the platform has to wait", clear, &delivery.RetryAfterError{For: time.Second, Everyone: true}, StepPost, delivery.Resend, clear, remedy{do: actWait, pause: time.Second, everyone: true}},
		{"the last try has to wait", last, &delivery.RetryAfterError{For: time.Second}, StepPost, delivery.Resend, last, remedy{do: actWait, pause: time.Second}},
		{"the message is refused", clear, &delivery.RefusedError{Err: reset}, StepPost, delivery.Resend, clear, remedy{do: actFail, reason: "refused", dead: true}},
		{"the message to change is missing", clear, &delivery.MissingError{Err: reset}, StepRetract, delivery.Resend, clear, remedy{do: actFail, reason: "missing"}},
		{"in doubt, and sent again", clear, inDoubt, StepPost, delivery.Resend, again(doubtful), remedy{do: actRetry}},
		{"in doubt, and dropped", clear, inDoubt, StepPost, delivery.Drop, doubtful, remedy{do: actFail, reason: "unknown", dead: true}},
		{"in doubt at a step that may be repeated", clear, inDoubt, StepRetract, delivery.Drop, again(doubtful), remedy{do: actRetry}},
		{"in doubt at the last try", last, inDoubt, StepPost, delivery.Resend, again(lastDoubt), remedy{do: actFail, reason: "unknown", dead: true}},
		{"the last try of a step in doubt", last, inDoubt, StepRetract, delivery.Resend, again(lastDoubt), remedy{do: actFail, reason: "tries", dead: true}},
		{"a doubt lasts while the chat waits", doubtful, &delivery.RetryAfterError{For: time.Second}, StepPost, delivery.Drop, doubtful, remedy{do: actWait, pause: time.Second}},
		{"a doubt lasts where this try did not go out", doubtful, reset, StepPost, delivery.Drop, doubtful, remedy{do: actFail, reason: "unknown", dead: true}},
		{"nothing was there before", doubtful, &delivery.AbsentError{Err: reset}, StepPost, delivery.Drop, again(clear), remedy{do: actRetry}},
		{"nothing was there before, and now it may be", doubtful, &delivery.AbsentError{Err: inDoubt}, StepPost, delivery.Drop, doubtful, remedy{do: actFail, reason: "unknown", dead: true}},
		{"some parts went out", clear, &delivery.PartialError{Sent: 2, Err: reset}, StepPost, delivery.Resend, partly(again(clear), 2), remedy{do: actRetry}},
		{"some parts went out, and the rest has to wait", clear, &delivery.PartialError{Sent: 2, Err: &delivery.RetryAfterError{For: time.Second}}, StepPost, delivery.Resend, partly(clear, 2), remedy{do: actWait, pause: time.Second}},
		{"what is wrapped counts too", clear, fmt.Errorf("send: %w", &delivery.RefusedError{Err: reset}), StepPost, delivery.Resend, clear, remedy{do: actFail, reason: "refused", dead: true}},
	} {
		after, got := decideFailure(test.lease, test.err, test.step, test.policy)
		if got != test.want || after.Tries != test.after.Tries || after.Unknown != test.after.Unknown || after.Parts != test.after.Parts {
			t.Errorf("%s: %+v with %+v, want %+v with %+v", test.name, got, after, test.want, test.after)
		}
	}
}
