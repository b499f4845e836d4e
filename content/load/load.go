package load

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"prayerbot/content"
)

// Library reads one tree, or several laid over one another. A country or post of
// a later tree replaces the one of the same file name; where its file says
// "extends: true" it changes only what it names, with "hide: true" it takes it
// away, and with "draft: true" it is checked and otherwise left out. The
// entries of the files at the top are joined by their keys. The error is a
// FaultsError with everything that is wrong, never only the first.
func Library(trees ...fs.FS) (*content.Library, error) {
	ld := newLoader()
	for i, tree := range trees {
		ld.addTree(i, tree)
	}
	ld.read()
	if len(ld.faults) > 0 {
		return nil, ld.faults.sorted()
	}
	ld.sort()
	return content.New(ld.parts), nil
}

// A loader reads all files of the trees.
type loader struct {
	files  map[string][]version // by path, the versions of later trees last
	faults FaultsError

	parts       content.Parts // what was read so far
	byKey       map[string]*content.Country
	regionByKey map[string]*content.Region
	pointByID   map[string]*content.Point
	sources     map[string]*content.Source
	hidden      map[string]*content.Country   // by key: countries that a later tree took away
	entryOf     map[*content.Occasion]section // where each occasion was last spoken of
}

func newLoader() *loader {
	return &loader{
		files: map[string][]version{}, byKey: map[string]*content.Country{}, regionByKey: map[string]*content.Region{},
		pointByID: map[string]*content.Point{}, sources: map[string]*content.Source{}, hidden: map[string]*content.Country{},
		entryOf: map[*content.Occasion]section{},
	}
}

// A version is a file as one tree has it.
type version struct {
	tree int
	data []byte
}

// filesIn lists the files of a folder, by name.
func (ld *loader) filesIn(folder string) []string {
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
func (ld *loader) latest(p string) (file, []byte) {
	versions := ld.files[p]
	v := versions[len(versions)-1]
	return file{path: p, tree: v.tree, faults: &ld.faults}, v.data
}

// read reads everything in the order in which it depends on one another.
func (ld *loader) read() {
	ld.readSources()
	ld.readRegions()
	ld.readCountries()
	ld.readListFacts()
	ld.readLists()
	ld.readOccasions()
	ld.readPosts()
	ld.readNames()
	ld.readFeeds()
	ld.readAmbiguous()
	ld.checkNames()
}

// readCountries reads all country files, several at a time.
func (ld *loader) readCountries() {
	files := ld.filesIn("countries")
	read := make([]layered, len(files))
	faults := make([]FaultsError, len(files))
	var wait sync.WaitGroup
	for i, p := range files {
		wait.Go(func() { read[i] = ld.readCountry(p, &faults[i]) })
	}
	wait.Wait()
	for _, f := range faults {
		ld.faults = append(ld.faults, f...)
	}
	// What an earlier tree has goes first, so that the later one is in the wrong
	// where two claim the same.
	slices.SortStableFunc(read, func(a, b layered) int { return cmp.Compare(a.file.tree, b.file.tree) })
	for _, r := range read {
		if r.hidden != nil {
			ld.hidden[r.hidden.Key] = r.hidden
		}
		if r.country != nil {
			ld.addCountry(r)
		}
	}
	for _, r := range read {
		if r.draft != nil {
			ld.checkDraft(r)
		}
	}
}

// sort puts everything into the order in which a library has it.
func (ld *loader) sort() {
	byName := func(a, b *content.Country) int {
		return cmp.Compare(content.FoldName(a.Name), content.FoldName(b.Name))
	}
	slices.SortFunc(ld.parts.Countries, byName)
	for _, r := range ld.parts.Regions {
		slices.SortFunc(r.Countries, byName)
	}
	slices.SortFunc(ld.parts.Posts, func(a, b *content.Post) int {
		return cmp.Or(-cmp.Compare(a.Date.Days(), b.Date.Days()), cmp.Compare(a.Key, b.Key))
	})
	for _, c := range ld.parts.Countries {
		inReportOrder(c.Facts)
	}
}
