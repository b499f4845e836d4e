package commands_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// goes types lines ("> ") and presses buttons ("! "), and tells what is said last.
func (k *talk) goes(t *testing.T, lines ...string) string {
	t.Helper()
	said := ""
	for _, line := range lines {
		if said = k.step(t, line[0], line[2:]); strings.Contains(said, "THERE IS NO BUTTON") {
			t.Fatalf("%s: %s", lines, said)
		}
	}
	return said
}

func TestASetUpUnderstandsWhatIsTypedAtEachStep(t *testing.T) {
	for _, tt := range []struct {
		goes []string
		says []string
	}{
		{[]string{"> /start", "> 7am"}, []string{"Where are you?"}},
		{[]string{"> /start", "> 7am in lagos"}, []string{"What shall it be for?"}},
		{[]string{"> /start", "> 7am in lagos for Iran and Syria on weekdays"}, []string{"Is this right?", "07:00, Monday to Friday", "For Iran and Syria", "Africa/Lagos"}},
		{[]string{"> /setup 7am in lagos for Iran"}, []string{"Is this right?", "For Iran"}},
		{[]string{"> /setup news 7am in lagos", "! The whole world"}, []string{"The news at 07:00, every day."}},
		{[]string{"> /start", "> 7"}, []string{"Which time do you mean?", "[07:00] [19:00]"}},
		{[]string{"> /start", "> 7", "! 19:00", "> Lagos", "> Nigeria", "! Yes, begin"}, []string{"You will receive a prayer point at 19:00"}},
		{[]string{"> /start", "> Nigeria"}, []string{"= 🇳🇬 Nigeria ="}},
		{[]string{"> /start", "> soon"}, []string{"is not a time"}},
		{[]string{"> /start", "> soon", "> 8pm"}, []string{"Where are you?"}},
		{[]string{"> /setup", "> every other day at 8pm", "! Monday, Wednesday and Friday"}, []string{"Where are you?"}},
		{[]string{"> /setup", "! 07:00", "> Paris, Texas"}, []string{"What shall it be for?"}},
		{[]string{"> /setup", "! 07:00", "> australia", "! Back"}, []string{"When shall I bring it?"}},
		{[]string{"> /setup", "! 07:00", "> nowhere at all"}, []string{"I know no place"}},
		{[]string{"> /setup", "! 07:00", "> Africa", "! West Africa", "! 🇬🇭 Ghana"}, []string{"What shall it be for?"}},
		{[]string{"> /setup", "! 07:00", "> Lagos", "> Kashmir", "! 🇮🇳 India"}, []string{"For India"}},
		{[]string{"> /setup", "! 07:00", "> Lagos", "> nowhereland"}, []string{"I know no country or region called"}},
		{[]string{"> /setup", "! 07:00", "> Lagos", "! Lists", "! the first ten of the World Watch List", "! Go on with these"}, []string{"For the first ten of the World Watch List"}},
		{[]string{"> /setup", "! 07:00", "> Lagos", "! Regions", "! Oceania", "> Iran"}, []string{"For Iran"}},
		{[]string{"> /setup", "! 07:00", "> Lagos", "! The whole world", "> 8pm"}, []string{"Is this right?", "20:00, every day"}},
		{[]string{"> /setup", "! 07:00", "> Lagos", "! The whole world", "! Back", "! Back", "! Back", "! Back"}, []string{"Is this right?", "07:00"}},
	} {
		k := newTalk(t)
		got := k.goes(t, tt.goes...)
		for _, says := range tt.says {
			if !strings.Contains(got, says) {
				t.Errorf("%q does not say %q:\n%s", tt.goes, says, got)
			}
		}
		if chat := k.chat(t); len(chat.Subscriptions) > 0 && !strings.HasSuffix(tt.goes[len(tt.goes)-1], "Yes, begin") {
			t.Errorf("%q has set up %v before anybody agreed", tt.goes, chat.Subscriptions)
		}
	}
}

// Nothing of a set-up is stored before its last button, and everything with it.
func TestASetUpStoresWhatWasChosen(t *testing.T) {
	k := newTalk(t)
	k.goes(t, "> /start", "! Another time", "! 18:00", "! Europe", "! Western Europe", "! 🇩🇪 Germany", "! Countries", "! West Africa", "! 🇳🇬 Nigeria", "! ✓ 🇳🇬 Nigeria", "! 🇲🇱 Mali", "! Back", "! Back", "! Regions", "! Middle East", "! Go on with these", "! Yes, begin")
	subs := k.chat(t).Subscriptions
	if len(subs) != 1 {
		t.Fatalf("there are %v", subs)
	}
	if s := subs[0]; s.At.String() != "18:00" || s.Zone != "Europe/Berlin" || s.Days != 0 || strings.Join(s.Selection.Countries, " ") != "ML" || strings.Join(s.Selection.Regions, " ") != "middle-east" {
		t.Errorf("it is %+v", s)
	}
	if got := k.goes(t, "> Accra"); strings.Contains(got, "Africa/Accra") {
		t.Errorf("the question goes on:\n%s", got)
	}
}

// In a group a moderator sets up, each for themselves until it is done; where the bot
// does not hear what is said, nothing tells anybody to type.
// TestASetUpWaitsWhileSomethingIsRead: who looks at the help, or prays, between two steps
// goes on where they were, by a button or by what they type.
func TestASetUpWaitsWhileSomethingIsRead(t *testing.T) {
	for _, reads := range []string{"/help", "/pray", "/pray nigeria", "/country nigeria", "/news", "/verse john 3:16", "/status", "/privacy", "/card"} {
		for _, goesOn := range []string{"> Lagos", "> Paris, Texas"} {
			k := newTalk(t)
			k.private("7")
			if said := k.goes(t, "> /setup", "! 07:00", "> "+reads, goesOn); !strings.Contains(said, "What shall it be for?") {
				t.Errorf("%s, then %q: it says\n%s", reads, goesOn, said)
			}
		}
	}
}

// TestACommandThatChangesSomethingEndsASetUp: two errands at once would mix.
func TestACommandThatChangesSomethingEndsASetUp(t *testing.T) {
	for _, command := range []string{"/settings", "/country", "/subscribe", "/schedule", "/announce", "/unsubscribe"} {
		k := newTalk(t)
		k.private("7")
		if said := k.goes(t, "> /setup", "! 07:00", "> "+command, "> Lagos"); strings.Contains(said, "What shall it be for?") && command != "/subscribe" {
			t.Errorf("%s: the set-up goes on:\n%s", command, said)
		}
	}
}

func TestASetUpInAGroup(t *testing.T) {
	k := newTalk(t)
	k.group("8", "member")
	if got := k.goes(t, "> /start"); strings.Contains(got, "[Send me one every day]") {
		t.Errorf("a member is shown\n%s", got)
	}
	for _, line := range []string{"setup", "subscribe 07:00 lagos"} {
		if got := plain(k.payload("1 " + line)); !strings.Contains(got, "Only a moderator") {
			t.Errorf("a member who presses %q is answered\n%s", line, got)
		}
	}
	k.group("9", "moderator")
	first := k.goes(t, "> /setup", "! 07:00")
	page := k.last
	if strings.Contains(first, "Send my location") || !strings.Contains(first, "You can also answer this message") {
		t.Errorf("it is\n%s", first)
	}
	k.group("10", "moderator")
	k.goes(t, "> /setup", "! 19:00", "> Accra", "! The whole world")
	k.group("9", "moderator")
	k.asker, k.last = "9", page
	if got := k.goes(t, "! Africa", "! West Africa", "! 🇳🇬 Nigeria", "! The whole world"); !strings.Contains(got, "07:00, every day") || !strings.Contains(got, "Africa/Lagos") {
		t.Errorf("the two were mixed up:\n%s", got)
	}
	k.channel("11", "moderator", "55", nil)
	k.req.Hears = false
	for _, line := range []string{"> /setup", "! Another time", "! Back", "! 06:00", "! Africa", "! East Africa", "! 🇰🇪 Kenya", "! Countries", "! East Africa", "! 🇰🇪 Kenya", "! Go on with these"} {
		if got := k.goes(t, line); strings.Contains(got, "type") || strings.Contains(got, "with the answer behind it") {
			t.Errorf("%s tells to type what nobody hears:\n%s", line, got)
		}
	}
	if got := k.goes(t, "! Yes, begin"); !strings.Contains(got, "You will receive a prayer point at 06:00") {
		t.Errorf("it ends in\n%s", got)
	}
}

func TestASetUpEnds(t *testing.T) {
	k := newTalk(t)
	if got := k.goes(t, "> /start", "! 07:00", "! Not now", "> Lagos"); strings.Contains(got, "What shall it be for?") {
		t.Errorf("what was left goes on:\n%s", got)
	}
	k.goes(t, "> /setup", "! 07:00", "> Lagos", "! The whole world")
	k.req.Now = k.req.Now.Add(record.QuestionLife)
	if got := k.goes(t, "! Yes, begin"); !strings.Contains(got, "some time ago") || len(k.chat(t).Subscriptions) > 0 {
		t.Errorf("after ten minutes it is answered\n%s", got)
	}
	for _, line := range []string{"? 1 .choose 0 r", "? 1 .choose 0 done", "? 1 .setup yes", "? 1 .setup for", "? 1 .setup place"} {
		if got := k.goes(t, line); !strings.Contains(got, "some time ago") {
			t.Errorf("%s is answered\n%s", line, got)
		}
	}
	for _, at := range []string{"06:00", "07:00", "08:00", "09:00", "10:00"} {
		k.say("/subscribe " + at + " lagos")
	}
	if got := k.goes(t, "> /setup"); !strings.Contains(got, "A chat may have five") {
		t.Errorf("a sixth one is answered\n%s", got)
	}
}

// What begins is what stands above the button, and not what was chosen since.
func TestASetUpBeginsWithWhatItHasShown(t *testing.T) {
	k := newTalk(t)
	k.goes(t, "> /setup", "! 07:00", "> Lagos", "! The whole world")
	earlier := k.last
	k.goes(t, "> /setup", "! 21:00", "> Accra", "! The whole world")
	since := k.last
	k.last = earlier
	if got := k.goes(t, "! Yes, begin"); !strings.Contains(got, "some time ago") || len(k.chat(t).Subscriptions) > 0 {
		t.Errorf("something else begins than what was shown:\n%s", got)
	}
	k.last = since
	if got := k.goes(t, "! Yes, begin"); !strings.Contains(got, "at 21:00") || len(k.chat(t).Subscriptions) != 1 {
		t.Errorf("what was shown does not begin:\n%s", got)
	}
}

// Only so much can be ticked as a question keeps.
func TestTooMuchIsNotTicked(t *testing.T) {
	k := newTalk(t)
	k.goes(t, "> /setup", "! 07:00", "> Lagos")
	full := 0
	for _, r := range builtin().Regions {
		k.payload("1 .choose 0 r =" + r.Key)
	}
	for _, c := range builtin().Region("west-africa").Countries {
		if got := plain(k.payload("1 .choose 0 west-africa =" + c.Key)); strings.Contains(got, "as much as one prayer point can be for") {
			full++
		}
	}
	if got := k.goes(t, "! Go on with these"); full == 0 || !strings.Contains(got, "Is this right?") {
		t.Errorf("%d were too many; then it says\n%s", full, got)
	}
}

func TestAPanelIsForModerators(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	k.say("/subscribe 07:00 lagos")
	k.goes(t, "> /schedule", "! Change 1: 07:00")
	panel := k.last
	k.group("8", "member")
	if got := k.goes(t, "> /schedule"); strings.Contains(got, "[Change 1: 07:00]") {
		t.Errorf("a member is shown\n%s", got)
	}
	for _, label := range []string{"Change the time", "Change the days", "Change the place", "Change what it is for", "Pause for a week", "Pause until a date", "End it"} {
		k.last = panel // as it was shown to whoever was a moderator then
		if got := k.goes(t, "! "+label); !strings.Contains(got, "Only a moderator") {
			t.Errorf("%s is answered\n%s", label, got)
		}
	}
	for _, data := range []string{"1 .subscription 1 end yes", "1 .subscription 1 pause", "1 .subscription 1 time 08:00", "1 .subscription 1 days =2"} {
		k.payload(data)
	}
	if s := k.chat(t).Subscriptions[0]; s.At.String() != "07:00" || s.Paused || s.Days != 0 {
		t.Errorf("a member has changed it to %+v", s)
	}
}

// A panel's change of the time counts from now on, and no two subscriptions become the
// same one.
func TestAPanelChangesOneSubscription(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 07:00 lagos")
	k.say("/subscribe 08:00 lagos")
	k.req.Now = k.req.Now.Add(time.Minute)
	k.goes(t, "> /schedule", "! Change 2: 08:00", "! Change the time")
	if got := k.goes(t, "! 07:00"); !strings.Contains(got, "same") {
		t.Errorf("a second one of the same time is answered\n%s", got)
	}
	k.goes(t, "> /schedule", "! Change 2: 08:00", "! Change the time", "! 21:00")
	subs := k.chat(t).Subscriptions
	if subs[1].At.String() != "21:00" || !subs[1].Since.Equal(k.req.Now) || subs[0].At.String() != "07:00" || subs[0].Since.Equal(k.req.Now) {
		t.Errorf("they are %+v", subs)
	}
	k.goes(t, "! Change the days")
	for range 7 { // the last day stays
		for _, row := range k.last.Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Label, "✓") {
					k.payload(b.Payload())
				}
			}
		}
	}
	if days := k.chat(t).Subscriptions[1].Days; days == 0 {
		t.Error("no day is every day")
	}
	k.say("/unsubscribe 2")
	if got := plain(k.payload("1 .subscription 2 time 08:00")); !strings.Contains(got, "2") || k.last.Accent != reply.AccentProblem {
		t.Errorf("one that is ended is answered\n%s", got)
	}
}

// Back from More shows the point as it was told, with its own date.
func TestBackFromMoreShowsTheSameDay(t *testing.T) {
	k := newTalk(t)
	for _, line := range []string{"> /pray tomorrow", "> /pray nigeria 2026-12-24"} {
		before := inOneWay(func() reply.Reply { k.goes(t, line); return k.last }())
		for _, way := range [][]string{{"! More", "! Back"}, {"! More", "! Tell the editors", "! Back"}} {
			k.goes(t, line)
			k.goes(t, way...)
			after := inOneWay(k.last)
			for _, date := range []string{"Wednesday 25 November 2026", "Thursday 24 December 2026"} {
				if strings.Contains(before, date) != strings.Contains(after, date) {
					t.Errorf("%s, %v: it was\n%s\nand is\n%s", line, way, before, after)
				}
			}
		}
	}
	k.goes(t, "> /pray 2026-12-24", "! More", "! Tell the editors", "! Could harm someone")
	if all, _ := k.concerns(t); len(all) != 1 || strings.Contains(all[0].Item, " ") {
		t.Errorf("what is counted is %+v", all)
	}
}
