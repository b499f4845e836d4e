package load

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"prayerbot/content"
)

// An Entry is one unit of the content in another language, as a file has it.
type Entry struct {
	Tree  int               // which of the trees it is in
	File  string            // "lang/es/countries/chad.yaml"
	Line  int               // from 1
	Path  string            // the unit's: "countries/chad.yaml"
	ID    string            // the unit's
	Of    string            // the mark of the English that it translates
	Texts map[string]string // by the names of fields
	Lines map[string]int    // where each begins
}

// langFolder holds the translations, a folder a language.
const langFolder = "lang"

// langFolders are the folders of a language.
var langFolders = []string{"countries", "posts"}

// langFiles are the files of a language beside its folders: those of units, and
// those that say how the language is written.
var langFiles = []string{"capitals.yaml", "glossary.yaml", "language.yaml", "lists.yaml", "occasions.yaml", "official-names.yaml", "regions.yaml"}

// entryFields are what an entry may hold.
var entryFields = []string{"of", content.FieldName, content.FieldShort, content.FieldTitle, content.FieldText, content.FieldExcerpt, content.FieldCaption, content.FieldAlt}

// A langFile is a file of a translation in one tree. The first tree never
// changes and is read where somebody asks; what is laid over it was read when
// it was taken up.
type langFile struct {
	file
	from fs.FS
	data []byte // nil: not read yet
}

func (f langFile) read() ([]byte, error) {
	if f.data != nil {
		return f.data, nil
	}
	return fs.ReadFile(f.from, f.path)
}

// translations are the texts in other languages, read file by file as they are
// asked for.
type translations struct {
	files map[string][]langFile // by path ("lang/es/occasions.yaml"), later trees last
	tags  []string

	mu         sync.Mutex
	young, old map[string][]Entry // by path
}

// keptFiles is how many files are kept read, twice at most: that of a country
// takes about 10 KB.
const keptFiles = 48

// Languages are the tags in which there is anything, sorted.
func (t *translations) Languages() []string { return t.tags }

// Find gives the texts of a unit that translate its English as it is now, the
// latest tree's first.
func (t *translations) Find(lang string, u content.Unit) (map[string]string, bool) {
	p := path.Join(langFolder, lang, u.Path)
	if len(t.files[p]) == 0 {
		return nil, false
	}
	of := u.Hash()
	for _, e := range slices.Backward(t.entries(p)) {
		if e.ID == u.ID && e.Of == of && e.whole(u) {
			return e.Texts, true
		}
	}
	return nil, false
}

// whole tells whether an entry has every field of its unit.
func (e Entry) whole(u content.Unit) bool {
	for _, f := range u.Fields {
		if e.Texts[f.Name] == "" {
			return false
		}
	}
	return true
}

// entries are those of a path in all trees. What a file has wrong was told when
// its content was checked, and is left out here.
func (t *translations) entries(p string) []Entry {
	t.mu.Lock()
	defer t.mu.Unlock()
	found, ok := t.young[p]
	if !ok {
		if found, ok = t.old[p]; !ok {
			var faults FaultsError
			found = readEntries(t.files[p], &faults)
			for i := range found {
				found[i].Lines = nil // only a check asks where they begin
			}
		}
		if t.young == nil || len(t.young) >= keptFiles {
			t.young, t.old = map[string][]Entry{}, t.young
		}
		t.young[p] = found
	}
	return found
}

// readEntries reads a file in all its trees.
func readEntries(files []langFile, faults *FaultsError) (all []Entry) {
	for _, f := range files {
		f.faults = faults
		data, err := f.read()
		if err != nil {
			f.fault(0, "The file cannot be read: "+firstLine(err)+".", "Check its rights.")
			continue
		}
		all = append(all, f.entries(data)...)
	}
	return all
}

var hashForm = regexp.MustCompile(`^[0-9a-f]{8}$`)

// entries are those of one file.
func (f langFile) entries(data []byte) (all []Entry) {
	top := f.parse(data)
	if top == nil {
		return nil
	}
	s := f.section(top)
	for _, id := range slices.SortedFunc(maps.Keys(s.fields), func(a, b string) int { return s.lineOf(a) - s.lineOf(b) }) {
		e := Entry{Tree: f.tree, File: f.path, Line: s.lineOf(id), ID: id, Texts: map[string]string{}, Lines: map[string]int{}}
		e.Path = strings.SplitN(f.path, "/", 3)[2]
		fields := f.section(s.fields[id], entryFields...)
		if e.Of = fields.required("of"); e.Of != "" && !hashForm.MatchString(e.Of) {
			fields.fault(fields.lineOf("of"), fmt.Sprintf("%q is not the mark of an English text.", e.Of), `Write the mark that "prayerbot translate export" gives, in quotes.`)
		}
		for _, name := range entryFields[1:] {
			if fields.has(name) {
				e.Texts[name], e.Lines[name] = fields.required(name), fields.lineOf(name)
			}
		}
		all = append(all, e)
	}
	return all
}

// langFilesOf lists the files in a folder of translations, and in those within.
func langFilesOf(tree fs.FS, folder string) (files []string, err error) {
	inside, err := fs.ReadDir(tree, folder)
	if err != nil {
		return nil, err
	}
	for _, entry := range inside {
		p := path.Join(folder, entry.Name())
		info, err := fs.Stat(tree, p) // what a link leads to
		switch {
		case strings.HasPrefix(entry.Name(), "."):
		case err == nil && info.IsDir() && strings.Count(p, "/") < deepest:
			within, err := langFilesOf(tree, p)
			if err != nil {
				return nil, err
			}
			files = append(files, within...)
		case isContent(entry):
			files = append(files, p)
		}
	}
	return files, nil
}

// deepest is how deep a folder of translations may lie: lang/es/countries/more
// is refused, and not gone into.
const deepest = 4

// addLang takes in a file of a translation.
func (ld *trees) addLang(number int, tree fs.FS, p string) {
	f := langFile{file: ld.at(number, p), from: tree}
	parts := strings.Split(p, "/")
	inFolder := len(parts) == 4 && slices.Contains(langFolders, parts[2]) && path.Ext(p) == ".yaml"
	if !inFolder && (len(parts) != 3 || !slices.Contains(langFiles, parts[2])) {
		f.fault(0, "There is no such file in a translation.", "Name it as lang/es/countries/chad.yaml, lang/es/posts/2026-01-28-a-story.yaml, or as one of "+strings.Join(langFiles, ", ")+" in lang/es.")
		return
	}
	if tag, err := language.Parse(parts[1]); err != nil || tag.String() != parts[1] || parts[1] == "en" {
		f.fault(0, fmt.Sprintf("%q is not the tag of a language into which English can be translated.", parts[1]), "Name the folder as es, pt-BR or zh-Hans.")
		return
	}
	if number > 0 {
		data, err := f.read()
		if err != nil {
			f.fault(0, "The file cannot be read: "+firstLine(err)+".", "Check its rights.")
			return
		}
		f.data = data
	}
	ld.lang[p] = append(ld.lang[p], f)
}

// readTranslations takes up the translations, and checks the form of those that
// are laid over the first tree.
func (ld *loader) readTranslations() {
	t := &translations{files: ld.trees.lang}
	seen := map[string]bool{}
	for _, p := range slices.Sorted(maps.Keys(t.files)) {
		seen[strings.Split(p, "/")[1]] = true
		over := slices.DeleteFunc(slices.Clone(t.files[p]), func(f langFile) bool { return f.tree == 0 })
		if !holdsUnits(p) {
			continue
		}
		readEntries(over, &ld.trees.faults)
	}
	t.tags = slices.Sorted(maps.Keys(seen))
	ld.parts.Translations = t
}

// holdsUnits tells whether a file holds units, and not how a language is written.
func holdsUnits(p string) bool {
	name := path.Base(p)
	return name != "language.yaml" && name != "glossary.yaml"
}

// Entries reads everything that trees have in a language, and what is wrong with
// the form of it, the first tree included.
func Entries(lang string, trees ...fs.FS) (all []Entry, faults FaultsError) {
	t := newTrees()
	for i, tree := range trees {
		t.addTree(i, tree)
	}
	for _, p := range slices.Sorted(maps.Keys(t.lang)) {
		if strings.HasPrefix(p, path.Join(langFolder, lang)+"/") && holdsUnits(p) {
			all = append(all, readEntries(t.lang[p], &faults)...)
		}
	}
	return all, faults.Sorted()
}
