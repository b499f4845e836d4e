package translation

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"prayerbot/content"
	"prayerbot/content/load"
)

// spanish are rules such as those of Spanish.
var spanish = load.Language{
	Tag: "es", Script: "Latin", Least: 0.78, Most: 1.21, SharedWords: map[string]bool{"a": true, "no": true},
	Multipliers: map[string]float64{"mil": 1e3, "millones": 1e6}, Pairs: []string{"¿?", "«»"},
	Glossary: []load.Term{{English: "underground church", Use: []string{"iglesia clandestina"}}},
}

func TestNumbersAreReadAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]string{
		"nothing":                             "[]",
		"In 2014, 200 people and 1,200 more.": "[200 1200 2014]",
		"1.200 personas":                      "[1200]",
		"1 200 personnes, 12 300 000 de":      "[1200 1.23e+07]",
		"97.5 percent":                        "[97.5]",
		"97,5 por ciento":                     "[97.5]",
		"0.125 of it":                         "[0.125]",
		"3 million and 20 thousand":           "[20000 3e+06]",
		"the 21st day":                        "[21]",
		"٢٠١٤ و ٢١":                           "[21 2014]",
		"on 3.":                               "[3]",
		"John 3:16":                           "[3 16]",
	} {
		if got := fmt.Sprint(numbers(text, englishMultipliers)); got != want {
			t.Errorf("%q has %s, not %s", text, got, want)
		}
	}
	if got := fmt.Sprint(numbers("约200万人和2万", map[string]float64{"万": 1e4})); got != "[20000 2e+06]" {
		t.Error("in Chinese", got)
	}
}

func TestAMonthIsANumberWhereALanguageCountsMonths(t *testing.T) {
	for english, text := range map[string]string{
		"In June 2025 a man came.":              "2025년 6월 한 남자가 왔습니다.",
		"In May 2022 May God help. In May too.": "2022년 5월 도와주옵소서. 5월에도.",
		"On 24 May and 16 January 1786.":        "5월 24일과 1786년 1월 16일.",
		"In September and October 2025.":        "2025년 9월과 10월.",
		"May God bless them. They march.":       "복을 주옵소서.",
	} {
		if wrong := sameNumbers(load.Language{Tag: "ko", Month: "월"}, english, text, true); wrong != nil {
			t.Error(text, wrong)
		}
	}
	if sameNumbers(load.Language{Tag: "ko", Month: "월"}, "In June 2025.", "2025년 7월.", true) == nil {
		t.Error("July is taken for June")
	}
	if sameNumbers(load.Language{Tag: "es"}, "In June 2025.", "En el 6 de 2025.", true) == nil {
		t.Error("a language that names its months has a figure for one")
	}
}

func TestWhatCannotBeATranslation(t *testing.T) {
	nigeria := &content.Country{Key: "NG", Name: "Nigeria", Names: map[string]string{"es": "Nigeria"}}
	english := "In 2014 men came to a school in Nigeria and took 276 girls of the underground church away. Who will bring them home? Lord, hold their mothers, and do not let us forget one name."
	good := "En 2014 unos hombres llegaron a una escuela de Nigeria y se llevaron a 276 niñas de la iglesia clandestina. ¿Quién las traerá a casa? Señor, sostén a sus madres y no dejes que olvidemos un solo nombre."
	set := &Set{Language: spanish}
	for text, want := range map[string]string{
		good:                                   "",
		strings.Replace(good, "276", "267", 1): "numbers",
		strings.Replace(good, "Nigeria", "allí", 1):                                    "does not name Nigeria",
		strings.Replace(good, "de Nigeria", "nigeriana", 1):                            "",
		strings.Replace(good, "clandestina", "oculta", 1):                              "glossary",
		strings.Replace(good, "¿", "", 1):                                              "of ¿ and 1 of ?",
		strings.TrimSuffix(good, " nombre."):                                           "does not end",
		"En 2014 a 276 niñas de la iglesia clandestina de Nigeria las llevaron.":       "characters",
		good[:strings.Index(good, "Señor")] + english[strings.Index(english, "Lord"):]: "is English",
		english: "It is the English text.",
	} {
		var got []string
		for _, w := range set.Wrong(content.Field{Name: content.FieldText, Text: english}, text, nigeria) {
			got = append(got, w.What)
			if w.Remedy == "" {
				t.Errorf("%q has no remedy", w.What)
			}
		}
		if said := strings.Join(got, " "); want == "" && said != "" || !strings.Contains(said, want) {
			t.Errorf("%q: %q, not %q", text, said, want)
		}
	}
	arabic := &Set{Language: load.Language{Tag: "ar", Script: "Arabic"}}
	if got := arabic.Wrong(content.Field{Name: content.FieldText, Text: "Pray."}, "صلوا for them and for us.", nil); len(got) == 0 {
		t.Error("letters of another script pass")
	}
}

// a small content whose points are translated in a folder.
func small(t *testing.T, files map[string]string) (*content.Library, []fs.FS) {
	t.Helper()
	over := fstest.MapFS{}
	for name, text := range files {
		over[name] = &fstest.MapFile{Data: []byte(text)}
	}
	trees := []fs.FS{content.Builtin(), over}
	library, err := load.Library(trees...)
	if err != nil {
		t.Fatal(err)
	}
	return library, trees
}

// made is a text in a language of the tests, for every field of a unit.
func made(u content.Unit) map[string]string {
	texts := map[string]string{}
	for _, f := range u.Fields {
		texts[f.Name] = "ă " + strings.NewReplacer("e", "ë", "a", "ā", "o", "ō", "i", "ī", "u", "ū", "y", "ī", "\"", "“", "\\", "/").Replace(f.Text)
	}
	return texts
}

// lettish is how the language of the tests is written.
var lettish = map[string]string{"lang/lv/language.yaml": "multipliers: {mīllīōn: 1000000}\n"}

// files writes units as a translation into a made-up language.
func files(units []content.Unit, of func(content.Unit) string) map[string]string {
	byPath := map[string][]load.Entry{}
	for _, u := range units {
		byPath[u.Path] = append(byPath[u.Path], load.Entry{ID: u.ID, Of: of(u), Texts: made(u)})
	}
	all := maps.Clone(lettish)
	for path, entries := range byPath {
		all["lang/lv/"+path] = string(Encode(entries))
	}
	return all
}

func TestAllThatIsThereComesThroughATranslatorsFile(t *testing.T) {
	plain, own := small(t, lettish)
	units := plain.Units()
	stale := func(u content.Unit) string {
		if u.ID == "prayer" {
			return "0123abcd"
		}
		return u.Hash()
	}
	library, trees := small(t, files(units, stale))
	set, err := Read(library, "lv", trees...)
	if err != nil || set.Count(Missing) > 0 || set.Count(Stale) < 5 || set.Count(Done)+set.Count(Stale) != len(units) {
		t.Fatal(err, set.Count(Done), set.Count(Stale), set.Count(Missing))
	}
	for _, item := range set.Items {
		if diff := cmp.Diff(made(item.Unit), item.Entry.Texts); diff != "" {
			t.Fatalf("%s comes back otherwise: %s", item.ID, diff)
		}
	}
	var out bytes.Buffer
	if err := set.Export(&out); err != nil {
		t.Fatal(err)
	}
	if changes, err := set.Import("lv.po", out.String()); err != nil || len(changes) > 0 {
		t.Fatalf("as it was written it changes %d texts, %v", len(changes), err)
	}
	empty, err := Read(plain, "lv", own...)
	if err != nil {
		t.Fatal(err)
	}
	changes, err := empty.Import("lv.po", out.String())
	if err != nil || len(changes) != len(units) {
		t.Fatalf("into an empty folder come %d texts of %d, %v", len(changes), len(units), err)
	}
	for _, c := range changes {
		if diff := cmp.Diff(made(c.Unit), c.Texts); diff != "" || c.Of != stale(c.Unit) {
			t.Errorf("%s is of %s: %s", c.ID, c.Of, diff)
		}
	}
}

func TestATranslatorsFileIsRefusedWithLineAndRemedy(t *testing.T) {
	library, trees := small(t, nil)
	set, err := Read(library, "lv", trees...)
	if err != nil {
		t.Fatal(err)
	}
	point := library.Country("TD").Points[0]
	entry := func(title, text string) string {
		return fmt.Sprintf("msgctxt \"countries/chad.yaml %[1]s title\"\nmsgid %[2]q\nmsgstr %[3]s\n\nmsgctxt \"countries/chad.yaml %[1]s text\"\nmsgid %[4]q\nmsgstr %[5]s\n", point.ID, point.Title, title, point.Text, text)
	}
	for _, tt := range []struct{ file, want string }{
		{entry(`"Čada"`, `""`), "lv.po:7: " + point.ID + " text: It is empty"},
		{entry(`"Čada`, `"Čada ir."`), "lv.po:3: The text \"Čada is not in quotes"},
		{entry(`"Čada"`, `"Čada 1999."`), "lv.po:7: " + point.ID + " text: It has the numbers [1999]"},
		{entry(`"Čada"`, `"Čada <b>ir</b>."`), "lv.po:7: " + point.ID + " text: The text holds markup."},
		{entry(`"Čada"`, `"Čada ir."`) + entry(`"Čada"`, `"Čada ir."`), "comes twice"},
		{"msgctxt \"countries/chad.yaml no-such text\"\nmsgid \"x\"\nmsgstr \"y\"\n", `lv.po:3: The content has no "countries/chad.yaml no-such text".`},
		{"hello\n", `lv.po:1: The line "hello" cannot be read.`},
		{"msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n", "lv.po:2: The file says that it is of another language."},
	} {
		if _, err := set.Import("lv.po", tt.file); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s\nis refused with %v, not %s", tt.file, err, tt.want)
		}
	}
	older := strings.Replace(entry(`"Čada"`, `"Čada ir liela."`), point.Title, "Another title", 1)
	changes, err := set.Import("lv.po", older)
	if err != nil || len(changes) != 1 || changes[0].Of == point.Unit().Hash() {
		t.Errorf("an older English gives %+v, %v", changes, err)
	}
}

func TestTheSameTextTwiceIsAFault(t *testing.T) {
	library, _ := small(t, nil)
	points := library.Country("TD").Points[:2]
	of := map[string]string{points[0].ID: points[0].Text, points[1].ID: points[0].Text}
	var entries []load.Entry
	for _, p := range points {
		entries = append(entries, load.Entry{ID: p.ID, Of: p.Unit().Hash(), Texts: map[string]string{"title": "Čada", "text": strings.ReplaceAll(of[p.ID], "the", "tas")}})
	}
	library, trees := small(t, map[string]string{"lang/lv/countries/chad.yaml": string(Encode(entries))})
	set, err := Read(library, "lv", trees...)
	if err != nil || !slices.ContainsFunc(set.Faults(), func(f load.Fault) bool {
		return f.Line > 1 && strings.Contains(f.What, "says much the same as")
	}) {
		t.Error(err, set.Faults())
	}
}

// In a language that is said to be whole, what is missing and what translates an
// older English are faults; in another they are none.
func TestWhatAWholeLanguageLacksIsAFault(t *testing.T) {
	library, _ := small(t, nil)
	first, second := library.Country("TD").Points[0].Unit(), library.Country("TD").Points[1].Unit()
	for whole, want := range map[string][]string{
		"whole: true\n":  {fmt.Sprintf("%q is not translated.", first.ID), fmt.Sprintf("%q translates an English text that has changed", second.ID)},
		"whole: false\n": nil,
	} {
		all := files([]content.Unit{second}, func(content.Unit) string { return "0123abcd" })
		all["lang/lv/language.yaml"] = whole
		library, trees := small(t, all)
		set, err := Read(library, "lv", trees...)
		if err != nil {
			t.Fatal(err)
		}
		faults := set.Faults()
		if n := set.Count(Missing) + set.Count(Stale); len(want) > 0 && len(faults) != n || len(want) == 0 && len(faults) > 0 {
			t.Errorf("%s%d faults for %d texts", whole, len(faults), n)
		}
		for _, say := range want {
			if !slices.ContainsFunc(faults, func(f load.Fault) bool { return strings.Contains(f.What, say) && f.Remedy != "" }) {
				t.Errorf("%snobody is told that %s", whole, say)
			}
		}
	}
}

// Whoever lays a folder over a whole language need not translate what is added or
// changed there, unless that folder says that it is whole.
func TestAFolderLaidOverAWholeLanguageOwesNoTranslation(t *testing.T) {
	ours := fstest.MapFS{"occasions.yaml": {Data: []byte(`
- key: our-day
  name: Our day
  on: true
  rule: {type: fixed, month: 5, day: 5}
  scope: worldwide
  points:
    - id: day-ours
      title: Our town
      text: >-
        Our town has three churches which have not prayed together for a long time, and many
        neighbours who have never been inside one of them. Lord, be with our town today. Bring
        your people together, and let those who pass by hear them sing.
      scripture: [Psalm 1:1]
`)}}
	faultsOf := func() (n int) {
		trees := []fs.FS{content.Builtin(), ours}
		library, err := load.Library(trees...)
		if err != nil {
			t.Fatal(err)
		}
		set, err := Read(library, "es", trees...)
		if err != nil {
			t.Fatal(err)
		}
		return len(set.Faults())
	}
	if n := faultsOf(); n != 0 {
		t.Errorf("%d faults, want none", n)
	}
	ours["lang/es/language.yaml"] = &fstest.MapFile{Data: []byte("whole: true\n")}
	if n := faultsOf(); n == 0 {
		t.Error("a folder that says it is whole lacks a text, and that is no fault")
	}
}

// What ships has no fault, and a language that is said to be whole lacks nothing.
// What is stale elsewhere is named, since the English may go ahead of it.
func TestTheBuiltInTranslations(t *testing.T) {
	library, err := load.Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range library.Translations.Languages() {
		set, err := Read(library, tag, content.Builtin())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range set.Faults() {
			t.Error(f)
		}
		t.Logf("%s: %d done, %d stale, %d missing", tag, set.Count(Done), set.Count(Stale), set.Count(Missing))
	}
}

func FuzzImport(f *testing.F) {
	library, err := load.Library(content.Builtin())
	if err != nil {
		f.Fatal(err)
	}
	set, err := Read(library, "lv", content.Builtin())
	if err != nil {
		f.Fatal(err)
	}
	f.Add("msgctxt \"a b c\"\nmsgid \"x\\n\"\nmsgstr \"\"\n\"y\"\n#, fuzzy\n#. translates 1\n")
	f.Fuzz(func(t *testing.T, file string) {
		if changes, err := set.Import("lv.po", file); err != nil && len(changes) > 0 {
			t.Error("a file with faults changes something")
		}
	})
}
