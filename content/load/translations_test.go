package load

import (
	"slices"
	"strings"
	"testing"

	"prayerbot/content"
)

// chad are the first two points of a country that ships.
func chad(t *testing.T) []*content.Point { return loaded(t).Country("TD").Points[:2] }

func TestATranslationLaidOverAnotherReplacesIt(t *testing.T) {
	points := chad(t)
	entry := func(p *content.Point, of, text string) string {
		return p.ID + ":\n  of: \"" + of + "\"\n  title: Titulo\n  text: >-\n    " + text + "\n"
	}
	first := entry(points[0], points[0].Unit().Hash(), "Uno.") + entry(points[1], points[1].Unit().Hash(), "Dos.")
	second := entry(points[0], points[0].Unit().Hash(), "Nuestro.") + entry(points[1], "0000aaaa", "Antiguo.")
	library, err := Library(content.Builtin(), folder(map[string]string{"lang/es/countries/chad.yaml": first}), folder(map[string]string{"lang/es/countries/chad.yaml": second, "lang/mi/occasions.yaml": "{}"}))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Nuestro.", "Dos."} { // what is stale hides nothing that is not
		texts, found := library.Translated("es-MX", points[i].Unit())
		if !found || texts[content.FieldText] != want {
			t.Errorf("%s is %q", points[i].ID, texts)
		}
	}
	for _, lang := range []string{"", "en", "sv", "mi"} {
		if _, found := library.Translated(lang, points[0].Unit()); found {
			t.Errorf("it is there in %q", lang)
		}
	}
	if !library.Speaks("mi") || !library.Speaks("es-419") || library.Speaks("sv") || library.Speaks("") {
		t.Error("it speaks other languages")
	}
	keys := map[string]bool{points[1].ID: true}
	if left := library.Without(keys); !left.Speaks("mi") || left.Term("en", content.TermReligion, "muslim") == "muslim" {
		t.Error("a library without a point has lost its languages or its words")
	}
}

func TestFormsOfOneLanguageShareAFolder(t *testing.T) {
	point := chad(t)[0]
	text := point.ID + ":\n  of: \"" + point.Unit().Hash() + "\"\n  title: T\n  text: X.\n"
	library := overBuiltin(t, map[string]string{"lang/zh-Hans/countries/chad.yaml": text, "lang/pt/countries/chad.yaml": text})
	for lang, want := range map[string]bool{"zh-CN": true, "zh": true, "zh-hans": true, "zh-TW": false, "zh-Hant": false, "pt-BR": true, "pt": true} {
		if _, found := library.Translated(lang, point.Unit()); found != want {
			t.Errorf("in %s it is there: %v", lang, found)
		}
	}
}

func TestFaultsOfTranslations(t *testing.T) {
	for path, tt := range map[string]struct{ text, want string }{
		"lang/es/countries/chad.yaml":      {"td-x:\n  title: T\n", `chad.yaml:2: "of" is missing.`},
		"lang/es/occasions.yaml":           {"easter:\n  of: abc\n  name: P\n", `"abc" is not the mark`},
		"lang/es/regions.yaml":             {"x:\n  of: \"00000000\"\n  scripture: [Juan 3:16]\n", `The name "scripture" is not known here.`},
		"lang/es/posts/x.yaml":             {"x:\n  of: \"00000000\"\n  text: <b>x</b>\n", "holds markup"},
		"lang/es/points.yaml":              {"{}", "There is no such file in a translation."},
		"lang/es/countries/deep/chad.yaml": {"{}", "There is no such file in a translation."},
		"lang/spanish/occasions.yaml":      {"{}", `"spanish" is not the tag of a language`},
		"lang/en/occasions.yaml":           {"{}", `"en" is not the tag of a language`},
		"lang/es-es/occasions.yaml":        {"{}", `"es-es" is not the tag of a language`},
	} {
		_, err := over(t, map[string]string{path: tt.text})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, not %s", path, err, tt.want)
		}
	}
	if _, err := over(t, map[string]string{"translations/es/occasions.yaml": "{}"}); err == nil || !strings.Contains(err.Error(), "Name it lang.") {
		t.Error("a misnamed folder is taken for none", err)
	}
}

func TestHowALanguageIsWritten(t *testing.T) {
	tree := folder(map[string]string{
		"lang/es/language.yaml": "script: Latin\nlength: [0.78, 1.21]\nmultipliers: {millones: 1000000}\nstems: {KP: [norcorean]}\nnever:\n  - {pattern: '\"', say: Write «».}\n",
		"lang/es/glossary.yaml": "- {en: House Church, use: [iglesia en casa]}\n",
		"lang/fr/language.yaml": "script: Roman\nlength: [2, 1]\nwhole: perhaps\nnever: [{pattern: '(', say: x}]\n",
	})
	l, err := LanguageOf("es", good(), tree)
	if err != nil || l.Least != 0.78 || l.Multipliers["millones"] != 1e6 || l.Stems["KP"][0] != "norcorean" || l.Glossary[0].English != "house church" || len(l.Never) != 1 {
		t.Errorf("%+v, %v", l, err)
	}
	if _, err := LanguageOf("fr", good(), tree); err == nil || len(err.(FaultsError)) != 4 {
		t.Errorf("faults are %v", err)
	}
	if l, err := LanguageOf("de", good(), tree); err != nil || l.Most != 0 {
		t.Errorf("a language without a file is %+v, %v", l, err)
	}
}

// What is read of a translation is bounded, whatever is asked for.
func TestFewFilesOfATranslationAreKept(t *testing.T) {
	files := map[string]string{}
	library := loaded(t)
	for _, c := range library.Countries {
		p := c.Points[0]
		files["lang/es/countries/"+c.Slug+".yaml"] = p.ID + ":\n  of: \"" + p.Unit().Hash() + "\"\n  title: T\n  text: X.\n"
	}
	library = overBuiltin(t, files)
	for _, c := range slices.Concat(library.Countries, library.Countries) {
		if _, found := library.Translated("es", c.Points[0].Unit()); !found {
			t.Errorf("%s is not found", c.Name)
		}
	}
	kept := library.Translations.(*translations)
	if len(kept.young)+len(kept.old) > 2*keptFiles {
		t.Errorf("%d files are kept", len(kept.young)+len(kept.old))
	}
}
