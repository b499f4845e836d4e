package load

import (
	"fmt"
	"hash/fnv"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// kinds are the folders with the ending that their files must have.
var kinds = map[string]string{"countries": ".yaml", "lists": ".yaml", "names": ".txt", "posts": ".md"}

// topFiles are the files beside the folders.
var topFiles = []string{"ambiguous.yaml", "feeds.yaml", "lists.yaml", "occasions.yaml", "regions.yaml", "sources.yaml"}

// nearlyFolders are names that somebody meant as one of the folders.
var nearlyFolders = map[string]string{"country": "countries", "list": "lists", "name": "names", "post": "posts"}

// gather takes in the files of a tree.
func (ld *loader) gather(number int, tree fs.FS) {
	files, err := filesOf(tree)
	if err != nil {
		ld.at(number, ".").fault(0, "The folder cannot be read: "+firstLine(err)+".", "Check its name and its rights.")
		return
	}
	for _, p := range files {
		if right := nearlyFolders[p]; right != "" {
			ld.at(number, p).fault(0, "The folder's name is wrong.", "Name it "+right+".")
			continue
		}
		ld.take(number, tree, p)
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
		case nearlyFolders[name] != "" || path.Ext(name) == ".yaml" && ours(entry):
			files = append(files, name)
		case kinds[name] != "":
			inside, err := fs.ReadDir(tree, name)
			if err != nil {
				return nil, err
			}
			for _, entry := range inside {
				if ours(entry) {
					files = append(files, path.Join(name, entry.Name()))
				}
			}
		}
	}
	return files, nil
}

// ours leaves out what editors and systems put beside the content.
func ours(entry fs.DirEntry) bool {
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

// take reads one file into the loader; one with the wrong name is a fault.
func (ld *loader) take(number int, tree fs.FS, p string) {
	f := ld.at(number, p)
	folder := path.Dir(p)
	switch {
	case folder == "." && !slices.Contains(topFiles, p):
		f.fault(0, "There is no such file in the content.", "Name it as one of: "+strings.Join(topFiles, ", ")+"; or put it into countries, lists, names or posts.")
		return
	case folder != "." && path.Ext(p) != kinds[folder]:
		f.fault(0, "The file's ending is wrong.", "Name it so that it ends with "+kinds[folder]+".")
		return
	}
	data, err := fs.ReadFile(tree, p)
	if err != nil {
		f.fault(0, "The file cannot be read: "+firstLine(err)+".", "Check its rights.")
		return
	}
	ld.files[p] = append(ld.files[p], version{number, data})
}

func (ld *loader) at(tree int, p string) file { return file{path: p, tree: tree, faults: &ld.faults} }
