package content

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// Load reads one tree, or several laid over one another: a file of a later
// tree replaces the file of the same path in an earlier one. The error is a
// Faults with everything that is wrong, never only the first.
func Load(trees ...fs.FS) (*Library, error) {
	ld := &loader{files: map[string][]byte{}, sources: map[string]*Source{}}
	for _, tree := range trees {
		ld.gather(tree)
	}
	library := ld.library()
	if len(ld.faults) > 0 {
		return nil, ld.faults.sorted()
	}
	library.finish()
	return library, nil
}

// A loader reads all files of the trees.
type loader struct {
	files   map[string][]byte
	faults  Faults
	sources map[string]*Source
}

// kinds are the folders with the ending that their files must have.
var kinds = map[string]string{"countries": ".yaml", "lists": ".yaml", "names": ".txt", "posts": ".md"}

// gather takes the files of a tree over those that are there.
func (ld *loader) gather(tree fs.FS) {
	err := fs.WalkDir(tree, ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path.Base(p), ".") {
			return err
		}
		if !ld.belongs(p) {
			return nil
		}
		data, err := fs.ReadFile(tree, p)
		ld.files[p] = data
		return err
	})
	if err != nil {
		ld.at(".").fault(0, "The folder cannot be read: "+firstLine(err)+".", "Check its name and its rights.")
	}
}

// belongs tells whether a file is content; one that looks like it but has the
// wrong ending is a fault.
func (ld *loader) belongs(p string) bool {
	folder, name := path.Split(p)
	ending, known := kinds[strings.TrimSuffix(folder, "/")]
	switch {
	case folder == "":
		return path.Ext(name) == ".yaml"
	case !known || name == "LICENSE" || name == "README.md":
		return false
	case path.Ext(name) != ending:
		ld.at(p).fault(0, "The file's ending is wrong.", "Name it so that it ends with "+ending+".")
		return false
	}
	return true
}

func (ld *loader) at(p string) file { return file{path: p, faults: &ld.faults} }

// in lists the files of a folder, by name.
func (ld *loader) in(folder string) []string {
	var names []string
	for p := range ld.files {
		if path.Dir(p) == folder {
			names = append(names, p)
		}
	}
	slices.Sort(names)
	return names
}

// library reads everything in the order in which it depends on one another.
func (ld *loader) library() *Library {
	l := &Library{
		byKey: map[string]*Country{}, regions: map[string]*Region{},
		points: map[string]*Point{}, posts: map[string]*Post{}, pools: map[*Country][]*Point{},
	}
	ld.readSources()
	ld.readRegions(l)
	ld.readCountries(l)
	ld.readLists(l)
	ld.readPosts(l)
	ld.readNames(l)
	ld.readFeeds(l)
	ambiguous := ld.readAmbiguous(l)
	ld.checkNames(l, ambiguous)
	l.finder = newFinder(l, ambiguous)
	return l
}

// readCountries reads all country files, several at a time.
func (ld *loader) readCountries(l *Library) {
	files := ld.in("countries")
	countries := make([]*Country, len(files))
	faults := make([]Faults, len(files))
	var wait sync.WaitGroup
	for i, p := range files {
		wait.Go(func() {
			countries[i] = ld.readCountry(l, file{path: p, faults: &faults[i]}, ld.files[p])
		})
	}
	wait.Wait()
	for i, c := range countries {
		ld.faults = append(ld.faults, faults[i]...)
		if c != nil {
			ld.addCountry(l, ld.at(files[i]), c)
		}
	}
}

// addCountry puts a country into the library, and its points.
func (ld *loader) addCountry(l *Library, f file, c *Country) {
	if other := l.byKey[c.Key]; other != nil {
		f.fault(1, fmt.Sprintf("The key %s belongs to %s already.", c.Key, other.Name), "Give each country its own ISO key.")
		return
	}
	l.byKey[c.Key] = c
	l.Countries = append(l.Countries, c)
	if c.Region != nil {
		c.Region.Countries = append(c.Region.Countries, c)
	}
	for _, p := range c.Points {
		ld.addPoint(l, f, p)
	}
}

// addPoint puts a point into the library; its ID must be its own.
func (ld *loader) addPoint(l *Library, f file, p *Point) {
	if other := l.points[p.ID]; other != nil && p.ID != "" {
		f.fault(0, fmt.Sprintf("The point id %s comes twice.", p.ID), "Give each point its own id.")
		return
	}
	l.points[p.ID] = p
}

// finish puts everything in its order.
func (l *Library) finish() {
	byName := func(a, b *Country) int { return cmp.Compare(plain(a.Name), plain(b.Name)) }
	slices.SortFunc(l.Countries, byName)
	for _, r := range l.Regions {
		slices.SortFunc(r.Countries, byName)
	}
	slices.SortFunc(l.Posts, func(a, b *Post) int {
		return cmp.Or(-cmp.Compare(a.Date.Days(), b.Date.Days()), cmp.Compare(a.Key, b.Key))
	})
	for _, c := range l.Countries {
		c.Facts = inOrder(c.Facts)
		l.pools[c] = slices.Clone(c.Points)
	}
	for _, p := range l.Posts {
		if p.Kind == PostPrayer {
			l.pools[p.Country] = append(l.pools[p.Country], p.Points...)
		}
	}
	l.world = arrange(l.pools, l.Countries)
}

func upper(s string) string { return strings.ToUpper(strings.TrimSpace(s)) }
