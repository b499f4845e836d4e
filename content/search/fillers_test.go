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

// arabic are some fillers of a language whose prepositions and "and" stand in one word
// with the name.
var arabic = search.Fillers{
	Before: []string{"من أجل", "في", "صلوا", "صلوا من أجل", "للـال", "لـ", "بـ", "وـ"},
	Open:   []string{"في"},
	And:    []string{"و", "وـ"},
	Whole:  []string{"العالم كله"},
}

func TestAFillerMayStandInOneWordWithAName(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string]string{
		"لنيجيريا": "NG", "للسودان": "SD", "لليمن": "YE", "بإيران": "IR", "صلوا لسوريا": "SY", "صلوا من أجل سوريا": "SY", "لكوريا الشمالية": "KP",
		"لبنان": "LB", "ليبيا": "LY", "بنين": "BJ", "لليبيا": "LY", "للبنان": "LB", "إخوتنا في إيران": "IR",
	} {
		if found := search.FindAmong(library, text, arabic); len(found.Countries) != 1 || found.Countries[0].Key != want || found.Of.How == search.Slip {
			t.Errorf("%q leads to %v, want %s", text, keys(found.Countries), want)
		}
	}
}

func TestNamesAreJoinedByAWordThatStandsInOneWithTheSecond(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string][]string{
		"نيجيريا وإيران":         {"IR", "NG"},
		"نيجيريا وإيران وسوريا":  {"IR", "NG", "SY"},
		"نيجيريا، إيران، سوريا":  {"IR", "NG", "SY"},
		"نيجيريا و إيران":        {"IR", "NG"},
		"البوسنة والهرسك وإيران": {"BA", "IR"},
		"إيران والبوسنة والهرسك": {"BA", "IR"},
		"ترينيداد وتوباغو":       {"TT"},
		"كوريا الشمالية واليمن":  {"KP", "YE"},
		"لنيجيريا وللسودان":      {"NG", "SD"},
		"العالم كله":             nil,
	} {
		wanted := search.ParseSelection(library, text, arabic)
		if diff := cmp.Diff(want, wanted.Selection.Countries); diff != "" || len(wanted.Unclear) > 0 {
			t.Errorf("%q: %s %v", text, diff, wanted.Unclear)
		}
	}
}

// korean are some fillers of a language whose small words are joined to the end of a name.
var korean = search.Fillers{
	Before: []string{"우리"},
	Behind: []string{"-에서", "-에", "-를", "-을", "-의", "-와", "-과", "-로", "위해", "있는", "그리스도인을"},
}

func TestAFillerMayBeJoinedToTheEndOfAName(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string]string{
		"나이지리아": "NG", "나이지리아를": "NG", "나이지리아를 위해": "NG", "이란에서": "IR", "북한에 있는 그리스도인을 위해": "KP", "우리 이집트의": "EG",
		"벨기에": "BE", "벨기에에서": "BE",
	} {
		if found := search.FindAmong(library, text, korean); len(found.Countries) != 1 || found.Countries[0].Key != want || found.Of.How == search.Slip {
			t.Errorf("%q leads to %v, want %s", text, keys(found.Countries), want)
		}
	}
	for text, want := range map[string][]string{
		"이란과 시리아": {"IR", "SY"}, "이란과 시리아를 위해": {"IR", "SY"}, "나이지리아, 북한과 이집트": {"EG", "KP", "NG"}, "중앙 아프리카 공화국과 이란": {"CF", "IR"},
	} {
		wanted := search.ParseSelection(library, text, korean)
		if diff := cmp.Diff(want, wanted.Selection.Countries); diff != "" || len(wanted.Unclear) > 0 {
			t.Errorf("%q: %s %v", text, diff, wanted.Unclear)
		}
	}
	if wanted := search.ParseSelection(library, "그곳과 저곳", korean); len(wanted.Unclear) != 1 {
		t.Errorf("names that are none are %v", wanted.Unclear)
	}
}

// What Koreans call countries and peoples beside the names that CLDR has.
func TestKoreanNamesAreFound(t *testing.T) {
	library := loaded(t)
	for text, want := range map[string]string{
		"호주": "AU", "터키": "TR", "에리트레아": "ER", "남한": "KR", "아프간": "AF", "남아공": "ZA", "사우디": "SA", "버마": "MM", "위구르": "CN", "중앙아프리카공화국": "CF",
	} {
		if found := search.Find(library, text); len(found.Countries) != 1 || found.Countries[0].Key != want || found.Of.How == search.Slip {
			t.Errorf("%q leads to %v, want %s", text, keys(found.Countries), want)
		}
	}
	if found := search.Find(library, "콩고"); len(found.Countries) != 2 {
		t.Errorf("Congo leads to %v", keys(found.Countries))
	}
}
