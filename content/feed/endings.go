package feed

import "strings"

// ending is one that a name of a language may have, and what stands in its place when the
// name is inflected.
type ending struct {
	of    kind
	end   string
	forms []string // in place of end
}

// endings are how names are inflected in languages that do it by rule, so that their
// files need one form of each: "Nigerias Kirchen", "nigerianische Bischöfe", "bispos
// nigerianos". The first that fits a name holds. Russian, which does it by many rules,
// has all its forms in its file.
var endings = map[string][]ending{
	"de": {
		{name, "s", nil},
		{name, "z", nil},
		{name, "", []string{"s"}},
		{people, "isch", []string{"ische", "ischem", "ischen", "ischer", "isches"}},
		{people, "er", []string{"ers", "ern", "erin", "erinnen"}},
		{people, "e", []string{"en", "in", "innen"}},
	},
	"es": {
		{people, "o", []string{"os", "a", "as"}},
		{people, "és", []string{"eses", "esa", "esas"}},
		{people, "án", []string{"anes", "ana", "anas"}},
		{people, "í", []string{"íes", "ís"}},
		{people, "e", []string{"es"}},
		{people, "a", []string{"as"}},
	},
	"fr": {
		{people, "ien", []string{"iens", "ienne", "iennes"}},
		{people, "éen", []string{"éens", "éenne", "éennes"}},
		{people, "ais", []string{"aise", "aises"}},
		{people, "ois", []string{"oise", "oises"}},
		{people, "ain", []string{"ains", "aine", "aines"}},
		{people, "e", []string{"es"}},
		{people, "", []string{"s", "e", "es"}},
	},
	"it": {
		{people, "o", []string{"i", "a", "e"}},
		{people, "ese", []string{"esi"}},
		{people, "ita", []string{"iti", "ite"}},
	},
	"pt": {
		{people, "o", []string{"os", "a", "as"}},
		{people, "ês", []string{"eses", "esa", "esas"}},
		{people, "ão", []string{"ães", "ãos", "ã", "ãs"}},
		{people, "e", []string{"es"}},
		{people, "a", []string{"as"}},
	},
}

// inflected are the other forms of a name in a language; none where it has no rules.
func inflected(lang, text string, of kind) []string {
	for _, e := range endings[lang] {
		stem, fits := strings.CutSuffix(text, e.end)
		if e.of != of || !fits {
			continue
		}
		var forms []string
		for _, form := range e.forms {
			forms = append(forms, stem+form)
		}
		return forms
	}
	return nil
}
