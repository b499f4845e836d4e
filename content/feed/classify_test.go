package feed

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"prayerbot/content"
	"prayerbot/content/load"
)

var (
	library = sync.OnceValues(func() (*content.Library, error) { return load.Library(content.Builtin()) })
	sorter  = sync.OnceValues(func() (*Classifier, error) {
		l, err := library()
		if err != nil {
			return nil, err
		}
		return NewClassifier(l)
	})
)

// classifier is the classifier of the built-in library.
func classifier(t testing.TB) *Classifier {
	t.Helper()
	c, err := sorter()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// An example is a headline with the countries that it is about.
type example struct {
	want   []string
	untold bool // the title does not tell it
	item   Item
	line   int
}

// examples reads a file of labelled headlines.
func examples(t testing.TB, file string) []example {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	line := 1
	for _, block := range strings.Split(string(data), "\n\n") {
		if e, ok := readExample(strings.Split(strings.TrimSpace(block), "\n")); ok {
			e.line = line
			all = append(all, e)
		}
		line += strings.Count(block, "\n") + 2
	}
	return all
}

func readExample(lines []string) (example, bool) {
	if len(lines) < 2 || lines[0] == "" || lines[0][0] == '#' {
		return example{}, false
	}
	e := example{item: Item{Title: lines[1], Language: "en"}}
	label, untold := strings.CutSuffix(lines[0], " ?")
	if e.untold = untold; label != "-" {
		e.want = strings.Split(label, ",")
	}
	for _, line := range lines[2:] {
		if tags, ok := strings.CutPrefix(line, "tags: "); ok {
			e.item.Categories = strings.Split(tags, "; ")
		} else if lang, ok := strings.CutPrefix(line, "lang: "); ok {
			e.item.Language = lang
		} else {
			e.item.Text = line
			e.item.Excerpt = shorten(line, MaxExcerpt)
		}
	}
	return e, true
}

func keys(countries []*content.Country) []string {
	var all []string
	for _, c := range countries {
		all = append(all, c.Key)
	}
	return all
}

// A tally says how many countries of headlines are right, wrong and missed.
type tally struct{ right, wrong, missed float64 }

func (y tally) plus(o tally) tally {
	return tally{y.right + o.right, y.wrong + o.wrong, y.missed + o.missed}
}

func (y tally) precision() float64 { return y.right / (y.right + y.wrong) }

func (y tally) recall() float64 { return y.right / (y.right + y.missed) }

// measure classifies examples and compares.
func measure(t *testing.T, c *Classifier, all []example) tally {
	t.Helper()
	var sum tally
	for _, e := range all {
		got := keys(c.Countries(e.item))
		for _, key := range got {
			if slices.Contains(e.want, key) {
				sum.right++
			} else {
				sum.wrong++
			}
		}
		for _, key := range e.want {
			if !slices.Contains(got, key) {
				sum.missed++
			}
		}
		if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(e.want))) {
			t.Logf("line %d: %q is taken for %v, a reader says %v", e.line, e.item.Title, got, e.want)
		}
	}
	t.Logf("%d headlines: precision %.3f, recall %.3f", len(all), sum.precision(), sum.recall())
	return sum
}

// The headlines of held-out.txt were written after the classifier.
func TestHeadlinesAreSortedAsAReaderWould(t *testing.T) {
	c := classifier(t)
	own, heldOut := examples(t, "headlines.txt"), examples(t, "held-out.txt")
	all := measure(t, c, own).plus(measure(t, c, heldOut))
	if all.precision() < 0.95 || all.recall() < 0.85 {
		t.Errorf("precision %.3f, recall %.3f", all.precision(), all.recall())
	}
	countries := map[string]bool{}
	for _, e := range append(own, heldOut...) {
		for _, key := range e.want {
			countries[key] = true
		}
	}
	if n := len(own) + len(heldOut); n < 300 || len(heldOut) < 60 || len(countries) < 70 {
		t.Errorf("%d headlines, %d of them held out, of %d countries", n, len(heldOut), len(countries))
	}
}

func TestAHeadlineIsAboutThreeCountriesAtMostTheFirstFirst(t *testing.T) {
	c := classifier(t)
	for title, want := range map[string][]string{
		"Churches Closed in Iran, Iraq, Syria and Turkey": {"IQ", "IR", "SY"},
		"Nigeria: Pastors From Ghana Welcomed":            {"NG"},
		"":                                                nil,
	} {
		got := keys(c.Countries(Item{Title: title}))
		if len(want) == 3 {
			slices.Sort(got)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is taken for %v, want %v", title, got, want)
		}
	}
}

// Headlines as Italian agencies write them.
func TestHeadlinesInItalianAreSorted(t *testing.T) {
	c := classifier(t)
	for title, want := range map[string][]string{
		"Pastore iraniano condannato a dieci anni di carcere":               {"IR"},
		"Nigeria, rapiti due sacerdoti nello Stato di Kaduna":               {"NG"},
		"Vescovi nigeriani: basta violenze":                                 {"NG"},
		"Missionario italiano liberato dopo due anni di prigionia in Niger": {"NE"},
		"Cristiani nordcoreani in fuga":                                     {"KP"},
		"La polizia pachistana indaga sull’accusa di blasfemia":             {"PK"},
		"Chiesa copta attaccata a Minya":                                    {"EG"},
		"Le suore birmane che curano gli sfollati":                          {"MM"},
		"Jihadisti uccidono trenta fedeli nel Nord Kivu":                    {"CD"},
		"Centrafrica, la messa sotto scorta":                                {"CF"},
		"Terra Santa, un Natale senza pellegrini":                           {"IL", "PS"},
		"Il governo cinese chiude una chiesa domestica":                     {"CN"},
		"Londra, fermata per una preghiera silenziosa":                      {"GB"},
		"Cittadini statunitensi in preghiera":                               {"US"},
		"Il rosario della parrocchia":                                       nil,
	} {
		got := keys(c.Countries(Item{Title: title, Language: "it"}))
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q is taken for %v, want %v", title, got, want)
		}
	}
}

// Headlines as Chinese agencies write them, without a space between words.
func TestHeadlinesInChineseAreSorted(t *testing.T) {
	c := classifier(t)
	for title, want := range map[string][]string{
		"伊朗牧师被判十年监禁":         {"IR"},
		"尼日利亚卡杜纳州两名神父遭绑架":    {"NG"},
		"奈及利亚主教：停止暴力":        {"NG"},
		"意大利宣教士在尼日尔被囚两年后获释":  {"IT", "NE"},
		"朝鲜基督徒逃亡":            {"KP"},
		"北韩信徒的见证":            {"KP"},
		"巴基斯坦警方调查亵渎指控":       {"PK"},
		"明亚的科普特教堂遭袭":         {"EG"},
		"缅甸修女照顾流离失所者":        {"MM"},
		"北基伍省三十名信徒遇害":        {"CD"},
		"中非共和国：在护卫下望弥撒":      {"CF"},
		"圣地：没有朝圣者的圣诞节":       {"IL", "PS"},
		"秋雨圣约教会长老再次被拘留":      {"CN"},
		"伦敦：女子因默祷被捕":         {"GB"},
		"南苏丹教会呼吁和平":          {"SS"},
		"印度尼西亚村民反对建教堂":       {"ID"},
		"印度教极端分子冲击祷告会":       nil,
		"出埃及记查经：约旦河边的召命":     nil,
		"堂区的玫瑰经":             nil,
		"刚果民主共和国：夜间祷告会遭叛军袭击": {"CD"},
	} {
		for _, lang := range []string{"zh", "zh-Hans", "zh-CN"} {
			got := keys(c.Countries(Item{Title: title, Language: lang}))
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q is taken for %v, want %v", lang, title, got, want)
			}
		}
	}
}

// Headlines as Arabic agencies write them.
func TestHeadlinesInArabicAreSorted(t *testing.T) {
	c := classifier(t)
	for title, want := range map[string][]string{
		"الحكم بالسجن عشر سنوات على قس إيراني":             {"IR"},
		"خطف كاهنين في ولاية كادونا النيجيرية":             {"NG"},
		"مقتل مسيحيين بنيجيريا في هجوم على قرية":           {"NG"},
		"أساقفة نيجيريون: كفى عنفا":                        {"NG"},
		"إطلاق سراح مبشر مخطوف في النيجر":                  {"NE"},
		"هجوم في دلتا النيجر":                              {"NG"},
		"مسيحيون كوريون شماليون يفرون إلى الصين":           {"CN", "KP"},
		"الشرطة الباكستانية تحقق في تهمة تجديف":            {"PK"},
		"حرق منازل أقباط في قرية بالمنيا":                  {"EG"},
		"السلطات الصينية تغلق كنيسة بيتية في بكين":         {"CN"},
		"صلاة من أجل السلام للسودان وسوريا":                {"SD", "SY"},
		"تفجير كنيسة في دمشق خلال القداس":                  {"SY"},
		"عيد الميلاد في الأراضي المقدسة بلا حجاج":          {"IL", "PS"},
		"الكونغو الديمقراطية: جهاديون يقتلون ثلاثين مؤمنا": {"CD"},
		"الوضع المالي للكنيسة":                             nil,
		"دعم مالي لأسر الشهداء":                            nil,
		"هجوم على كنيسة في مالي":                           {"ML"},
		"يوم صلاة في الرعية":                               nil,
	} {
		got := keys(c.Countries(Item{Title: title, Language: "ar"}))
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q is taken for %v, want %v", title, got, want)
		}
	}
}

// Headlines as Korean agencies write them: particles stand in the same word as a name,
// and some countries are one Chinese character.
func TestHeadlinesInKoreanAreSorted(t *testing.T) {
	c := classifier(t)
	for title, want := range map[string][]string{
		"나이지리아서 기독교인 200명 피랍":       {"NG"},
		"이란의 가정교회 지도자, 징역 10년 선고받아": {"IR"},
		"북한에 억류된 선교사들을 기억하라":        {"KP"},
		"中 공안, 가정교회 예배 급습":          {"CN"},
		"인도에서 목회자가 개종금지법 위반 혐의로 체포": {"IN"},
		"파키스탄, 신성모독 혐의 기독교인 석방":     {"PK"},
		"수단과 남수단의 교회를 위한 기도":        {"SD", "SS"},
		"콥트교회, 민야에서 공격받아":           {"EG"},
		"미얀마군, 카친주 교회 폭격":           {"MM"},
		"북키부주서 신자 30명 살해":           {"CD"},
		"벨기에의 난민 교회":                {"BE"},
		"성지의 성탄절":                   {"IL", "PS"},
		"美 국무부, 종교자유 특별우려국 발표":      {"US"},
		"인도적 지원을 위한 기도":             nil,
		"믿음이란 무엇인가":                 nil,
		"가나 혼인잔치의 기적":               nil,
		"수단과 방법을 가리지 않는 전도":         nil,
		"우리 교회 수요예배":                nil,
	} {
		got := keys(c.Countries(Item{Title: title, Language: "ko"}))
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q is taken for %v, want %v", title, got, want)
		}
	}
}

// Headlines as agencies write them in Russian, which declines names.
func TestHeadlinesInRussianAreSorted(t *testing.T) {
	c := classifier(t)
	for title, want := range map[string][]string{
		"Иранский пастор приговорён к десяти годам тюрьмы":            {"IR"},
		"В Нигерии похищены два священника":                           {"NG"},
		"Нигерийские епископы призывают остановить насилие":           {"NG"},
		"Миссионер освобождён после двух лет плена в Нигере":          {"NE"},
		"Северокорейские христиане бегут от голода":                   {"KP"},
		"В Северной Корее за Библию отправляют в лагерь":              {"KP"},
		"Полиция Пакистана расследует дело о богохульстве":            {"PK"},
		"Сгорел коптский храм в Минье":                                {"EG"},
		"Китайские власти закрыли домашнюю церковь":                   {"CN"},
		"Боевики убили тридцать верующих в Северном Киву":             {"CD"},
		"В ЦАР богослужения проходят под охраной":                     {"CF"},
		"Рождество в Святой Земле без паломников":                     {"IL", "PS"},
		"В Узбекистане оштрафовали баптистов за молитвенное собрание": {"UZ"},
		"Суд в Таджикистане отправил пастора в колонию":               {"TJ"},
		"Казахстанские власти отказали церкви в регистрации":          {"KZ"},
		"В Эритрее двадцать лет держат в тюрьме пасторов без суда":    {"ER"},
		"Христиане Сирии боятся возвращаться в Алеппо":                {"SY"},
		"Воскресное собрание в общине прошло спокойно":                nil,
		"Как говорить с детьми о молитве":                             nil,
	} {
		got := keys(c.Countries(Item{Title: title, Language: "ru"}))
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q is taken for %v, want %v", title, got, want)
		}
	}
}

func TestOnlyWhatSpeaksOfFaithUnderPressureConcernsUs(t *testing.T) {
	c := classifier(t)
	for _, tt := range []struct {
		lang, title, text string
		want              bool
	}{
		{"en", "Priest kidnapped on the way to Mass", "", true},
		{"en", "Egypt: Free Coptic Researcher", "Authorities should drop the charges, the group said.", true},
		{"en", "New report on blasphemy laws", "", true},
		{"en", "Persecution at a record, survey finds", "", true},
		{"en", "Government closes forty houses of worship", "The church of the village was among them.", true},
		{"en", "Sudan: Hospital Bombed", "Forty people died; the ward was run by nuns.", true},
		{"en", "Bishop of Lusaka Appointed", "The Holy Father named a new shepherd.", false},
		{"en", "Parish Choir Wins Prize", "They sang for an hour.", false},
		{"en", "Ferry Disaster Kills Forty", "Rescue boats searched all night.", false},
		{"en", "Priest Sentenced for Abuse", "The court in the town found him guilty.", false},
		{"en", "Cardinal celebrates jubilee", "He was once arrested by the old regime.", true},
		{"en", "Football: the final in pictures", "", false},
		{"en", "Police Fire at Protesters", "Eleven were wounded in the capital.", false},
		{"fr", "Un pasteur enlevé dans l’est du pays", "", true},
		{"fr", "Festival de musique : le programme", "", false},
		{"es", "Asesinan a sacerdote en la sierra", "", true},
		{"es", "El Papa recibe a deportistas", "", false},
		{"es", "Profanan una iglesia en Santiago", "", true},
		{"ko", "나이지리아서 목사와 성도 12명 피랍", "", true},
		{"ko", "中 가정교회 지도자 징역형", "", true},
		{"ko", "이란, 기독교 개종자에게 실형 선고", "", true},
		{"ko", "인도 힌두 극단주의자들, 예배 중인 교회를 습격", "", true},
		{"ko", "핍박받는 성도들을 위한 기도의 날", "", true},
		{"ko", "신성모독 혐의로 갇힌 기독교인 석방", "", true},
		{"ko", "무장 괴한들이 신학교를 공격", "학생 세 명이 숨졌다.", true},
		{"ko", "장로교 총회, 새 총회장 선출", "부총회장도 함께 뽑았다.", false},
		{"ko", "교회 목사, 횡령 혐의로 재판", "교인들이 고발했다.", false},
		{"ko", "성탄절 음악회 열린다", "", false},
		{"ko", "월드컵 축구 결승전", "", false},
		{"ko", "태풍으로 40명 사망", "구조가 이어지고 있다.", false},
	} {
		if got := c.AboutPersecution(Item{Title: tt.title, Text: tt.text, Language: tt.lang}); got != tt.want {
			t.Errorf("%q concerns us: %v", tt.title, got)
		}
	}
}

// Whatever is written, the answer is the same twice, and no country comes twice.
func FuzzCountries(f *testing.F) {
	for _, e := range examples(f, "headlines.txt")[:40] {
		f.Add(e.item.Title, e.item.Text, "en")
	}
	f.Add("U.S. – D.R. Congo, N'Djamena: “Côte d'Ivoire”", "JOS, Nigeria (A) – x", "fr")
	f.Add("牧师在尼日利亚被捕", "", "zh")
	c := classifier(f)
	f.Fuzz(func(t *testing.T, title, text, lang string) {
		i := Item{Title: title, Text: text, Language: lang, Categories: []string{text, title}}
		got := keys(c.Countries(i))
		if again := keys(c.Countries(i)); !slices.Equal(got, again) {
			t.Errorf("%v and then %v", got, again)
		}
		if len(got) > 3 || len(slices.Compact(slices.Sorted(slices.Values(got)))) != len(got) {
			t.Errorf("%q is taken for %v", title, got)
		}
		c.AboutPersecution(i)
	})
}

func BenchmarkCountries(b *testing.B) {
	c, all := classifier(b), examples(b, "headlines.txt")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Countries(all[i%len(all)].item)
	}
}

func BenchmarkNewClassifier(b *testing.B) {
	l, err := library()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewClassifier(l); err != nil {
			b.Fatal(err)
		}
	}
}

// A story has a title and its first sentence; some feeds give the title alone.
// The headlines of fresh-held-out.txt were not looked at until the classifier stood
// on the gazetteer, and had then a precision of 0.92 and a recall of 0.96 with a
// sentence, 0.92 and 0.92 without; those of fresh-second.txt, looked at next, had 0.96 and
// 0.92 both ways. What was wrong has been mended in its kind. fresh-third.txt and
// fresh-fourth.txt have the forms of publishers' pages, and many places that are small;
// the first look gave 0.94 and 0.91 with a sentence (0.91 and 0.89 without), then, once
// that was mended, 0.92 and 0.83 (0.90 and 0.77) with the other set, whose kinds have
// been mended since. fresh-fifth.txt had 0.90 and 0.95 (0.87 and 0.89) at first, fresh-sixth.txt, when that was
// mended, 0.95 and 0.97 (0.91 and 0.92). fresh-seventh.txt has sentences as long as those
// of agencies, which name who helps and who warns besides: it had 0.82 and 0.98 at first,
// and fresh-eighth.txt and fresh-ninth.txt, each when the one before had been mended, 0.84
// and 0.90, 0.84 and 0.95: both are made of what is hard. fresh-tenth.txt had 0.94 and
// 0.90 (0.95 and 0.88), fresh-eleventh.txt, in six languages, 0.91 and 0.71 (0.88 and
// 0.60), and the three parts of fresh-twelfth.txt, of 80, 90 and 73 headlines, each
// written when the ones before had been mended, 0.81 and 0.87, 0.95 and 0.97, 0.93 and
// 0.90. fresh-thirteenth.txt, of which nothing was mended, had 0.98 and 0.95 (0.99 and
// 0.87) at its first look; fresh-fourteenth.txt, of which twenty are in other languages
// and were tried as English, had 0.97 and 0.92 (0.94 and 0.85) then. A search for better
// weights by cross-validation over all of them gained nothing: what is missed hangs on the
// words around a name, and on what names are known.
func TestFreshHeadlinesAreSortedWithTheirFirstSentenceAndWithout(t *testing.T) {
	whole, titles := atLeast{0.97, 0.93}, atLeast{0.95, 0.88}
	for _, set := range []struct {
		file          string
		whole, titles atLeast
	}{
		{"fresh.txt", whole, titles}, {"fresh-held-out.txt", whole, titles}, {"fresh-second.txt", whole, titles},
		{"fresh-third.txt", whole, atLeast{0.90, 0.87}}, // of places that only the sentence explains
		{"fresh-fourth.txt", whole, atLeast{0.90, 0.87}},
		{"fresh-fifth.txt", whole, titles}, {"fresh-sixth.txt", whole, titles}, {"fresh-seventh.txt", whole, titles},
		{"fresh-eighth.txt", atLeast{0.96, 0.95}, atLeast{0.90, 0.88}},
		{"fresh-ninth.txt", atLeast{0.95, 0.95}, atLeast{0.93, 0.90}},
		{"fresh-tenth.txt", whole, titles},
		{"fresh-eleventh.txt", atLeast{0.97, 0.88}, atLeast{0.95, 0.78}}, // titles that tell no country
		{"fresh-twelfth.txt", atLeast{0.96, 0.93}, atLeast{0.94, 0.88}},
		{"fresh-thirteenth.txt", whole, titles},
		{"fresh-fourteenth.txt", whole, titles},
	} {
		all := examples(t, set.file)
		set.whole.check(t, set.file+", with a sentence", all)
		set.titles.check(t, set.file+", titles alone", titlesOf(all))
	}
}

// titlesOf are examples without their sentences.
func titlesOf(all []example) []example {
	var titles []example
	for _, e := range all {
		e.item.Text, e.item.Excerpt = "", ""
		if e.untold {
			e.want = nil
		}
		titles = append(titles, e)
	}
	return titles
}

// atLeast is what a set of headlines must reach.
type atLeast struct{ precision, recall float64 }

func (b atLeast) check(t *testing.T, what string, all []example) {
	t.Helper()
	sum := measure(t, classifier(t), all)
	t.Logf("%s: precision %.3f, recall %.3f", what, sum.precision(), sum.recall())
	if sum.precision() < b.precision || sum.recall() < b.recall {
		t.Errorf("%s: precision %.3f, recall %.3f", what, sum.precision(), sum.recall())
	}
}
