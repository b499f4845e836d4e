package content

import "strings"

// TermGroup names a part of the vocabulary: what its keys are about.
type TermGroup string

// The parts of the vocabulary.
const (
	TermTitle      TermGroup = "title"      // of leaders
	TermGovernment TermGroup = "government" // types of government
	TermLaw        TermGroup = "law"        // legal systems
	TermReligion   TermGroup = "religion"
	TermPeople     TermGroup = "people"
	TermLanguage   TermGroup = "language"
	TermNote       TermGroup = "note"     // what is said of a share or an office
	TermStanding   TermGroup = "standing" // what a list says of a country
)

// TermGroups are all parts of the vocabulary.
func TermGroups() []TermGroup {
	return []TermGroup{TermTitle, TermGovernment, TermLaw, TermReligion, TermPeople, TermLanguage, TermNote, TermStanding}
}

// A Vocabulary is the words of a language for the keys that facts are kept as,
// by group and key.
type Vocabulary map[TermGroup]map[string]string

// Vocabularies are the vocabularies of languages ("en"), each of which may be read when
// somebody first needs it.
type Vocabularies map[string]func() Vocabulary

// In is the vocabulary of a language; nil where there is none.
func (v Vocabularies) In(tag string) Vocabulary {
	if read := v[tag]; read != nil {
		return read()
	}
	return nil
}

// Term is the word for a key in a language, in English where that language has
// none. A key without a word is given back itself; a loaded Library has a word
// for every key of its reports.
func (l *Library) Term(lang string, group TermGroup, key string) string {
	for _, tag := range append(tagsOf(lang), "en") {
		if word := l.Vocabularies.In(tag)[group][key]; word != "" {
			return word
		}
	}
	return key
}

// Office is the word for the title of an office in a country, by its key: a language
// may have another one for it than elsewhere, whose key has the country's behind it
// ("president-vn").
func (l *Library) Office(lang, key string, c *Country) string {
	if c == nil {
		return l.Term(lang, TermTitle, key)
	}
	there := OfficeKey(key, c.Key)
	if word := l.Term(lang, TermTitle, there); word != there {
		return word
	}
	return l.Term(lang, TermTitle, key)
}

// OfficeKey is the key of an office in a country by the keys of both.
func OfficeKey(office, country string) string { return office + "-" + strings.ToLower(country) }

// Terms is the part of the vocabulary that holds the keys of a fact; "" where
// the fact is a text or a number.
func (k FactKind) Terms() TermGroup {
	switch k {
	case FactEthnicity:
		return TermPeople
	case FactReligion, FactChristians:
		return TermReligion
	case FactLanguage:
		return TermLanguage
	case FactGovernmentType:
		return TermGovernment
	case FactLegalSystem:
		return TermLaw
	case FactHeadOfState, FactHeadOfGovernment:
		return TermTitle
	case FactWatchList, FactUSCIRF, FactStateDepartment, FactVOM:
		return TermStanding
	}
	return ""
}
