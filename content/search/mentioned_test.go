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
		"Granada and Franca":                                         "",
		"":                                                           "",
		"We meet on Friday.":                                         "",
	} {
		if got := strings.Join(keys(search.Mentioned(loaded(t), text, 10)), " "); got != want {
			t.Errorf("%q mentions %q, not %q", text, got, want)
		}
	}
	if got := search.Mentioned(loaded(t), "Nigeria, Eritrea, India", 2); len(got) != 2 {
		t.Errorf("%d are too many", len(got))
	}
	if got := search.Mentioned(loaded(t), strings.Repeat("Nothing At All ", 2000), 10); got != nil {
		t.Errorf("nothing names %v", got)
	}
}
