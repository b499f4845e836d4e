package words_test

import (
	"testing"

	"prayerbot/commands/words"
)

func TestWhatIsJoinedToANameIsTakenOffIt(t *testing.T) {
	v := voice(t, "ar")
	for text, want := range map[string]string{
		"بالقاهرة": "القاهرة", "ببيروت": "بيروت", "للسودان": "السودان", "لنيجيريا": "نيجيريا", "القاهرة": "القاهرة", "القاهرة بالتوقيت المحلي": "القاهرة",
	} {
		if got := v.TrimPlace(text); got != want {
			t.Errorf("%q is the place %q, want %q", text, got, want)
		}
	}
	if got := voice(t, "it").TrimPlace("بالقاهرة"); got != "بالقاهرة" {
		t.Errorf("Italian, which joins nothing, makes %q of it", got)
	}
}

func TestANameThatBeginsLikeSomethingJoinedIsWhole(t *testing.T) {
	v := voice(t, "ar")
	for _, name := range []string{"لبنان", "ليبيا", "لندن", "لاغوس", "بالتيمور", "بغداد", "بيروت", "وهران", "واشنطن"} {
		if w := v.ReadWish("07:00 " + name); w.Place != name || w.For != "" {
			t.Errorf("%q is the place %q and for %q", name, w.Place, w.For)
		}
	}
}

func TestVowelsHamzaAndStrokesOfArabicDoNotCount(t *testing.T) {
	v := voice(t, "ar")
	for _, text := range []string{"الإثنين", "الاثنين", "الأثنين", "الإثنَيْن", "الاثنــين", "كل اثنين", "كُلَّ إِثْنَيْن"} {
		if days, is := v.ReadDays(text); !is || words.Plain(v.Days(days)) != "أيام الاثنين" {
			t.Errorf("%q is %q", text, v.Days(days))
		}
	}
}
