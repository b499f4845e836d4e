package commands

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// sentenceNames are the names of all sentences in the English catalogue.
func sentenceNames(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("words/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var groups map[string]map[string]any
	if err := yaml.Load(data, &groups); err != nil {
		t.Fatal(err)
	}
	var names []string
	delete(groups, "grammar") // what people type is no sentence
	for group, sentences := range groups {
		for name := range sentences {
			names = append(names, group+"."+name)
		}
	}
	return names
}

// literals are all string literals of the commands' code that look like the
// name of a sentence, or like its beginning.
func literals(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	inner, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	form := regexp.MustCompile(`"([a-z]+\.[a-z_]*)"`)
	found := map[string]bool{}
	for _, file := range append(files, inner...) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range form.FindAllStringSubmatch(string(code), -1) {
			found[m[1]] = true
		}
	}
	delete(found, "en.yaml") // the file itself
	return found
}

func TestEverySentenceIsSaidAndEverySaidSentenceExists(t *testing.T) {
	names, used := sentenceNames(t), literals(t)
	exists := map[string]bool{}
	for _, name := range names {
		exists[name] = true
		if !used[name] && !usedByBeginning(name, used) {
			t.Errorf("nobody says %s", name)
		}
	}
	for name := range used {
		if !exists[name] && !beginsOne(name, names) {
			t.Errorf("the catalogue lacks %s", name)
		}
	}
}

// usedByBeginning tells whether a name is put together from a beginning that
// ends with a dot or an underscore, or stands before a suffix such as "_one".
func usedByBeginning(name string, used map[string]bool) bool {
	for begin := range used {
		if strings.HasPrefix(name, begin) && (strings.HasSuffix(begin, ".") || strings.HasSuffix(begin, "_")) {
			return true
		}
	}
	return strings.HasSuffix(name, "_one") && used[strings.TrimSuffix(name, "_one")]
}

func beginsOne(begin string, names []string) bool {
	for _, name := range names {
		if strings.HasPrefix(name, begin) && (strings.HasSuffix(begin, ".") || strings.HasSuffix(begin, "_")) {
			return true
		}
	}
	return false
}

func TestEverySentenceIsPlain(t *testing.T) {
	data, err := os.ReadFile("words/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if strings.Contains(line, "!") || strings.ContainsAny(line, "*_`<>") && !strings.Contains(line, "_") {
			t.Errorf("line %d is not plain text: %s", i+1, line)
		}
	}
}
