package search_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/content/search"
)

// french are some fillers of a language whose small words are joined to a name by an
// apostrophe.
var french = search.Fillers{
	Before: []string{"pour", "le", "la", "l’", "d’", "les chrétiens", "les chrétiens de"},
	Behind: []string{"merci"},
	Open:   []string{"en", "d’"},
	And:    []string{"et"},
	Whole:  []string{"le monde entier"},
}

func TestAFillerMayBeJoinedToANameByAnApostrophe(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string]string{
		"l'Iran": "IR", "l’Iran": "IR", "pour l'Iran merci": "IR", "d'Érythrée": "ER", "D’IRAN": "IR",
		"les chrétiens de l'Inde": "IN", "les chrétiens d'Irak": "IQ", "nos familles d'Iran": "IR", "la Syrie": "SY", "pour la Côte d'Ivoire": "CI", "nos familles en Syrie": "SY",
	} {
		if found := search.FindAmong(library, text, french); len(found.Countries) != 1 || found.Countries[0].Key != want || found.Of.How == search.Slip {
			t.Errorf("%q leads to %v, want %s", text, keys(found.Countries), want)
		}
	}
}

// chinese are some fillers of a language that is written without spaces.
var chinese = search.Fillers{
	Before: []string{"为", "请为", "为在", "关于"},
	Behind: []string{"祷告", "的基督徒", "的弟兄姊妹", "受逼迫的信徒", "的新闻"},
	And:    []string{"和"},
	Whole:  []string{"全世界"},
}

func TestFillersStandBesideANameWithoutSpaces(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string]string{
		"为尼日利亚祷告": "NG", "请为苏丹祷告。": "SD", "为伊朗的弟兄姊妹祷告": "IR", "为在阿富汗受逼迫的信徒祷告": "AF", "叙利亚的新闻": "SY", "关于 马里": "ML", "朝鲜": "KP",
	} {
		if found := search.FindAmong(library, text, chinese); len(found.Countries) != 1 || found.Countries[0].Key != want || found.Of.How == search.Slip {
			t.Errorf("%q leads to %v, want %s", text, keys(found.Countries), want)
		}
	}
	for text, want := range map[string][]string{
		"尼日利亚、叙利亚": {"NG", "SY"}, "伊朗，伊拉克": {"IQ", "IR"}, "印度、伊朗和朝鲜": {"IN", "IR", "KP"}, "波斯尼亚和黑塞哥维那": {"BA"}, "全世界": nil,
	} {
		wanted := search.ParseSelection(library, text, chinese)
		if diff := cmp.Diff(want, wanted.Selection.Countries); diff != "" || len(wanted.Unclear) > 0 {
			t.Errorf("%q: %s %v", text, diff, wanted.Unclear)
		}
	}
}

func TestNamesAreJoinedByTheWordsOfALanguage(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string][]string{
		"le Nigeria et la Syrie":      {"NG", "SY"},
		"l'Iran, l'Irak et l'Inde":    {"IN", "IQ", "IR"},
		"le Nigeria and la Syrie":     {"NG", "SY"},
		"Trinité-et-Tobago et l'Iran": {"IR", "TT"},
		"Antigua et Barbuda":          {"AG"},
		"la Bosnie-Herzégovine, Iran": {"BA", "IR"},
		"le monde entier":             nil,
		"Le Monde entier":             nil,
		"all":                         nil,
	} {
		wanted := search.ParseSelection(library, text, french)
		if diff := cmp.Diff(want, wanted.Selection.Countries); diff != "" || len(wanted.Unclear) > 0 {
			t.Errorf("%q: %s %v", text, diff, wanted.Unclear)
		}
	}
}
