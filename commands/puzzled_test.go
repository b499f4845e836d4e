package commands_test

import (
	"strings"
	"testing"
)

// puzzling are texts of which it is not clear what they ask for, and what is offered.
var puzzling = []struct {
	held  bool // something comes back in the chat
	text  string
	want  []string
	press string // one of the buttons, which leads to
	leads string
}{
	{false, "my uncle sailed to Cuba these days", []string{"You named Cuba.", "[Pray for Cuba]", "[Country report] [News]"}, "Country report", "= 🇨🇺 Cuba ="},
	{false, "my aunt went to Vietnam and Laos", []string{"You named Laos and Vietnam.", "[Pray for Laos]", "[Pray for Vietnam]"}, "Pray for Laos", "🇱🇦 Laos"},
	{false, "who is winning the game", []string{"I did not understand that.", "[Today's prayer point]", "[Send me one every day]", "[Choose a country] [See what I can do]"}, "Send me one every day", "When"},
	{true, "who is winning the game", []string{"[Show the schedule]"}, "Show the schedule", "07:00, every day"},
	{true, "my sis flies on hols till 20 Dec", []string{"[Pause until 20 December 2026]"}, "Pause until 20 December 2026", "on Sunday 20 December"},
	{true, "too many msgs, pause, my head is full", []string{"[Pause]", "[Show the schedule]"}, "Pause", "Paused."},
	{true, "is it time to stop sending me messages, my wife asks", []string{"[End it]"}, "End it", "Nothing more will come at that time."},
	{true, "19:30", []string{"[Change to 19:30]", "[Show the schedule]"}, "Change to 19:30", "19:30"},
	{true, "Can it come without the ping, baby's sleeping", []string{"[Without a sound]"}, "Without a sound", "Silent On"},
}

// TestWhatIsNotClearIsOfferedByButtons: nobody is left with a sentence that only says that
// the bot did not understand.
func TestWhatIsNotClearIsOfferedByButtons(t *testing.T) {
	for _, tt := range puzzling {
		k := newTalk(t)
		k.private("7")
		if tt.held {
			k.say("/subscribe 07:00 Lagos")
		}
		said := plain(k.say(tt.text))
		for _, part := range tt.want {
			if !strings.Contains(said, part) {
				t.Errorf("%q is not answered by %q, but\n%s", tt.text, part, said)
			}
		}
		if !strings.Contains(said, "["+tt.press+"]") {
			continue
		}
		if got := plain(k.press(tt.press)); !strings.Contains(got, tt.leads) {
			t.Errorf("%q, then %q leads to\n%s", tt.text, tt.press, got)
		}
	}
}

// TestWhatIsNotClearIsForOthersInAGroup: what people say among themselves is answered by nothing.
func TestWhatIsNotClearIsForOthersInAGroup(t *testing.T) {
	k := newTalk(t)
	k.group("7", "member")
	for _, tt := range puzzling {
		if r := k.say(tt.text); !r.Empty() {
			t.Errorf("%q is answered\n%s", tt.text, plain(r))
		}
	}
}

// TestARequestForOneselfIsAnsweredKindly: people ask a bot for prayer to pray for them.
func TestARequestForOneselfIsAnsweredKindly(t *testing.T) {
	for text, want := range map[string]string{
		"please pray for my mum shes having her hip op on thursday": "nobody reads what you write",
		"Pray for me":                             "nobody reads what you write",
		"ora por mí, hermano":                     "nadie lee lo que me escribes",
		"pray for my brothers in Iran":            "🇮🇷 Iran",
		"bete für meine Mutter":                   "niemand liest",
		"kindly delete everything you have on me": "Forget this chat?",
		"can anyone see that I use this":          "What is kept about this chat",
		"What did we pray for yesterday":          "Monday 23 November 2026",
	} {
		k := newTalk(t)
		k.private("7")
		if strings.Contains(text, "ora por") {
			k.req.Language = "es"
		}
		if strings.Contains(text, "bete") {
			k.req.Language = "de"
		}
		if said := plain(k.say(text)); !strings.Contains(said, want) {
			t.Errorf("%q is answered\n%s", text, said)
		}
	}
}

// TestAReferenceAloneIsShown: a verse is asked for by its name, in the words of the language.
func TestAReferenceAloneIsShown(t *testing.T) {
	for text, want := range map[string]string{
		"John 3:16": "= John 3:16 =", "psalm 91 v 1": "= Psalm 91:1 =", "Romans 8": "= Romans 8:1 =", "1 cor 13:4-7": "= 1 Corinthians 13:4-7 =",
	} {
		for _, before := range []string{"", "/subscribe"} {
			k := newTalk(t)
			k.private("7")
			if before != "" {
				k.say(before)
			}
			if said := plain(k.say(text)); !strings.Contains(said, want) {
				t.Errorf("%q after %q is answered\n%s", text, before, said)
			}
		}
	}
	k := newTalk(t)
	k.group("7", "member")
	if r := k.say("John 3:16"); !r.Empty() {
		t.Errorf("in a group it is answered\n%s", plain(r))
	}
}

// TestATimeAloneBeginsASetUp: the rest is asked, and nothing is stored before.
func TestATimeAloneBeginsASetUp(t *testing.T) {
	for text, want := range map[string]string{"19:00": "Where are you?", "7 am please": "Where are you?", "I am worried about him": "I did not understand", "pm": "I did not understand"} {
		k := newTalk(t)
		k.private("7")
		if said := plain(k.say(text)); !strings.Contains(said, want) {
			t.Errorf("%q is answered\n%s", text, said)
		}
	}
}
