package words_test

import (
	"os"
	"strings"
	"testing"
)

// koreanNames are the names of countries in Korean.
func koreanNames(t *testing.T) []string {
	t.Helper()
	file, err := os.ReadFile("../../content/names/ko.txt")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(file)) {
		_, all, _ := strings.Cut(strings.TrimSpace(line), " ")
		if !strings.ContainsAny(line, "#(") { // some are explained in brackets
			names = append(names, strings.Split(all, "; ")...)
		}
	}
	if len(names) < 200 {
		t.Fatal("there are too few names", len(names))
	}
	return names
}

// A name is no time, no days and no date, whatever its letters spell, and stays whole
// with a word joined to it.
func TestANameIsNotTakenApart(t *testing.T) {
	v := voice(t, "ko")
	for _, name := range append(koreanNames(t), "카이로", "이스탄불", "하와이", "오사카", "시에나", "분당", "토론토", "두바이", "모스크바", "멕시코시티", "세종시", "일산") {
		for _, line := range []string{"오전 7시 " + name, "오전 7시 " + name + "에서", name + "에서 오전 7시에", name + " 오전7시"} {
			if w := v.ReadWish(line); w.Place != name || clockText(w.Clock) != "07:00" || w.Days != nil || w.What != "" || w.Cannot != "" {
				t.Errorf("%q is the place %q at %s: %+v", line, w.Place, clockText(w.Clock), w)
			}
		}
		if w := v.ReadWish(name + "를 위해 오전 7시"); w.For != name || w.Place != "" {
			t.Errorf("%q is for %q in %q", name, w.For, w.Place)
		}
		if rest, _, dates := v.CutDate(name, tuesday); len(dates) > 0 || rest != name {
			t.Errorf("%q is the date %s", name, datesText(dates))
		}
	}
}

func TestAWordIsReadWithOrWithoutASpace(t *testing.T) {
	v := voice(t, "ko")
	for _, line := range []string{"매일 아침 일곱 시 반에 서울에서", "매일아침 일곱시 반에 서울에서", "매일 아침 일곱시반에 서울에서", "매일아침일곱시반에 서울에서", "매일 아침 7 시 반 에 서울 에서"} {
		if w := v.ReadWish(line); clockText(w.Clock) != "07:30" || daysText(w) != "every" || w.Place != "서울" {
			t.Errorf("%q is %s %s in %q", line, clockText(w.Clock), daysText(w), w.Place)
		}
	}
	for _, text := range []string{"다음 주 수요일까지", "다음주 수요일까지", "다음주수요일까지"} {
		if got := datesText(v.ReadDate(text, tuesday)); got != "2026-12-02" {
			t.Errorf("%q is %s", text, got)
		}
	}
}

// In a language that joins no words, none is taken apart.
func TestAWordOfAnotherLanguageStaysWhole(t *testing.T) {
	for _, lang := range []string{"", "de", "it"} {
		if w := voice(t, lang).ReadWish("07:00 sundayville"); w.Place != "sundayville" {
			t.Errorf("%s: the place is %q", lang, w.Place)
		}
	}
}

// A week begins with Monday, whatever day it is.
func TestADayOfNextWeek(t *testing.T) {
	v, day := voice(t, "ko"), tuesday
	for ahead, want := range map[int]string{-1: "2026-11-30", 0: "2026-11-30", 5: "2026-11-30", 6: "2026-12-07"} {
		if day.Today = tuesday.Today.Add(ahead); datesText(v.ReadDate("다음 주 월요일", day)) != want {
			t.Errorf("on %s it is %s, want %s", day.Today, datesText(v.ReadDate("다음 주 월요일", day)), want)
		}
	}
}
