package load

import (
	"fmt"
	"hash/fnv"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// extensions are the folders with the ending that their files must have.
var extensions = map[string]string{"countries": ".yaml", "lists": ".yaml", "names": ".txt", "posts": ".md", "vocabulary": ".yaml"}

// topFiles are the files beside the folders.
var topFiles = []string{"ambiguous.yaml", "areas.yaml", "demonyms.yaml", "disputed.yaml", "feeds.yaml", "lists.yaml", "occasions.yaml", "peoples.yaml", "regions.yaml", "sources.yaml"}

// misnamedFolders are names that somebody meant as one of the folders.
var misnamedFolders = map[string]string{"language": langFolder, "languages": langFolder, "translations": langFolder, "country": "countries", "list": "lists", "name": "names", "post": "posts", "vocabularies": "vocabulary"}

// trees are the files of all trees, with what is wrong in them.
type trees struct {
	files    map[string][]version  // by path, the versions of later trees last
	pictures map[treePath]fs.FS    // those beside the posts, which are not read yet, with their trees
	lang     map[string][]langFile // translations by path, those of later trees last
	faults   FaultsError
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
	return file{path: p, tree: v.tree, faults: &ld.faults}, v.data
}

// addTree takes in the files of a tree.
func (ld *trees) addTree(number int, tree fs.FS) {
	files, err := filesOf(tree)
	if err != nil {
		ld.at(number, ".").fault(0, "The folder cannot be read: "+firstLine(err)+".", "Check its name and its rights.")
		return
	}
	for _, p := range files {
		if right := misnamedFolders[p]; right != "" {
			ld.at(number, p).fault(0, "The folder's name is wrong.", "Name it "+right+".")
			continue
		}
		ld.addFile(number, tree, p)
	}
}

// filesOf lists the files of a tree that are meant as content, and folders
// that are nearly named so, in order. It follows links to folders, as
// containers lay them.
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
		case misnamedFolders[name] != "" || path.Ext(name) == ".yaml" && isContent(entry):
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
	data, err := fs.ReadFile(tree, p)
	if err != nil {
		f.fault(0, "The file cannot be read: "+firstLine(err)+".", "Check its rights.")
		return
	}
	ld.files[p] = append(ld.files[p], version{number, data})
}

func (ld *trees) at(tree int, p string) file { return file{path: p, tree: tree, faults: &ld.faults} }
