package content

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// kinds are the folders with the ending that their files must have.
var kinds = map[string]string{"countries": ".yaml", "lists": ".yaml", "names": ".txt", "posts": ".md"}

// topFiles are the files beside the folders. feeds.yaml is read elsewhere.
var topFiles = []string{"ambiguous.yaml", "feeds.yaml", "lists.yaml", "occasions.yaml", "regions.yaml", "sources.yaml"}

// nearlyFolders are names that somebody meant as one of the folders.
var nearlyFolders = map[string]string{"country": "countries", "list": "lists", "name": "names", "post": "posts"}

// gather takes in the files of a tree. It follows links to folders, as
// containers lay them.
func (ld *loader) gather(number int, tree fs.FS) {
	top, err := fs.ReadDir(tree, ".")
	if err != nil {
		ld.at(number, ".").fault(0, "The folder cannot be read: "+firstLine(err)+".", "Check its name and its rights.")
		return
	}
	for _, entry := range top {
		name := entry.Name()
		if right := nearlyFolders[name]; right != "" && entry.IsDir() {
			ld.at(number, name).fault(0, "The folder's name is wrong.", "Name it "+right+".")
		}
		if path.Ext(name) == ".yaml" && !strings.HasPrefix(name, ".") && !entry.IsDir() {
			ld.take(number, tree, name)
		}
	}
	for folder := range kinds {
		ld.gatherFolder(number, tree, folder)
	}
}

// gatherFolder takes in the files of a folder, which may be missing.
func (ld *loader) gatherFolder(number int, tree fs.FS, folder string) {
	entries, err := fs.ReadDir(tree, folder)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			ld.at(number, folder).fault(0, "The folder cannot be read: "+firstLine(err)+".", "Check its rights.")
		}
		return
	}
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || entry.IsDir() || name == "LICENSE" || name == "README.md" {
			continue
		}
		ld.take(number, tree, path.Join(folder, name))
	}
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
