package trials_test

import (
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
		happen func(w *town)
	}{
		{"the line is cut", func(w *town) { w.hall.DropGateway() }},
		{"it is asked to come again", func(w *town) { w.hall.AskToReconnect() }},
		{"its session is over", func(w *town) { w.hall.Invalidate() }},
		{"the resume is answered with the end of the session", func(w *town) {
			w.hall.AnswerResume(9)
			w.hall.DropGateway()
		}},
		{"the resume is answered with a wish to come again", func(w *town) {
			w.hall.AnswerResume(7)
			w.hall.DropGateway()
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
func (w *town) answersOnDiscord() bool {
	if w.hall.Connected() == 0 {
		return false
	}
	i, err := w.hall.Command(owner, "110", "status", nil)
	if err != nil {
		return false
	}
	for end := time.Now().Add(answerWithin); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if w.hall.Answer(i) != nil {
			return true
		}
	}
	return false
}
