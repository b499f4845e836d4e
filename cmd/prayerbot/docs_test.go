package main

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"prayerbot/commands/recall"
)

// root is where the repository begins.
const root = "../.."

// documents are the pages for people, by their path, with their text. Posts and
// templates are content.
func documents(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	err := fs.WalkDir(os.DirFS(root), ".", func(p string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (p == ".git" || p == "content/posts" || p == "cmd/prayerbot/templates"):
			return fs.SkipDir
		case path.Ext(p) != ".md":
			return nil
		}
		text, err := os.ReadFile(filepath.Join(root, p))
		pages[p] = string(text)
		return err
	})
	if err != nil || len(pages) < 7 {
		t.Fatalf("the documents cannot be read: %v (%d found)", err, len(pages))
	}
	return pages
}

var (
	linkForm     = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	headingForm  = regexp.MustCompile(`(?m)^#+ (.+)$`)
	pathForm     = regexp.MustCompile("`((?:\\.github|bot|cmd|commands|content|deploy)/[A-Za-z0-9_./-]*)`")
	variableForm = regexp.MustCompile(`\b(?:PRAYERBOT|TELEGRAM|DISCORD|REDIS)_[A-Z_]*[A-Z]\b`)
	commandForm  = regexp.MustCompile(`\bprayerbot ((?:[a-z]+ ?)+)`)
	makeForm     = regexp.MustCompile("(?m)(?:`|^    )make ([a-z]+)")
	metricForm   = regexp.MustCompile(`\bprayerbot_[a-z_]+`)
	nameForm     = regexp.MustCompile("`([a-zA-Z]+\\.[A-Z][A-Za-z]+)`")
	slashForm    = regexp.MustCompile("[`|(> ]/([a-z]+)\\b")
)

// each calls found with every first group of a form in a text.
func each(form *regexp.Regexp, text string, found func(string)) {
	for _, m := range form.FindAllStringSubmatch(text, -1) {
		found(m[len(m)-1])
	}
}

// anchors are the names by which a page's headings are linked to.
func anchors(text string) map[string]bool {
	all := map[string]bool{"": true}
	each(headingForm, text, func(heading string) {
		plain := regexp.MustCompile(`[^a-z0-9 _-]`).ReplaceAllString(strings.ToLower(heading), "")
		all[strings.ReplaceAll(plain, " ", "-")] = true
	})
	return all
}

func TestLinksBetweenDocumentsLeadSomewhere(t *testing.T) {
	pages := documents(t)
	for name, text := range pages {
		each(linkForm, text, func(link string) {
			if strings.Contains(link, "://") {
				return
			}
			target, anchor, _ := strings.Cut(link, "#")
			file := path.Join(path.Dir(name), target)
			if target == "" {
				file = name
			}
			if _, err := os.Stat(filepath.Join(root, file)); err != nil {
				t.Errorf("%s: the link %s leads nowhere", name, link)
			}
			if !anchors(pages[file])[anchor] {
				t.Errorf("%s: the link %s leads to no heading of %s", name, link, file)
			}
		})
		each(pathForm, text, func(file string) {
			if _, err := os.Stat(filepath.Join(root, file)); err != nil && path.Base(file) != ".env" {
				t.Errorf("%s names %s, which is not there", name, file)
			}
		})
	}
}

// model is the command line as kong reads it.
func model(t *testing.T) *kong.Application {
	t.Helper()
	parser, err := kong.New(&commandLine{}, kong.Name("prayerbot"), kong.Vars{"data": "data"})
	if err != nil {
		t.Fatal(err)
	}
	return parser.Model
}

// variables are those that the program reads: those of flags, and the tokens,
// which have none.
func variables(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, flag := range model(t).Flags {
		for _, name := range flag.Envs {
			all[name] = true
		}
	}
	for _, name := range variableForm.FindAllString(description, -1) {
		all[name] = true
	}
	return all
}

func TestEveryVariableIsDocumentedAndEveryDocumentedOneIsRead(t *testing.T) {
	known := variables(t)
	pages := documents(t)
	named := map[string]bool{}
	for _, name := range variableForm.FindAllString(pages["deploy/README.md"], -1) {
		named[name] = true
	}
	for name := range known {
		if !named[name] {
			t.Errorf("deploy/README.md does not name %s", name)
		}
	}
	known["PRAYERBOT_SOAK"] = true // of the trials alone
	for page, text := range pages {
		for _, name := range variableForm.FindAllString(text, -1) {
			if !known[name] {
				t.Errorf("%s names %s, which the program does not read", page, name)
			}
		}
	}
}

// The example of an environment file names every variable once, and no other, with
// the default of its flag.
func TestTheExampleNamesEveryVariable(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "deploy/.env.example"))
	if err != nil {
		t.Fatal(err)
	}
	defaults := map[string]string{}
	for name := range variables(t) {
		defaults[name] = ""
	}
	for _, flag := range model(t).Flags {
		for _, name := range flag.Envs {
			defaults[name] = flag.Default
		}
	}
	defaults["PRAYERBOT_DATA"] = "" // it is another on each system
	named := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^(?:# )?([A-Z][A-Z_]+)=(.*)$`).FindAllStringSubmatch(string(text), -1) {
		if _, twice := named[m[1]]; twice {
			t.Errorf("%s stands there twice", m[1])
		}
		named[m[1]] = m[2]
	}
	if diff := cmp.Diff(defaults, named); diff != "" {
		t.Error(diff)
	}
}

// subcommands are the ways to call the program, such as "new country", and what
// stands above them, such as "new".
func subcommands(t *testing.T) (called, above []string) {
	t.Helper()
	var walk func(n *kong.Node, before string)
	walk = func(n *kong.Node, before string) {
		for _, child := range n.Children {
			name := strings.TrimSpace(before + " " + child.Name)
			if len(child.Children) > 0 {
				above = append(above, name)
			} else {
				called = append(called, name)
			}
			walk(child, name)
		}
	}
	walk(model(t).Node, "")
	return called, above
}

// calls are the calls of the program in what a text sets as code.
func calls(text string) []string {
	var all []string
	code := regexp.MustCompile("`[^`\n]+`|(?m)^    .*$")
	for _, span := range code.FindAllString(text, -1) {
		each(commandForm, span, func(call string) { all = append(all, strings.TrimSpace(call)) })
	}
	return all
}

func TestEverySubcommandIsDocumentedAndEveryDocumentedOneExists(t *testing.T) {
	called, above := subcommands(t)
	begins := func(call string) func(string) bool {
		return func(name string) bool { return call == name || strings.HasPrefix(call, name+" ") }
	}
	var documented []string
	for page, text := range documents(t) {
		for _, call := range calls(text) {
			if !slices.ContainsFunc(called, begins(call)) && !slices.Contains(above, call) {
				t.Errorf("%s names prayerbot %s, which the program does not know", page, call)
			}
			if page == "deploy/README.md" || page == "content/README.md" {
				documented = append(documented, call)
			}
		}
	}
	for _, name := range called {
		if !slices.ContainsFunc(documented, func(call string) bool { return begins(call)(name) }) {
			t.Errorf("neither deploy/README.md nor content/README.md names prayerbot %s", name)
		}
	}
}

func TestWhatDocumentsNameOfTheProgramExists(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	targets := map[string]bool{}
	each(regexp.MustCompile(`(?m)^([a-z]+):`), read("Makefile"), func(name string) { targets[name] = true })
	metrics := map[string]bool{}
	files, _ := filepath.Glob(filepath.Join(root, "bot/ops/*.go"))
	for _, file := range files {
		each(metricForm, read("bot/ops/"+filepath.Base(file)), func(name string) { metrics[name] = true })
	}
	var words struct{ Row map[string]string }
	if err := yaml.Load([]byte(read("commands/words/en.yaml")), &words); err != nil {
		t.Fatal(err)
	}
	words.Row[recall.RecallCommand().Name] = "for operators alone, so in no menu"
	paths := []string{"healthz", "readyz", "metrics", "debug", "data", "content", "run", "usr", "etc", "var", "dev"}
	for page, text := range documents(t) {
		each(makeForm, text, func(name string) {
			if !targets[name] {
				t.Errorf("%s names make %s, which is not in the Makefile", page, name)
			}
		})
		for _, name := range metricForm.FindAllString(text, -1) {
			if !metrics[name] {
				t.Errorf("%s names the metric %s, which there is not", page, name)
			}
		}
		each(slashForm, text, func(name string) {
			if words.Row[name] == "" && !slices.Contains(paths, name) {
				t.Errorf("%s names the command /%s, which is none of %v", page, name, slices.Sorted(maps.Keys(words.Row)))
			}
		})
	}
}

// packages are where a name such as record.Chat in a document is declared.
var packages = map[string]string{
	"bot": "bot", "news": "bot/news", "outbox": "bot/outbox", "content": "content", "commands": "commands", "Core": "commands",
	"record": "commands/record", "reply": "commands/reply", "session": "commands/session",
}

func TestEveryNameOfTheCodeInADocumentIsDeclared(t *testing.T) {
	for page, text := range documents(t) {
		each(nameForm, text, func(name string) {
			of, declared, _ := strings.Cut(name, ".")
			files, _ := filepath.Glob(filepath.Join(root, packages[of], "*.go"))
			declares := regexp.MustCompile(`(?m)^(?:type|func|func \([a-z]+ \*?[A-Za-z]+\)) ` + declared + `\b`)
			if packages[of] == "" || !slices.ContainsFunc(files, func(file string) bool {
				code, err := os.ReadFile(file)
				return err == nil && declares.Match(code)
			}) {
				t.Errorf("%s names %s, which is not declared", page, name)
			}
		})
	}
}

// A target of the Makefile that people may type says what it does.
func TestMakeHelpNamesEveryTarget(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	targets := regexp.MustCompile(`(?m)^([a-z]+):(.*)$`).FindAllStringSubmatch(string(text), -1)
	if len(targets) < 5 {
		t.Fatalf("the Makefile has %d targets", len(targets))
	}
	for _, target := range targets {
		if !strings.Contains(target[2], "## ") {
			t.Errorf("make help does not say what %s does: write ## and a line behind it", target[1])
		}
	}
}
