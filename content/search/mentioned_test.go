package search_test

import (
	"strings"
	"testing"

	"prayerbot/content/search"
)

func TestTheCountriesThatATextMentions(t *testing.T) {
	for text, want := range map[string]string{
		"Please pray for Nigeria and for the church in North Korea!": "NG KP",
		"Nigeria's pastors, Nigeria’s children, (Eritrea).":          "NG ER",
		"News: INDIA and Pakistan.":                                  "IN PK",
		"we were in nigeria":                                         "",
		"Betet für Ägypten und die Elfenbeinküste":                   "EG CI",
		"Priez pour la Corée du Nord":                                "KP",
		"Pray for the Congo":                                         "CD CG",
		"The Democratic Republic of the Congo":                       "CD",
		"It is IT, and US too":                                       "",
		"Молитесь: Нигерия":                                          "NG",
		"Молитесь за Нигерию и о Северной Корее.":                    "NG KP",
		"Для того мы молимся":                                        "",
		"请为尼日利亚和印度尼西亚的信徒祷告。":                                         "NG ID",
		"“朝鲜”的教会":                                                    "KP",
		"我们星期五见面":                                                    "",
		"Eastern Islands, mon mari, je suis à la réunion":            "",
		"Granada and Franca":                                         "",
		"":                                                           "",
		"We meet on Friday.":                                         "",
	} {
		if got := strings.Join(keys(search.Mentioned(loaded(t), text, 10, search.Fillers{})), " "); got != want {
			t.Errorf("%q mentions %q, not %q", text, got, want)
		}
	}
	if got := search.Mentioned(loaded(t), "Nigeria, Eritrea, India", 2, search.Fillers{}); len(got) != 2 {
		t.Errorf("%d are too many", len(got))
	}
	if got := search.Mentioned(loaded(t), strings.Repeat("Nothing At All ", 2000), 10, search.Fillers{}); got != nil {
		t.Errorf("nothing names %v", got)
	}
}

// A name stands in one word with others, in a script without spaces, or in another case.
func TestTheCountriesThatATextMentionsInEveryScript(t *testing.T) {
	for _, tt := range []struct {
		text    string
		fillers search.Fillers
		want    string
	}{
		{"请为尼日利亚和朝鲜的基督徒祷告。", chinese, "NG KP"},
		{"刚果民主共和国的教会", chinese, "CD"},
		{"今天的聚会在七点。", chinese, ""},
		{"이란에서 잡힌 목사님과 나이지리아를 위해 기도합시다", korean, "IR NG"},
		{"오늘 저녁에 모입니다", korean, ""},
		{"صلوا لنيجيريا وإيران من أجل السلام", arabic, "NG IR"},
		{"نلتقي اليوم في المساء", arabic, ""},
		{"Помолитесь о Нигерии и о Северной Корее!", search.Fillers{}, "NG KP"},
		{"Встречаемся в среду вечером", search.Fillers{}, ""},
	} {
		if got := strings.Join(keys(search.Mentioned(loaded(t), tt.text, 10, tt.fillers)), " "); got != tt.want {
			t.Errorf("%q mentions %q, not %q", tt.text, got, tt.want)
		}
	}
}
