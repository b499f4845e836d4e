package commands_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func TestAQuestionWaitsForItsAnswer(t *testing.T) {
	for _, tt := range []struct {
		asks   []string // what is typed; the last is the answer
		answer string
	}{
		{[]string{"/subscribe", "Lagos"}, "It is 14:05 there now"},
		{[]string{"/subscribe 8pm for Nigeria, Middle East on weekdays", "Lagos"}, "For Nigeria and the Middle East"},
		{[]string{"/subscribe 8pm for Nigeria on weekdays", "nowhere at all", "Lagos"}, "20:00, Monday to Friday"},
		{[]string{"/subscribe news 06:30", "berlin"}, "Europe/Berlin"},
		{[]string{"/subscribe 7am australia", "perth"}, "Australia/Perth"},
		{[]string{"/settings australia", "perth"}, "is Australia/Perth."},
		{[]string{"/subscribe 7am lagos", "/subscribe 8am lagos", "/unsubscribe", "2"}, "08:00"},
		{[]string{"/subscribe 7am lagos", "/subscribe 8am lagos", "/schedule change 9am", "2"}, "09:00"},
		{[]string{"/subscribe 7am lagos", "/announce", "log"}, "| log"},
		{[]string{"/community create", "Grace Church"}, "Grace Church is created"},
		{[]string{"/country congo", "Republic of the Congo"}, "= 🇨🇬 Republic of the Congo ="},
		{[]string{"/pray congo tomorrow", "Republic of the Congo"}, "25 November"},
	} {
		k := newTalk(t)
		var got reply.Reply
		for _, line := range tt.asks {
			got = k.say(line)
		}
		if !strings.Contains(plain(got), tt.answer) {
			t.Errorf("%q ends in\n%s", tt.asks, plain(got))
		}
	}
}

func TestAQuestionEnds(t *testing.T) {
	for what, end := range map[string]func(*talk){
		"with a command":        func(k *talk) { k.say("/settings") },
		"with its cancellation": func(k *talk) { k.press("Cancel") },
		"with its answer":       func(k *talk) { k.say("Lagos") },
		"after ten minutes":     func(k *talk) { k.req.Now = k.req.Now.Add(record.QuestionLife) },
		"for others":            func(k *talk) { k.group("9", "moderator") },
		"when all is forgotten": func(k *talk) { k.say("/forget"); k.press("Yes, forget everything") },
	} {
		k := newTalk(t)
		k.say("/subscribe")
		end(k)
		if got := plain(k.say("Accra")); strings.Contains(got, "Africa/Accra") {
			t.Errorf("%s it goes on:\n%s", what, got)
		}
	}
}

func TestAQuestionOutlivesMidnight(t *testing.T) {
	k := newTalk(t)
	k.req.Now = time.Date(2026, 11, 24, 23, 58, 0, 0, time.UTC)
	k.say("/subscribe")
	k.req.Now = k.req.Now.Add(5 * time.Minute)
	if got := plain(k.say("Lagos")); !strings.Contains(got, "Africa/Lagos") {
		t.Errorf("after midnight it says\n%s", got)
	}
}

func TestTheButtonsOfAQuestionKeepWhatWasSaid(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 8pm for Nigeria, Middle East on weekdays")
	k.press("West Africa")
	got := plain(k.press("🇬🇭 Ghana"))
	for _, want := range []string{"20:00, Monday to Friday", "For Nigeria and the Middle East", "Africa/Accra"} {
		if !strings.Contains(got, want) {
			t.Errorf("it lacks %q:\n%s", want, got)
		}
	}
	asked := k.say("/subscribe 9pm brazil for Nigeria")
	k.say("/settings")
	k.last = asked
	if got := plain(k.press(buttonLike(k.last, "Manaus"))); !strings.Contains(got, "some time ago") {
		t.Errorf("a question that has ended is answered:\n%s", got)
	}
}

// The buttons of a question answer no other one of the same person.
func TestTheButtonsOfAQuestionAnswerNoOtherOne(t *testing.T) {
	for _, tt := range []struct{ before, first, press string }{
		{"/help", "/subscribe 8pm for Nigeria", "West Africa"}, // a page on the way to the answer
		{"/help", "/subscribe 8pm brazil for Nigeria", "Manaus"},
		{"/help", "/subscribe at 10 lagos", "10:00"},
		{"/subscribe 06:00 lagos", "/schedule change 1 at 10", "10:00"},
	} {
		k := newTalk(t)
		k.say(tt.before)
		before := len(k.chat(t).Subscriptions)
		earlier := k.say(tt.first)
		if got := plain(k.say("/subscribe at 9 in brazil for Egypt")); !strings.Contains(got, "[") {
			t.Fatalf("nothing is asked:\n%s", got)
		}
		k.last = earlier
		got := plain(k.press(buttonLike(k.last, tt.press)))
		if n := len(k.chat(t).Subscriptions); n != before || !strings.Contains(got, "some time ago") {
			t.Errorf("%s: %q of it leads to %d times:\n%s", tt.first, tt.press, n, got)
		}
	}
}

// A question that is asked again because its answer did not fit keeps its buttons.
func TestAQuestionThatIsAskedAgainKeepsItsButtons(t *testing.T) {
	k := newTalk(t)
	asked := k.say("/subscribe at 10 lagos")
	k.say("nowhere at all")
	k.last = asked
	if got := plain(k.press("10:00")); len(k.chat(t).Subscriptions) != 1 {
		t.Errorf("it is not answered:\n%s", got)
	}
}

func TestAQuestionHoldsNoWordThatWasTyped(t *testing.T) {
	k := newTalk(t)
	spy := &questionSpy{Store: k.world.Store}
	k.world.Store = spy
	for _, line := range []string{
		"/subscribe 8 pm for nigeria and Middle East on weekdays", "/subscribe 7am australia", "/country congo", "/pray congo tomorrow",
		"/announce urgent nigeria", "/announce to:country:nigeria", "/community create", "/settings australia",
	} {
		k.say(line)
	}
	if len(spy.asked) < 6 {
		t.Fatalf("only %d questions were asked", len(spy.asked))
	}
	for _, q := range spy.asked {
		for name, value := range q.Args {
			for _, typed := range []string{"8 pm", "7am", "nigeria", "Middle", "weekdays", "australia", "congo", "tomorrow"} {
				if strings.Contains(value, typed) {
					t.Errorf("%s keeps %s=%q", q.Command, name, value)
				}
			}
		}
	}
}

// questionSpy notes what is asked.
type questionSpy struct {
	record.Store
	asked []record.Question
}

func (s *questionSpy) SaveQuestion(ctx context.Context, mark string, q record.Question) error {
	s.asked = append(s.asked, q)
	return s.Store.SaveQuestion(ctx, mark, q)
}
