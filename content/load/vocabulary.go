package load

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"prayerbot/content"
)

// A vocabularyReader reads the words for the keys of facts, a file a language.
type vocabularyReader struct {
	trees *trees
	parts *content.Parts
}

// vocabularyFolder holds the vocabularies, and englishTerms is the one that every other
// one translates.
const (
	vocabularyFolder = "vocabulary"
	englishTerms     = vocabularyFolder + "/en.yaml"
)

// readVocabularies reads the files of vocabulary; the terms of a later tree are
// added, or replace those of the same key. English has every term. Those of the
// first tree that nothing is laid over are read when somebody needs them, as
// translations are; they are checked where somebody wants hints.
func (ld *vocabularyReader) readVocabularies() {
	ld.parts.Vocabularies = content.Vocabularies{}
	read := map[string]content.Vocabulary{}
	for _, p := range ld.trees.filesIn(vocabularyFolder) {
		lang := strings.TrimSuffix(strings.TrimPrefix(p, vocabularyFolder+"/"), ".yaml")
		versions := ld.trees.files[p]
		if len(versions) == 1 && versions[0].data == nil {
			ld.parts.Vocabularies[lang] = sync.OnceValue(func() content.Vocabulary { return readVersions(newTrees(), p, versions) })
			continue
		}
		words := readVersions(ld.trees, p, versions)
		read[lang], ld.parts.Vocabularies[lang] = words, func() content.Vocabulary { return words }
	}
	for lang, words := range read {
		ld.checkTerms(lang, words)
	}
}

// readVersions reads the versions of a file of vocabulary; trees takes the faults.
func readVersions(trees *trees, p string, versions []version) content.Vocabulary {
	words := content.Vocabulary{}
	for _, v := range versions {
		f := file{path: p, tree: v.tree, hints: trees.hints, faults: &trees.faults}
		if v.data == nil {
			data, err := fs.ReadFile(v.from, p)
			if err != nil {
				f.fault(0, "The file cannot be read: "+firstLine(err)+".", "Check its rights.")
				continue
			}
			v.data = data
		}
		readVocabulary(f, v.data, words)
	}
	return words
}

func readVocabulary(f file, data []byte, words content.Vocabulary) {
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

// checkTerms refuses a term of another language that English lacks: no report can use
// it.
func (ld *vocabularyReader) checkTerms(lang string, words content.Vocabulary) {
	f, _ := ld.trees.latest(vocabularyFolder + "/" + lang + ".yaml")
	for group, terms := range words {
		for key := range terms {
			if !ld.knows(group, key) && !(group == content.TermTitle && ld.knowsOffice(key)) {
				f.fault(0, fmt.Sprintf("English has no %s %q.", group, key), "Use a key of vocabulary/en.yaml.")
			}
		}
	}
}

// knows tells whether a report may use a key.
func (ld *vocabularyReader) knows(group content.TermGroup, key string) bool {
	return ld.parts.Vocabularies.In("en")[group][key] != ""
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
