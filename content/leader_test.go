package content_test

import (
	"testing"

	"prayerbot/content"
)

func day(t *testing.T, text string) content.Date {
	t.Helper()
	d, err := content.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestATermEndsOnItsDayAndAtTheEndOfItsMonthOrYear(t *testing.T) {
	for _, tt := range []struct {
		until, today string
		ended        bool
	}{
		{"", "2026-11-29", false},
		{"2026-11-16", "2026-11-15", false},
		{"2026-11-16", "2026-11-16", true},
		{"2026-10", "2026-10-30", false},
		{"2026-10", "2026-10-31", true},
		{"2026-02", "2026-02-28", true},
		{"2026", "2026-12-30", false},
		{"2026", "2026-12-31", true},
		{"soon", "2026-12-31", false},
	} {
		if got := (content.Leader{Until: tt.until}).Ended(day(t, tt.today)); got != tt.ended {
			t.Errorf("until %q, on %s: %v", tt.until, tt.today, got)
		}
	}
}

func TestALineIsOldAfterSixMonths(t *testing.T) {
	for _, tt := range []struct {
		asOf, today string
		old         bool
	}{
		{"2026-01-22", "2026-07-21", false},
		{"2026-01-22", "2026-07-22", true},
		{"2026-01", "2026-07-30", false},
		{"2026-01", "2026-07-31", true},
		{"2025", "2026-06-30", false},
		{"2025", "2026-07-01", true},
		{"", "2026-01-01", true},
	} {
		if got := (content.Leader{AsOf: tt.asOf}).Stale(day(t, tt.today)); got != tt.old {
			t.Errorf("as of %q, on %s: %v", tt.asOf, tt.today, got)
		}
	}
}

func TestOldLinesAreThoseThatAnEditorHasToLookUp(t *testing.T) {
	leaders := []content.Leader{
		{Name: "Fresh", AsOf: "2026-11-01"},
		{Name: "Old", AsOf: "2026-01"},
		{Name: "Over", AsOf: "2026-11-01", Until: "2026-11-16"},
		{Name: "Unsure", AsOf: "2026-11-01", MayHaveChanged: "2026"},
	}
	country := &content.Country{Key: "AA", Name: "A", Facts: []content.Fact{{Kind: content.FactHeadOfState, Leaders: leaders}}}
	var names string
	for _, line := range content.New(content.Parts{Countries: []*content.Country{country}}).OldLines(day(t, "2026-11-29")) {
		names += line.Leader.Name + " "
	}
	if names != "Old Over Unsure " {
		t.Errorf("got %s", names)
	}
}

// vocabularies are some that are read already.
func vocabularies(all map[string]content.Vocabulary) content.Vocabularies {
	read := content.Vocabularies{}
	for lang, words := range all {
		read[lang] = func() content.Vocabulary { return words }
	}
	return read
}

func TestATermIsSaidInTheLanguageElseInEnglish(t *testing.T) {
	l := content.New(content.Parts{Vocabularies: vocabularies(map[string]content.Vocabulary{
		"en":      {content.TermReligion: {"muslim": "Muslim", "sunni": "Sunni"}},
		"de":      {content.TermReligion: {"muslim": "Muslime"}},
		"zh-Hans": {content.TermReligion: {"muslim": "伊斯兰教"}},
	})})
	for _, tt := range []struct{ lang, key, want string }{
		{"de", "muslim", "Muslime"}, {"de-CH", "muslim", "Muslime"}, {"de", "sunni", "Sunni"},
		{"", "muslim", "Muslim"}, {"fr", "muslim", "Muslim"}, {"en", "juche", "juche"},
		{"zh-CN", "muslim", "伊斯兰教"}, {"zh", "muslim", "伊斯兰教"}, {"zh-Hans-CN", "sunni", "Sunni"}, {"zh-TW", "muslim", "Muslim"},
	} {
		if got := l.Term(tt.lang, content.TermReligion, tt.key); got != tt.want {
			t.Errorf("%s in %q: %q", tt.key, tt.lang, got)
		}
	}
}

func TestAnOfficeMayBeCalledOtherwiseInACountry(t *testing.T) {
	l := content.New(content.Parts{Vocabularies: vocabularies(map[string]content.Vocabulary{
		"en":      {content.TermTitle: {"president": "President"}},
		"zh-Hans": {content.TermTitle: {"president": "总统", "president-vn": "国家主席"}},
	})})
	for _, tt := range []struct{ lang, country, want string }{
		{"zh-CN", "VN", "国家主席"}, {"zh-CN", "NG", "总统"}, {"zh-CN", "", "总统"}, {"en", "VN", "President"}, {"de", "VN", "President"},
	} {
		var country *content.Country
		if tt.country != "" {
			country = &content.Country{Key: tt.country}
		}
		if got := l.Office(tt.lang, "president", country); got != tt.want {
			t.Errorf("the president of %q in %s: %q", tt.country, tt.lang, got)
		}
	}
}
