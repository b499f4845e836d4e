package load

import (
	"fmt"
	"strings"

	"prayerbot/content"
)

// A vocabularyReader reads the words for the keys of facts, a file a language.
type vocabularyReader struct {
	trees *trees
	parts *content.Parts
}

// readVocabularies reads the files of vocabulary; the terms of a later tree are
// added, or replace those of the same key. English has every term.
func (ld *vocabularyReader) readVocabularies() {
	ld.parts.Vocabularies = map[string]content.Vocabulary{}
	for _, p := range ld.trees.filesIn("vocabulary") {
		lang := strings.TrimSuffix(strings.TrimPrefix(p, "vocabulary/"), ".yaml")
		words := content.Vocabulary{}
		for _, v := range ld.trees.files[p] {
			f := file{path: p, tree: v.tree, hints: ld.trees.hints, faults: &ld.trees.faults}
			ld.readVocabulary(f, v.data, words)
		}
		ld.parts.Vocabularies[lang] = words
	}
	ld.checkTranslations()
}

func (ld *vocabularyReader) readVocabulary(f file, data []byte, words content.Vocabulary) {
	top := f.parse(data)
	if top == nil {
		return
	}
	s := f.section(top, termGroups()...)
	for _, group := range content.TermGroups() {
		terms := s.section(s.fields[string(group)])
		for key := range terms.fields {
			if !wordForm.MatchString(key) {
				s.fault(terms.lineOf(key), fmt.Sprintf("The key %q has the wrong form.", key), "Use words of a-z joined by dashes.")
			}
			if words[group] == nil {
				words[group] = map[string]string{}
			}
			words[group][key] = terms.required(key)
		}
	}
}

// termGroups are the names of the parts of a vocabulary.
func termGroups() []string {
	var names []string
	for _, group := range content.TermGroups() {
		names = append(names, string(group))
	}
	return names
}

// checkTranslations refuses a term of another language that English lacks: no
// report can use it.
func (ld *vocabularyReader) checkTranslations() {
	for lang, words := range ld.parts.Vocabularies {
		f, _ := ld.trees.latest("vocabulary/" + lang + ".yaml")
		for group, terms := range words {
			for key := range terms {
				if !ld.knows(group, key) && !(group == content.TermTitle && ld.knowsOffice(key)) {
					f.fault(0, fmt.Sprintf("English has no %s %q.", group, key), "Use a key of vocabulary/en.yaml.")
				}
			}
		}
	}
}

// knows tells whether a report may use a key.
func (ld *vocabularyReader) knows(group content.TermGroup, key string) bool {
	return ld.parts.Vocabularies["en"][group][key] != ""
}

// knowsOffice tells whether a key is that of a title with a country's behind it.
func (ld *vocabularyReader) knowsOffice(key string) bool {
	at := len(key) - len("-xx")
	return at > 0 && ld.knows(content.TermTitle, key[:at]) && content.OfficeKey(key[:at], key[at:][1:]) == key
}

// term is a field that holds a key of the vocabulary; "" where it is not there
// or not known, which is a fault.
func (ld *vocabularyReader) term(s section, name string, group content.TermGroup) string {
	key := s.text(name)
	if key == "" || ld.knows(group, key) {
		return key
	}
	unknownTerm(s, s.lineOf(name), group, key)
	return ""
}

func unknownTerm(s section, line int, group content.TermGroup, key string) {
	s.fault(line, fmt.Sprintf("There is no %s %q.", group, key), "Use a key of vocabulary/en.yaml, or add it to a file of that name in your own folder.")
}
