package commands_test

import (
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

func TestWhatPeopleTypeInsteadLeadsToTheCommand(t *testing.T) {
	for line, want := range map[string]string{
		"/stop": "is ended", "/stop please": "is ended", "stop": "is ended", "Please stop.": "is ended", "unsubscribe me": "is ended", "stop sending me this": "is ended", "/end": "is ended", "/quit": "is ended",
		"/pause": "Paused. Nothing comes", "pause": "Paused. Nothing comes", "/pause until christmas": "comes on Saturday 26 December", "pause for two weeks": "comes on Tuesday 8 December", "/snooze": "Paused.",
		"/resume": "go on", "continue": "go on", "/unpause": "go on", "/list": "Your daily prayer points", "list": "Your daily prayer points", "my subscriptions": "Your daily prayer points", "show my schedule": "Your daily prayer points",
		"/cancel": "Nothing was changed", "cancel": "Nothing was changed", "never mind": "Nothing was changed", "/nevermind": "Nothing was changed",
		"what can you do?": "What I can do", "/commands": "What I can do", "/timezone": "Settings of this chat", "delete my data": "Forget this chat?", "what's new": "News of the persecuted church",
		"/remind me at 6pm": "at 18:00", "/mute": "Paused.", "/st\u200bop": "is ended", "/\uff53\uff54\uff4f\uff50": "is ended", "STOP": "is ended",
	} {
		k := newTalk(t)
		k.say("/subscribe 07:00 Africa/Lagos on weekdays for Nigeria")
		if strings.Contains(line, "christmas") {
			want = "comes on Friday 25 December"
		}
		if said := plain(k.say(line)); !strings.Contains(said, want) {
			t.Errorf("%q answers\n%s", line, said)
		}
	}
}

func TestASentenceThatOnlyBeginsSoEndsNothing(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 07:00 Africa/Lagos")
	for _, line := range []string{"stop persecution in Nigeria", "/stop the war", "end of the day", "off we go", "pause and pray", "hello", "thank you", "cancel culture", "list of martyrs I know", "stop by at 7"} {
		k.say(line)
		if said := plain(k.say("/schedule")); !strings.Contains(said, "Next: Wednesday 25 November, 07:00") {
			t.Errorf("%q changed something:\n%s", line, said)
		}
	}
	k.group("8", "moderator")
	k.say("/subscribe 07:00 Africa/Lagos")
	if got := k.say("/stop"); !got.Empty() {
		t.Errorf("a command in a group that may be for another bot is answered\n%s", plain(got))
	}
	k.req.Named = true
	if said := plain(k.say("/stop")); !strings.Contains(said, "is ended") {
		t.Errorf("one that names this bot is answered\n%s", said)
	}
}

// What people say to somebody is answered as somebody would; a question waits on behind it.
func TestCourtesiesAreAnswered(t *testing.T) {
	k := newTalk(t)
	for _, step := range [][2]string{
		{"hello", "When shall I bring it"}, {"thanks", "You are welcome"}, {"07:00", "Where are you"}, {"ok", "You are welcome"}, {"Lagos", "What shall it be for"}, {"the whole world", "Is this right?"}, {"hm", "is not a time of day"}, {"yes", "You will receive a prayer point at 07:00"},
		{"Good morning!", "It is good that you are here"}, {"Thank you so much.", "You are welcome"}, {"who are you?", "I help you pray"}, {"Good night", "Goodbye"}, {"yes", "I am not sure what that answers"},
	} {
		if said := plain(k.say(step[0])); !strings.Contains(said, step[1]) {
			t.Errorf("%q answers\n%s", step[0], said)
		}
	}
	k.group("8", "member")
	for _, line := range []string{"thanks", "/hello", "/yes", "/thanks"} {
		if got := k.say(line); !got.Empty() {
			t.Errorf("%q in a group is answered with\n%s", line, plain(got))
		}
	}
}

// A yes is an answer only where it says nothing else; with another time, that is asked about.
func TestAYesWithMoreIsNoYes(t *testing.T) {
	for said, want := range map[string]string{"ok": "You will receive a prayer point at 07:00", "Yes, please.": "You will receive", "ok, thanks": "You will receive", "ok 8am": "A prayer point at 08:00", "yes but at 8pm": "A prayer point at 20:00"} {
		k := newTalk(t)
		for _, line := range []string{"/setup", "07:00", "Lagos", "the whole world"} {
			k.say(line)
		}
		if got := plain(k.say(said)); !strings.Contains(got, want) {
			t.Errorf("%q answers\n%s", said, got)
		}
	}
}

// What waits for an answer is asked once more below a greeting, and waits on.
func TestAGreetingRepeatsTheQuestion(t *testing.T) {
	for _, language := range append([]string{"en"}, translatedLanguages...) {
		k := newTalk(t)
		k.req.Language = language
		var asked reply.Reply
		for _, line := range []string{"/setup", "07:00", "Lagos", "NG"} {
			asked = k.say(line)
			again := k.say("hello")
			greeting := again.Blocks[0].Text
			again.Blocks, again.Visibility = again.Blocks[1:], asked.Visibility
			if plain(again) != plain(asked) || greeting == "" || plain(k.say("hello")) == plain(again) {
				t.Errorf("%s: a greeting after %q answers\n%s", language, line, plain(again))
			}
		}
	}
	k := newTalk(t)
	k.say("/subscribe 7")
	if said := plain(k.say("hello")); !strings.Contains(said, "still waits for your answer") {
		t.Errorf("a greeting answers\n%s", said)
	}
	if said := plain(k.say("Lagos")); !strings.Contains(said, "Which time do you mean") {
		t.Errorf("the question did not wait on:\n%s", said)
	}
}

// The points of a week come on one day: which, is asked.
func TestAWeekCannotComeEveryDay(t *testing.T) {
	k := newTalk(t)
	if said := plain(k.say("/subscribe weekly digest 7am Lagos every day")); !strings.Contains(said, "once a week. Choose the day.") {
		t.Errorf("it answers\n%s", said)
	}
	if said := plain(k.press("Thursday")); !strings.Contains(said, "Thursday") || strings.Contains(said, noButton) {
		t.Errorf("the day answers\n%s", said)
	}
}

// A time, a place, a language and a span stand behind what people type for a command.
func TestWhatStandsBehindIsTaken(t *testing.T) {
	for line, want := range map[string]string{
		"change time to 8 am": "at 08:00, every day", "change the time to 19:30": "at 19:30, every day", "change my time to 8": "[08:00] [20:00]", "/schedule change 8": "[08:00] [20:00]", "/schedule change 8 pm": "at 20:00", "/schedule change 1 8 pm": "at 20:00", "change time 6am": "at 06:00",
		"/timezone berlin": "is Europe/Berlin", "change my time zone to Nairobi": "is Africa/Nairobi", "wrong time zone": "Where are you?",
		"Nigeria news": "News: Nigeria", "north korea report": "North Korea permits no loyalty", "headlines Nigeria": "News: Nigeria", "nigeria card": "Nigeria", "tomorrow": "I did not understand", "good news": "I did not understand", "I don't understand": "What I can do",
		"/language german": "„Sprache“ steht jetzt auf: Deutsch", "auf deutsch": "„Sprache“ steht jetzt auf: Deutsch", "change language to french": "Français", "Español": "Español", "/settings language korean": "한국어", "/language xx": "I do not know",
		"stop for a week": "comes on Tuesday 1 December", "stop until monday": "comes on Monday 30 November", "how do I stop this?": "Your daily prayer points", "stop persecution": "I did not understand",
	} {
		k := newTalk(t)
		k.say("/subscribe 07:00 Africa/Lagos")
		if said := plain(k.say(line)); !strings.Contains(said, want) {
			t.Errorf("%q answers\n%s", line, said)
		}
	}
}

// pointShown is the id of the point that the last answer shows.
func (k *talk) pointShown() string {
	for _, row := range k.last.Buttons {
		for _, b := range row {
			if id := reply.PrayedPoint(b.Payload()); id != "" {
				return id
			}
		}
	}
	return ""
}

func TestAnAmenCountsAsPrayed(t *testing.T) {
	for _, text := range []string{"amen", "Amen.", "AMEN!", "🙏", "👍", "👍🏽", "🙏🏿🙏🏿🙏🏿", "I prayed", "we prayed", ":pray:", "a\u200bmen", "amen 🙏", "🙏 I prayed"} {
		k := newTalk(t)
		if said := plain(k.say(text)); !strings.Contains(said, "1 person has prayed today.") {
			t.Errorf("%q in private answers\n%s", text, said)
		}
		k.group("8", "member")
		k.say("/pray")
		k.req.Point = k.pointShown()
		if got := k.say(text); got.Reaction != "🙏" || !got.Empty() {
			t.Errorf("%q in a group answers with %q and\n%s", text, got.Reaction, plain(got))
		}
		k.req.Point = ""
		if got := k.say(text); got.Reaction != "" || !got.Empty() {
			t.Errorf("%q to nobody is answered", text)
		}
		if said := plain(k.payload("1 prayed")); !strings.Contains(said, "1 person has prayed here today.") {
			t.Errorf("%q is not counted:\n%s", text, said)
		}
	}
	k := newTalk(t)
	k.group("8", "member")
	k.req.Point = "no-such-point"
	if got := k.say("amen"); got.Reaction != "" || !got.Empty() {
		t.Errorf("an amen to a point that is gone answers\n%s", plain(got))
	}
	for _, text := range []string{"amen to that, and hello", "prayer", "👎", "no"} {
		k.req.Point = "x"
		if got := k.say(text); got.Reaction != "" {
			t.Errorf("%q is taken for an amen", text)
		}
	}
}
