package commands_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// What finds silence is not counted: whoever talks to other bots, or to people
// under the bot's messages, is never told that they ask too often.
func TestWhatIsForOthersIsNotCounted(t *testing.T) {
	k := newTalk(t)
	k.config.Limited = true
	k.restart(t)
	k.group("8", "member")
	for range 200 {
		for _, line := range []string{"/ban", "good morning", "Nigeria", "/mute\u202ey", "hel\u202elo"} {
			if got := k.say(line); !got.Empty() {
				t.Fatalf("%q is answered:\n%s", line, plain(got))
			}
		}
	}
	if got := k.say("/pray nigeria"); !strings.Contains(plain(got), "Nigeria") {
		t.Errorf("a command after that is answered\n%s", plain(got))
	}
	// What is for the bot is counted, and what is not finds silence then too.
	for range 30 {
		k.say("/pray nigeria")
	}
	if got := k.say("/pray nigeria"); got.Accent != reply.AccentProblem {
		t.Errorf("a flood is answered\n%s", plain(got))
	}
	for _, line := range []string{"/ban", "good morning"} {
		if got := k.say(line); !got.Empty() {
			t.Errorf("%q in a flood is answered:\n%s", line, plain(got))
		}
	}
}

func TestAnAnswerToAQuestionInAGroupIsHeard(t *testing.T) {
	k := newTalk(t)
	k.config.Limited = true
	k.restart(t)
	k.group("9", "moderator")
	k.say("/subscribe 07:00")
	if got := k.say("Lagos"); !strings.Contains(plain(got), "07:00") {
		t.Errorf("the answer is answered\n%s", plain(got))
	}
	if got := k.say("Lagos"); !got.Empty() {
		t.Errorf("a word after it is answered\n%s", plain(got))
	}
}

// asked is a store that remembers what was kept of questions.
type asked struct {
	record.Store
	kept []record.Question
}

func (s *asked) SaveQuestion(ctx context.Context, mark string, q record.Question) error {
	s.kept = append(s.kept, q)
	return s.Store.SaveQuestion(ctx, mark, q)
}

func TestALocationAnswersTheQuestionWhereSomebodyIs(t *testing.T) {
	for _, begin := range []string{"/subscribe 07:00", "/subscribe 07:00 for Nigeria on weekdays", "/settings zone", "/setup"} {
		k := newTalk(t)
		store := &asked{Store: k.world.Store}
		k.world.Store = store
		if k.say(begin); begin == "/setup" {
			k.press("07:00")
		}
		if got := k.share(t, "50.2612 127.5134"); !strings.Contains(plain(got), "More than one clock is near you") {
			t.Errorf("%s: between two clocks it is answered\n%s", begin, plain(got))
		}
		if got := k.share(t, "6.4512 3.4034"); !strings.Contains(plain(got), "Africa/Lagos") && !strings.Contains(plain(got), "What shall it be for?") {
			t.Errorf("%s: it is answered\n%s", begin, plain(got))
		}
		for _, q := range store.kept {
			for _, value := range q.Args {
				if strings.ContainsAny(value, "@.") {
					t.Errorf("%s: of the location it is kept %q", begin, value)
				}
			}
		}
		if chat := k.chat(t); strings.Contains(fmt.Sprint(chat), "6.45") {
			t.Errorf("%s: the chat keeps %v", begin, chat)
		}
	}
}

func TestALocationThatNobodyAskedForIsAnsweredPolitely(t *testing.T) {
	k := newTalk(t)
	for _, begin := range []string{"/help", "/verse"} { // the last asks for something else, and goes on waiting
		k.say(begin)
		if got := k.share(t, "6.45 3.4"); got.Accent != reply.AccentProblem || !strings.Contains(plain(got), "only where I have asked where you are") {
			t.Errorf("it is answered\n%s", plain(got))
		}
	}
	if got := k.say("John 3:16"); !strings.Contains(plain(got), "For God so loved the world") {
		t.Errorf("the question is gone:\n%s", plain(got))
	}
}

func TestWhatTheBotMayNotDoItSays(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	k.req.Bot = reply.Powers{Known: true}
	if got := k.say("/pray nigeria"); got.Visibility != reply.ForAsker {
		t.Errorf("where the bot may not write the point is seen by %d", got.Visibility)
	}
	if got := k.say("/subscribe 07:00 Lagos"); !strings.Contains(plain(got), "I may not write here") {
		t.Errorf("a subscription is answered\n%s", plain(got))
	}
	k.req.Bot.Post = true
	k.req.MayPing = true
	k.say("/subscribe 07:00 Lagos")
	preview := k.say("/announce We meet.")
	if strings.Contains(plain(preview), "Ping everyone") {
		t.Errorf("a ping is offered that the bot may not send:\n%s", plain(preview))
	}
	k.req.Bot.Ping = true
	preview = k.say("/announce We meet.")
	if !strings.Contains(plain(preview), "Ping everyone") {
		t.Fatalf("no ping is offered:\n%s", plain(preview))
	}
	k.req.Bot.Ping = false
	if got := k.press("Ping everyone"); !strings.Contains(plain(got), "I may not ping everyone here") {
		t.Errorf("the ping is answered\n%s", plain(got))
	}
}
