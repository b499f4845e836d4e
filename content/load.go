package content

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// Load reads one tree, or several laid over one another. A country or post of
// a later tree replaces the one of the same file name; where its file says
// "extends: true" it changes only what it names, with "hide: true" it takes it
// away, and with "draft: true" it is checked and otherwise left out. The
// entries of the files at the top are joined by their keys. The error is a
// Faults with everything that is wrong, never only the first.
func Load(trees ...fs.FS) (*Library, error) {
	ld := &loader{
		files: map[string][]version{}, sources: map[string]*Source{}, hidden: map[string]*Country{},
		entryOf: map[*Occasion]section{},
	}
	for i, tree := range trees {
		ld.gather(i, tree)
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
	files   map[string][]version // by path, the versions of later trees last
	faults  Faults
	sources map[string]*Source
	hidden  map[string]*Country   // by key: countries that a later tree took away
	entryOf map[*Occasion]section // where each occasion was last spoken of
}

// A version is a file as one tree has it.
type version struct {
	tree int
	data []byte
}

// in lists the files of a folder, by name.
func (ld *loader) in(folder string) []string {
	var names []string
	for p := range ld.files {
		if strings.HasPrefix(p, folder+"/") {
			names = append(names, p)
		}
	}
	slices.Sort(names)
	return names
}

// last is the version of a file that counts where one replaces the other.
func (ld *loader) last(p string) (file, []byte) {
	versions := ld.files[p]
	v := versions[len(versions)-1]
	return file{path: p, tree: v.tree, faults: &ld.faults}, v.data
}

// library reads everything in the order in which it depends on one another.
func (ld *loader) library() *Library {
	l := &Library{
		byKey: map[string]*Country{}, regions: map[string]*Region{},
		points: map[string]*Point{}, posts: map[string]*Post{}, queues: map[*Country]*pointQueue{},
		rotations: rotationCache{byHash: map[uint64]*rotation{}},
	}
	ld.readSources()
	ld.readRegions(l)
	ld.readCountries(l)
	ld.readLists(l)
	ld.readFollowed(l)
	ld.readOccasions(l)
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
	read := make([]layered, len(files))
	faults := make([]Faults, len(files))
	var wait sync.WaitGroup
	for i, p := range files {
		wait.Go(func() { read[i] = ld.readCountry(l, p, &faults[i]) })
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
			ld.addCountry(l, r)
		}
	}
	for _, r := range read {
		if r.draft != nil {
			ld.checkDraft(l, r)
		}
	}
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
	}
	l.prepare()
}

// prepare works out what the calendar needs.
func (l *Library) prepare() {
	prayers := map[*Country][]*Post{}
	for _, p := range l.Posts {
		p.countDays()
		if p.Kind == PostPrayer {
			prayers[p.Country] = append(prayers[p.Country], p)
		}
	}
	for _, c := range l.Countries {
		l.queues[c] = newPointQueue(c, prayers[c])
	}
	l.days = occasionDaysOf(l.Occasions)
	l.world = l.newRotation(Selection{})
}

func upper(s string) string { return strings.ToUpper(strings.TrimSpace(s)) }
