package commands_test

import (
	"os"
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

// labels are those of a reply's buttons, but for the one that leaves a question.
func offers(r reply.Reply) string {
	var all []string
	for _, row := range r.Buttons {
		for _, b := range row {
			if b.Do != "cancel" {
				all = append(all, b.Label)
			}
		}
	}
	return strings.Join(all, " ")
}

// TestATimeIsUnderstoodAsPeopleSayIt reads lines of what is typed, the title of the
// answer, and the buttons where it asks.
func TestATimeIsUnderstoodAsPeopleSayIt(t *testing.T) {
	data, err := os.ReadFile("testdata/times.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(strings.TrimRight(line, "\n"), "\t")
		k := newTalk(t)
		got := k.say("/subscribe " + row[0])
		asked := ""
		if len(row) > 2 {
			asked = row[2]
		}
		if !strings.Contains(plain(got), row[1]) || asked != "" && offers(got) != asked {
			t.Errorf("%q answers\n%s\nand should say %q with %q", row[0], plain(got), row[1], asked)
		}
	}
}

func TestAQuestionAboutATimeGoesOnWithAllThatWasSaid(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 7 lagos for Nigeria on weekdays")
	if said := plain(k.press("19:00")); !strings.Contains(said, "You will receive a prayer point at 19:00, Monday to Friday.") || !strings.Contains(said, "For Nigeria") || !strings.Contains(said, "Africa/Lagos") {
		t.Errorf("the button answers\n%s", said)
	}
	k.say("/subscribe the news half past six lagos")
	if said := plain(k.say("in the evening at 18:30")); !strings.Contains(said, "You will receive the news at 18:30, every day.") {
		t.Errorf("the typed answer is\n%s", said)
	}
	k.say("/schedule change 1 8")
	if said := plain(k.press("08:00")); !strings.Contains(said, "Changed: your prayer point comes at 08:00, Monday to Friday.") {
		t.Errorf("the change answers\n%s", said)
	}
	k.say("/subscribe 5 united states")
	k.say("Denver")
	if said := plain(k.press("05:00")); !strings.Contains(said, "You will receive a prayer point at 05:00, every day.") || !strings.Contains(said, "America/Denver") {
		t.Errorf("the place and then the time answer\n%s", said)
	}
}

func TestWhatCannotBeDoneIsSaidWithTheNearest(t *testing.T) {
	k := newTalk(t)
	if said := plain(k.say("/subscribe 7am lagos every other day")); !strings.Contains(said, "not on every second or third day") {
		t.Errorf("it answers\n%s", said)
	}
	if said := plain(k.press("Monday, Wednesday and Friday")); !strings.Contains(said, "at 07:00, Monday, Wednesday and Friday.") {
		t.Errorf("the nearest answers\n%s", said)
	}
	k.say("/subscribe 8am lagos every other sunday for Nigeria")
	if said := plain(k.press("Sunday")); !strings.Contains(said, "at 08:00, Sunday.") || !strings.Contains(said, "For Nigeria") {
		t.Errorf("the nearest answers\n%s", said)
	}
	if said := plain(k.say("/schedule change 1 every two weeks")); !strings.Contains(said, "not in every second or third one") {
		t.Errorf("the change answers\n%s", said)
	}
	if got := k.say("/subscribe at sunrise in lagos"); offers(got) != "06:00 05:00 07:00" || !strings.Contains(plain(got), "not by the sun") {
		t.Errorf("sunrise answers\n%s", plain(got))
	}
	if got := k.say("/subscribe 7am and 7pm lagos"); offers(got) != "07:00 19:00" || !strings.Contains(plain(got), "has one time") {
		t.Errorf("two times answer\n%s", plain(got))
	}
}

func TestAnInstantOfDiscordIsATimeAndADate(t *testing.T) {
	k := newTalk(t)
	if said := plain(k.say("/subscribe <t:1798106400:t> lagos")); !strings.Contains(said, "at 11:00, every day") {
		t.Errorf("the time is\n%s", said)
	}
	if said := plain(k.say("/pray <t:1798106400:D>")); !strings.Contains(said, "Thursday 24 December 2026") {
		t.Errorf("the date is\n%s", said)
	}
	if said := plain(k.say("/schedule pause until <t:1798106400:R>")); !strings.Contains(said, "comes on Thursday 24 December, 11:00") {
		t.Errorf("the pause is\n%s", said)
	}
	if said := plain(k.say("/schedule change <t:1798110000>")); !strings.Contains(said, "at 12:00, every day") {
		t.Errorf("the change is\n%s", said)
	}
}

func TestADateIsUnderstoodWhereverOneIsAsked(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 07:00 Lagos")
	for line, want := range map[string]string{
		"/pray 24/12": "Thursday 24 December 2026", "/pray 24.12.2026": "Thursday 24 December 2026", "/pray December 24th": "Thursday 24 December 2026",
		"/pray christmas": "Friday 25 December 2026", "/pray nigeria christmas": "Friday 25 December 2026", "/pray easter": "Sunday 28 March 2027",
		"/pray next sunday": "Sunday 29 November 2026", "/pray nigeria yesterday": "Monday 23 November 2026", "/pray palm sunday": "Sunday 21 March 2027",
		"/schedule pause until easter": "Sunday 28 March, 07:00", "/schedule pause for two weeks": "Tuesday 8 December, 07:00",
		"/schedule pause 1 until 24/12": "Thursday 24 December, 07:00", "/schedule pause till next sunday": "Sunday 29 November, 07:00",
	} {
		if said := plain(k.say(line)); !strings.Contains(said, want) {
			t.Errorf("%s answers\n%s", line, said)
		}
	}
	if got := k.say("/pray nigeria 03/04"); offers(got) != "Saturday 3 April 2027 Thursday 4 March 2027" {
		t.Errorf("03/04 answers\n%s", plain(got))
	}
	if said := plain(k.press("Thursday 4 March 2027")); !strings.Contains(said, "Nigeria: ") || !strings.Contains(said, "Thursday 4 March 2027") {
		t.Errorf("the date that was meant answers\n%s", said)
	}
	k.say("/schedule pause until 03/04")
	if said := plain(k.press("Saturday 3 April 2027")); !strings.Contains(said, "Saturday 3 April, 07:00") {
		t.Errorf("the pause answers\n%s", said)
	}
}

func TestMarksThatNobodySeesDoNoHarm(t *testing.T) {
	k := newTalk(t)
	for _, line := range []string{"/subscribe\u200b 7am lagos", "/\u2066subscribe\u2069 7\u200bam\u202c la\u00adgos", "\ufeff/subscribe 7am lagos", "/subscribe ７am　lagos"} {
		if said := plain(k.say(line)); !strings.Contains(said, "prayer point at 07:00, every day") {
			t.Errorf("%q answers\n%s", line, said)
		}
	}
	if said := plain(k.say("/announce Pray \u202eyadot\u202c with us")); !strings.Contains(said, "hidden characters") {
		t.Errorf("a text for others with hidden marks answers\n%s", said)
	}
}
