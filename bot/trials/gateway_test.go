package trials_test

import (
	"context"
	"testing"
	"time"
)

// reopened is how long a session may take to come back: a watch that gives up
// on one that hangs looks every few seconds, and waits half a minute.
const reopened = 90 * time.Second

func TestTheGatewayComesBackWhateverItIsTold(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		what   string
		happen func(w *environment)
	}{
		{"the line is cut", func(w *environment) { w.discord.DropGateway() }},
		{"it is asked to come again", func(w *environment) { w.discord.AskToReconnect() }},
		{"its session is over", func(w *environment) { w.discord.Invalidate() }},
		{"the resume is answered with the end of the session", func(w *environment) {
			w.discord.AnswerResume(9)
			w.discord.DropGateway()
		}},
		{"the resume is answered with a wish to come again", func(w *environment) {
			w.discord.AnswerResume(7)
			w.discord.DropGateway()
		}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			w := onFile(t)
			b := w.start()
			w.within(reopened, "the first question is answered", w.answersOnDiscord)
			tt.happen(w)
			took := w.within(reopened, "people are answered again", w.answersOnDiscord)
			t.Logf("people were answered again after %s", took.Round(10*time.Millisecond))
			w.stop(b)
		})
	}
}

// answersOnDiscord asks for the status and tells whether the answer came in
// time.
func (w *environment) answersOnDiscord() bool {
	if w.discord.Connected() == 0 {
		return false
	}
	i, err := w.discord.Command(owner, "110", "status", nil)
	if err != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	return w.discord.Await(ctx, func() bool { return w.discord.Answer(i) != nil }) == nil
}
