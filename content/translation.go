package content

import "golang.org/x/text/language"

// Translations are texts of the content in other languages. It is safe for
// concurrent use.
type Translations interface {
	// Languages are the tags in which there is anything, sorted.
	Languages() []string
	// Find gives the texts of a unit by the names of its fields: those that
	// translate the English as it is now. It is false where there are none.
	Find(lang string, u Unit) (texts map[string]string, found bool)
}

// Speaks tells whether any of the content is there in a language.
func (l *Library) Speaks(lang string) bool {
	if l.Translations == nil {
		return false
	}
	for _, have := range l.Translations.Languages() {
		for _, tag := range tagsOf(lang) {
			if tag == have {
				return true
			}
		}
	}
	return false
}

// Translated gives the texts of a unit in a language, or in the one that it is a
// form of ("es" for es-MX, "zh-Hans" for zh-CN), by the names of its fields. It
// is false where only English is there, which it does not give.
func (l *Library) Translated(lang string, u Unit) (texts map[string]string, found bool) {
	if l.Translations == nil {
		return nil, false
	}
	for _, tag := range tagsOf(lang) {
		if texts, found = l.Translations.Find(tag, u); found {
			return texts, true
		}
	}
	return nil, false
}

// tagsOf are the tags under which something in a language may lie, the nearest
// first: itself, with its script alone, without anything.
func tagsOf(lang string) []string {
	if base := BaseLanguage(lang); base == "" || base == "en" {
		return nil
	}
	tags := []string{lang}
	if tag, err := language.Parse(lang); err == nil {
		base, _ := tag.Base()
		script, _ := tag.Script()
		tags = append(tags, tag.String(), base.String()+"-"+script.String(), base.String())
	}
	return tags
}
