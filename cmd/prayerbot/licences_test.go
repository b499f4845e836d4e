package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"prayerbot/content"
	"prayerbot/content/bible"
	"prayerbot/content/card"
	"prayerbot/content/places"
)

// licencesOf reads what a folder says of its terms: a licence, perhaps a notice
// beside it, each a text of its own.
func licencesOf(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"LICENSE*", "COPYING*", "NOTICE*"} {
		files, _ := filepath.Glob(filepath.Join(folder, pattern))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
		}
	}
	return all
}

// linkedFolders are the folders of the modules that a release links, by path,
// with the program's own and Go's.
func linkedFolders(t *testing.T) map[string]string {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", ".")
	list.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		t.Fatal("go list:", err)
	}
	folders := map[string]string{"prayerbot": filepath.Join("..", "..")}
	for line := range strings.Lines(string(out)) {
		if path, folder, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			folders[path] = folder
		}
	}
	// Go's own is the same text, and not every system keeps it beside Go.
	folders["Go"] = folders["golang.org/x/text"]
	return folders
}

// wantNotices is what notices.txt must hold: every text once, under the names of
// all to which it belongs.
func wantNotices(t *testing.T) string {
	t.Helper()
	folders := linkedFolders(t)
	owners := map[string][]string{}
	var texts []string
	for _, path := range slices.Sorted(maps.Keys(folders)) {
		found := licencesOf(t, folders[path])
		if len(found) == 0 {
			t.Errorf("%s has no licence in %s", path, folders[path])
		}
		for _, text := range found {
			if owners[text] == nil {
				texts = append(texts, text)
			}
			owners[text] = append(owners[text], path)
		}
	}
	var b strings.Builder
	for _, text := range texts {
		title := strings.Join(owners[text], ", ")
		fmt.Fprintf(&b, "%s\n%s\n\n%s\n\n\n", title, strings.Repeat("-", len(title)), text)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func TestTheNoticesAreThoseOfTheLibrariesThatAreLinked(t *testing.T) {
	want := wantNotices(t)
	if os.Getenv("UPDATE_NOTICES") != "" {
		if err := os.WriteFile("notices.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, notices); diff != "" {
		t.Errorf("Type UPDATE_NOTICES=1 go test -run Notices ./cmd/prayerbot: %s", diff)
	}
}

func TestTheLicencesNameAllDataThatIsBuiltIn(t *testing.T) {
	var out strings.Builder
	if err := writeLicences(&out); err != nil {
		t.Fatal(err)
	}
	names, err := fs.ReadFile(content.Builtin(), "names/LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{strings.TrimSpace(string(names)), strings.TrimSpace(places.Notice()), strings.TrimSpace(bible.Notice()), strings.TrimSpace(card.Notice()), "World English Bible", "Creative Commons Attribution 4.0", "IANA", strings.TrimSpace(notices)}
	text, err := fs.ReadFile(content.Builtin(), "sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var sources []map[string]string
	if err := yaml.Load(text, &sources); err != nil || len(sources) == 0 {
		t.Fatal("there are no sources", err)
	}
	for _, s := range sources {
		want = append(want, s["publisher"], s["licence"]+":")
	}
	for _, part := range want {
		if part == "" || !strings.Contains(out.String(), part) {
			t.Errorf("the licences do not say %q", part)
		}
	}
}
