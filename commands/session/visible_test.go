package session

import "testing"

func TestWhatDrawsNothingIsLeftOut(t *testing.T) {
	for in, want := range map[string]string{
		"We\u200Bmeet\u2060 on\uFEFF Sun\u00ADday":                      "Wemeet on Sunday",
		"\u2800\u3164\u115F\u1160\uFFA0":                                "",
		"ab\u200Dc\u200C":                                               "abc",
		"a\u034Fb\u180Ec":                                               "abc",
		"کلیسای خانه\u200Cای":                                           "کلیسای خانه\u200Cای", // Persian needs it
		"क्\u200Dष":                                                     "क्\u200Dष",
		"\U0001F468\u200D\U0001F469\u200D\U0001F467 come":               "\U0001F468\u200D\U0001F469\u200D\U0001F467 come",
		"\u2764\uFE0F\u200D\U0001F525":                                  "\u2764\uFE0F\u200D\U0001F525",
		"\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E007F":            "\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E007F",
		"hidden\U000E0067\U000E0062":                                    "hidden",
		"שלום\u200F and \u061Cسلام":                                     "שלום\u200F and \u061Cسلام",
		"https://exam\u200Bple.org/\u2060a":                             "https://example.org/a",
		"Grace Church":                                                  "Grace Church",
		"\U0001F9D1\U0001F3FD\u200D\U0001F33E a farmer with her colour": "\U0001F9D1\U0001F3FD\u200D\U0001F33E a farmer with her colour",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%+q) = %+q, want %+q", in, got, want)
		}
	}
}
