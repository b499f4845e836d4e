package words_test

import (
	"sync"
	"testing"

	"prayerbot/commands/words"
)

// shipped is the catalogue of the program, which takes a while to read.
var shipped = sync.OnceValues(func() (*words.Catalogue, error) { return words.New() })

func voice(t *testing.T, lang string) words.Voice {
	t.Helper()
	c, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return c.In(lang)
}

func TestSentencesAreFilledAndCounted(t *testing.T) {
	v := voice(t, "")
	for _, tt := range []struct{ got, want string }{
		{v.Say("button.pray_for", words.With{"Country": "Nigeria"}), "Pray for Nigeria"},
		{v.Count("prayed.here", 1), "1 person has prayed here today."},
		{v.Count("prayed.here", 1234), "1,234 people have prayed here today."},
		{v.List([]string{"Egypt"}), "Egypt"},
		{v.List([]string{"Egypt", "Iran", "Nigeria"}), "Egypt, Iran and Nigeria"},
		{v.Number(26402841), "26,402,841"},
		{v.Number(-1000), "-1,000"},
		{v.Number(999), "999"},
		{v.Say("no.such.sentence"), "[no.such.sentence]"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestALanguageThatIsNotThereIsSaidInEnglish(t *testing.T) {
	if got := voice(t, "tlh").Say("button.pray"); got != "Pray" {
		t.Errorf("got %q", got)
	}
	if got := voice(t, "sv-FI").Count("prayed.here", 2); got != "2 people have prayed here today." {
		t.Errorf("got %q", got)
	}
}

func TestALabelThatNamesNothing(t *testing.T) {
	c, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"🙏 I prayed": true, "Send to 3 chats": true, "Send to 1 chat": true, "Pause 2": true, "Yes, it is 07:00": true,
		"22:00 to 07:00": true, "Time zone": true, "12": false, "07:00": true, "07:00 Lagos": false, "Pray for Nigeria": false, "Read: A title": false,
		"Lagos, 14:05": false, "Nigeria": false, "\U0001F1F3\U0001F1EC Nigeria": false, "To Grace Church": false, "I prayed for Nigeria": false, "🙏 I prayed for Nigeria": false, "": false,
	} {
		if got := c.IsLabel(text); got != want {
			t.Errorf("%q names nothing: %t, want %t", text, got, want)
		}
	}
}
