package load

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"
)

// extensions are the folders with the ending that their files must have.
var extensions = map[string]string{"countries": ".yaml", "lists": ".yaml", "names": ".txt", "posts": ".md", "vocabulary": ".yaml"}

// topFiles are the files beside the folders.
var topFiles = []string{"ambiguous.yaml", "areas.yaml", "demonyms.yaml", "disputed.yaml", "feeds.yaml", "lists.yaml", "occasions.yaml", "peoples.yaml", "regions.yaml", "sources.yaml"}

// misnamedFolders are names that somebody meant as one of the folders, and that
// are no slip of the keys.
var misnamedFolders = map[string]string{"country": "countries", "list": "lists", "name": "names", "post": "posts", "language": langFolder, "languages": langFolder, "translations": langFolder, "stories": "posts", "vocabularies": "vocabulary", "words": "vocabulary"}

// mostSlips is how many slips of the keys may part a name from the right one: of
// short names others are too near.
func mostSlips(right string) int {
	if len(right) > 6 {
		return 2
	}
	return 1
}

// meantAs is the folder that a name was meant as; "" where it is one of them, or
// comes near none.
func meantAs(name string) string {
	if extensions[name] != "" {
		return ""
	}
	folded := strings.ToLower(strings.TrimSpace(name))
	if extensions[folded] != "" {
		return folded
	}
	if right := misnamedFolders[folded]; right != "" {
		return right
	}
	for _, right := range slices.Sorted(maps.Keys(extensions)) {
		if edlib.OSADamerauLevenshteinDistance(folded, right) <= mostSlips(right) {
			return right
		}
	}
	return ""
}

// trees are the files of all trees, with what is wrong in them.
type trees struct {
	files    map[string][]version  // by path, the versions of later trees last
	pictures map[treePath]fs.FS    // those beside the posts, which are not read yet, with their trees
	lang     map[string][]langFile // translations by path, those of later trees last
	faults   FaultsError
	hints    bool // an editor wants to be told what to look at
}

func newTrees() *trees {
	return &trees{files: map[string][]version{}, pictures: map[treePath]fs.FS{}, lang: map[string][]langFile{}}
}

// A treePath is a file of one tree.
type treePath struct {
	tree int
	path string
}

// A version is a file as one tree has it.
type version struct {
	tree int
	data []byte
	from fs.FS // where data is nil: of which it is read when somebody needs it
}

// filesIn lists the files of a folder, by name.
func (ld *trees) filesIn(folder string) []string {
	var names []string
	for p := range ld.files {
		if strings.HasPrefix(p, folder+"/") {
			names = append(names, p)
		}
	}
	slices.Sort(names)
	return names
}

// latest is the version of a file that counts where one replaces the other.
func (ld *trees) latest(p string) (file, []byte) {
	versions := ld.files[p]
	v := versions[len(versions)-1]
	return file{path: p, tree: v.tree, hints: ld.hints, faults: &ld.faults}, v.data
}

// addTree takes in the files of a tree.
func (ld *trees) addTree(number int, tree fs.FS) {
	files, err := filesOf(tree)
	if err != nil {
		ld.at(number, ".").fault(0, unreadable(tree, err), "Check its name and its rights; prayerbot new makes one.")
		return
	}
	for _, p := range files {
		ld.addFile(number, tree, p)
	}
	if number > 0 {
		ld.checkLeftOut(number, tree)
	}
}

// unreadable says why a folder of content cannot be read.
func unreadable(tree fs.FS, err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "The folder cannot be read: there is none of this name."
	}
	if root, err := fs.Stat(tree, "."); err == nil && !root.IsDir() {
		return "The folder cannot be read: it is a file."
	}
	return "The folder cannot be read: " + firstLine(err) + "."
}

// contentEndings are those of files that somebody means as content.
var contentEndings = []string{".yaml", ".yml", ".md", ".txt"}

// checkLeftOut tells of what lies in a folder of an editor's own and is not read: a
// folder whose name is nearly right is a fault, another one with such files, a
// folder in a folder and a file in the wrong place are told of.
func (ld *trees) checkLeftOut(number int, tree fs.FS) {
	top, err := fs.ReadDir(tree, ".")
	if err != nil {
		return
	}
	for _, entry := range top {
		name := entry.Name()
		f := ld.at(number, name)
		switch right := meantAs(name); {
		case strings.HasPrefix(name, "."), name == langFolder:
		case isFolder(tree, entry, name) && right != "":
			f.fault(0, "The folder's name is wrong.", "Name it "+right+".")
		case extensions[name] != "":
			ld.checkInside(number, tree, name)
		case isFolder(tree, entry, name) && holdsContent(tree, name):
			f.hint(0, "The folder is not read.", "Name it as what it holds: countries, lang, lists, names, posts or vocabulary.")
		case isContent(entry) && path.Ext(name) != ".yaml" && slices.Contains(contentEndings, path.Ext(name)):
			f.hint(0, "The file is not read here.", "Put a post into posts, a country into countries; what stands beside these folders ends with .yaml.")
		}
	}
}

// checkInside tells of a folder within one of the folders: it is not read.
func (ld *trees) checkInside(number int, tree fs.FS, folder string) {
	inside, _ := fs.ReadDir(tree, folder) // filesOf has read it
	for _, entry := range inside {
		p := path.Join(folder, entry.Name())
		if !strings.HasPrefix(entry.Name(), ".") && isFolder(tree, entry, p) && holdsContent(tree, p) {
			ld.at(number, p).hint(0, "The folder is not read.", "Put its files into "+folder+" itself.")
		}
	}
}

// isFolder tells whether an entry is a folder, or a link to one.
func isFolder(tree fs.FS, entry fs.DirEntry, p string) bool {
	if entry.IsDir() {
		return true
	}
	info, err := fs.Stat(tree, p)
	return err == nil && info.IsDir()
}

// holdsContent tells whether a folder holds a file that somebody means as content.
func holdsContent(tree fs.FS, folder string) bool {
	inside, err := fs.ReadDir(tree, folder)
	return err == nil && slices.ContainsFunc(inside, func(entry fs.DirEntry) bool {
		return isContent(entry) && slices.Contains(contentEndings, path.Ext(entry.Name()))
	})
}

// filesOf lists the files of a tree that are meant as content, in order. It
// follows links to folders, as containers lay them.
func filesOf(tree fs.FS) ([]string, error) {
	top, err := fs.ReadDir(tree, ".")
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range top {
		name := entry.Name()
		switch {
		case name == langFolder:
			inside, err := langFilesOf(tree, langFolder)
			if err != nil {
				return nil, err
			}
			files = append(files, inside...)
		case path.Ext(name) == ".yaml" && isContent(entry):
			files = append(files, name)
		case extensions[name] != "":
			inside, err := fs.ReadDir(tree, name)
			if err != nil {
				return nil, err
			}
			for _, entry := range inside {
				if isContent(entry) {
					files = append(files, path.Join(name, entry.Name()))
				}
			}
		}
	}
	return files, nil
}

// isContent leaves out what editors and systems put beside the content.
func isContent(entry fs.DirEntry) bool {
	name := entry.Name()
	return !entry.IsDir() && !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, "~") && name != "LICENSE" && name != "README.md"
}

// Stamp is a text that changes when a file of a tree is added, removed, or
// changes its size or its time of change.
func Stamp(tree fs.FS) string {
	files, err := filesOf(tree)
	if err != nil {
		return err.Error()
	}
	h := fnv.New64a()
	for _, p := range files {
		info, err := fs.Stat(tree, p)
		if err != nil {
			fmt.Fprintln(h, p, err)
			continue
		}
		fmt.Fprintln(h, p, info.Size(), info.ModTime().UnixNano())
	}
	return fmt.Sprintf("%d files, %x", len(files), h.Sum64())
}

// addFile reads one file; one with the wrong name is a fault.
func (ld *trees) addFile(number int, tree fs.FS, p string) {
	f := ld.at(number, p)
	folder := path.Dir(p)
	switch {
	case strings.HasPrefix(p, langFolder+"/"):
		ld.addLang(number, tree, p)
		return
	case folder == "." && !slices.Contains(topFiles, p):
		f.fault(0, "There is no such file in the content.", "Name it as one of: "+strings.Join(topFiles, ", ")+"; or put it into countries, lang, lists, names, posts or vocabulary.")
		return
	case folder == "posts" && isPicture(p):
		ld.pictures[treePath{number, p}] = tree
		return
	case folder != "." && path.Ext(p) != extensions[folder]:
		f.fault(0, "The file's ending is wrong.", "Name it so that it ends with "+extensions[folder]+".")
		return
	}
	if number == 0 && folder == vocabularyFolder && p != englishTerms && !ld.hints {
		ld.files[p] = append(ld.files[p], version{from: tree})
		return
	}
	data, err := fs.ReadFile(tree, p)
	if err != nil {
		f.fault(0, "The file cannot be read: "+firstLine(err)+".", "Check its rights.")
		return
	}
	ld.files[p] = append(ld.files[p], version{tree: number, data: data})
}

func (ld *trees) at(tree int, p string) file {
	return file{path: p, tree: tree, hints: ld.hints, faults: &ld.faults}
}
