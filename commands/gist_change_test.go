package commands_test

import (
	"context"
	"strings"
	"testing"
)

// held is a person of a language with one daily point at 07:00.
func held(t *testing.T, tag string) *talk {
	t.Helper()
	k := newTalk(t)
	k.private("held")
	k.req.Language = tag
	k.say("/subscribe 07:00 Europe/Berlin")
	return k
}

// TestDaysAreChangedInASentence: those that are left out, and those that alone are wanted.
// What also says another thing shows the schedule, and changes nothing.
func TestDaysAreChangedInASentence(t *testing.T) {
	for _, c := range []struct {
		tag, text string
		days      int
	}{
		{"de", "samstag sonntag bitte nicht mehr", 62},
		{"de", "sonntags nicht mehr", 126},
		{"de", "nur noch am Wochenende bitte", 65},
		{"ru", "уберите воскресенье", 126},
		{"ru", "только на выходных пж", 65},
		{"ru", "уберите воскресенье, у нас служение весь день", 0},
		{"de", "eine Stunde später bitte, da schlaf ich ja noch", 0},
	} {
		k := held(t, c.tag)
		answer := k.say(c.text)
		chat, _ := k.store.Chat(context.Background(), k.req.Chat)
		if got := int(chat.Subscriptions[0].Days); got != c.days {
			t.Errorf("%q: the days are %d, want %d\n%s", c.text, got, c.days, plain(answer))
		}
		if want := k.say("/schedule"); c.days == 0 && plain(answer) != plain(want) {
			t.Errorf("%q is answered by\n%s\nwant the schedule\n%s", c.text, plain(answer), plain(want))
		}
	}
}

// TestALanguageIsOfferedWithinOtherWords: it is chosen only where each word is understood.
func TestALanguageIsOfferedWithinOtherWords(t *testing.T) {
	k := held(t, "ru")
	answer := k.say("Муж по-русски плохо читает, переключите на немецкий")
	if got := answer.Buttons[1][0]; got.Label != "Deutsch" || got.Do != "settings language de" {
		t.Errorf("the second button is %+v\n%s", got, plain(answer))
	}
}

// TestSentencesBesideCommands: a passage of the Bible by itself, an amen within a prayer, a
// name that stands for several countries, a clock of another place.
func TestSentencesBesideCommands(t *testing.T) {
	for _, c := range []struct{ tag, text, like string }{
		{"de", "Johannes 16 Vers 33", "/verse Johannes 16,33"},
		{"ru", "Послание к Римлянам 8 глава 35 стих", "/verse Римлянам 8:35"},
		{"de", "Was ist denn los in Korea", "/news Korea"},
		{"de", "kann ich das anliegen für freitag schon jetzt haben", "/pray freitag"},
		{"de", "Bei uns in Eupen gilt die belgische Zeit", "/settings zone"},
	} {
		got := plain(held(t, c.tag).say(c.text))
		if want := plain(held(t, c.tag).say(c.like)); got != want {
			t.Errorf("%q is answered by\n%s\nwant\n%s", c.text, got, want)
		}
	}
	for tag, text := range map[string]string{
		"de": "Herr erbarme dich über sie. Amen",
		"ru": "Аминь. Помолились всей домашней группой, спаси Господи",
	} {
		k := held(t, tag)
		if got, want := plain(k.say(text)), plain(held(t, tag).say("amen")); !strings.HasPrefix(got, strings.SplitN(want, "\n", 2)[0]) {
			t.Errorf("%q is answered by\n%s\nwant\n%s", text, got, want)
		}
	}
	if got := plain(held(t, "de").say("Amen, und schick mir bitte die Nachrichten aus Nigeria")); got != plain(held(t, "de").say("/news NG")) {
		t.Errorf("a wish behind an amen is answered by\n%s", got)
	}
}

// TestWhatIsNotWantedIsNotTaken: where somebody is, and what they pray for, is not what they
// say not to want, and not a city of the same name elsewhere.
func TestWhatIsNotWantedIsNotTaken(t *testing.T) {
	for text, want := range map[string]string{
		"statt sudan lieber eritrea, sonst bleibt alles":                                          "setup for=ER time?06:00",
		"Wir sind umgezogen nach Filadelfia im Chaco und bräuchten es jetzt um sechs Uhr morgens": "setup time=06:00",
		"nordkorea um 6 Uhr morgens jeden Tag":                                                    "setup time=06:00 on=0 for=KP",
	} {
		if got := newSentences(t, "de").understood(text, "setup"); got != want {
			t.Errorf("%q means %q, want %q", text, got, want)
		}
	}
}
