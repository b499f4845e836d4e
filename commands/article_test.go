package commands_test

import (
	"regexp"
	"strings"
	"testing"
)

// articled are the names that English speaks of with an article.
var articled = regexp.MustCompile(`Republic|Kingdom|United|Islands|Territories|Emirates|lands$`)

// TestEnglishNamesHaveTheirArticleWithinASentence holds that a country whose name is a
// noun for a state has its article in the content, and that only the article is added.
func TestEnglishNamesHaveTheirArticleWithinASentence(t *testing.T) {
	lib := builtin()
	for _, c := range lib.Countries {
		if articled.MatchString(c.Name) && c.InText == "" {
			t.Errorf("%s has no article within a sentence", c.Name)
		}
		if c.InText != "" && c.InText != "the "+c.Name {
			t.Errorf("%s is %q within a sentence", c.Name, c.InText)
		}
	}
}

// TestASentenceNamesACountryWithItsArticle walks where a name stands within a sentence,
// and where it stands alone.
func TestASentenceNamesACountryWithItsArticle(t *testing.T) {
	for line, want := range map[string][]string{
		"/country united kingdom":               {"🇬🇧 United Kingdom", "Pray for the United Kingdom"},
		"/country texas":                        {"Texas is in the United States."},
		"/news netherlands":                     {"There is no news about the Netherlands yet.", "Pray for the Netherlands"},
		"/subscribe 07:00 lagos for gulf, iran": {"For Iran and the Gulf states"},
		"/subscribe 07:00 usa":                  {"There is more than one time zone in the United States."},
	} {
		k := newTalk(t)
		k.private("7")
		said := plain(k.say(line))
		for _, part := range want {
			if !strings.Contains(said, part) {
				t.Errorf("%s does not say %q:\n%s", line, part, said)
			}
		}
	}
}

// TestOtherLanguagesHaveTheirOwnNamesWithinASentence: the article is English alone.
func TestOtherLanguagesHaveTheirOwnNamesWithinASentence(t *testing.T) {
	k := newTalk(t)
	k.private("7")
	k.say("/settings language de")
	if said := plain(k.say("/country usa")); strings.Contains(said, "the United States") {
		t.Errorf("German says\n%s", said)
	}
}
