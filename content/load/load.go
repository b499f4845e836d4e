package load

import (
	"cmp"
	"io/fs"
	"slices"

	"prayerbot/content"
)

// Library reads one tree, or several laid over one another. A country or post of
// a later tree replaces the one of the same file name; where its file says
// "extends: true" it changes only what it names, with "hide: true" it takes it
// away, and with "draft: true" it is checked and otherwise left out. The
// entries of the files at the top are joined by their keys. The error is a
// FaultsError with everything that is wrong, never only the first.
func Library(trees ...fs.FS) (*content.Library, error) {
	library, _, err := load(false, trees)
	return library, err
}

// Checked is Library with what an editor should look at, though it counts as it
// is; hints are there where there are faults, too.
func Checked(trees ...fs.FS) (library *content.Library, hints FaultsError, err error) {
	return load(true, trees)
}

// load reads the trees. Texts are looked through for what leads to a person or a place
// only where somebody wants hints: that takes half of the time.
func load(hints bool, trees []fs.FS) (*content.Library, FaultsError, error) {
	ld := newLoader()
	ld.trees.hints = hints
	for i, tree := range trees {
		ld.trees.addTree(i, tree)
	}
	ld.read()
	ld.trees.files = nil // what is read later holds the trees on
	faults, told := ld.trees.faults.Sorted().parted()
	if len(faults) > 0 {
		return nil, told, faults
	}
	ld.sort()
	return content.New(*ld.parts), told, nil
}

// A loader reads all files of the trees: each of its parts one subject.
type loader struct {
	trees      *trees
	parts      *content.Parts // what was read so far
	sources    *sourceReader
	vocabulary *vocabularyReader
	points     *pointReader
	regions    *regionReader
	countries  *countryReader
	lists      *listReader
	names      *nameReader
	aliases    *aliasReader
	occasions  *occasionReader
	posts      *postReader
	feeds      *feedReader
}

func newLoader() *loader {
	t, parts := newTrees(), &content.Parts{}
	sources := &sourceReader{trees: t, sources: map[string]*content.Source{}}
	vocabulary := &vocabularyReader{trees: t, parts: parts}
	points := &pointReader{sources: sources, pointByID: map[string]*content.Point{}}
	countries := &countryReader{
		trees: t, parts: parts, points: points, reports: &reportReader{sources: sources, vocabulary: vocabulary},
		byKey: map[string]*content.Country{}, hidden: map[string]*content.Country{},
	}
	regions := &regionReader{trees: t, parts: parts, countries: countries, regionByKey: map[string]*content.Region{}}
	countries.regions = regions
	emptied := map[string]bool{}
	return &loader{
		aliases: &aliasReader{trees: t, parts: parts, regions: regions, countries: countries, emptied: emptied},
		trees:   t, parts: parts, sources: sources, vocabulary: vocabulary, points: points, regions: regions, countries: countries,
		lists: &listReader{trees: t, parts: parts, sources: sources, vocabulary: vocabulary, regions: regions, countries: countries},
		names: &nameReader{trees: t, parts: parts, regions: regions, countries: countries, emptied: emptied},
		occasions: &occasionReader{
			trees: t, parts: parts, sources: sources, points: points, countries: countries, entryOf: map[*content.Occasion]section{}, emptied: map[*content.Occasion]bool{},
		},
		posts: &postReader{trees: t, parts: parts, sources: sources, points: points, countries: countries},
		feeds: &feedReader{trees: t, parts: parts},
	}
}

// read reads everything in the order in which it depends on one another.
func (ld *loader) read() {
	ld.sources.readSources()
	ld.vocabulary.readVocabularies()
	ld.regions.readRegions()
	ld.countries.readCountries()
	ld.aliases.readAreas()
	ld.lists.readListFacts()
	ld.lists.readLists()
	ld.occasions.readOccasions()
	ld.posts.readPosts()
	ld.names.readNames()
	ld.feeds.readFeeds()
	ld.names.readAmbiguous()
	ld.aliases.readAliases()
	ld.checkNamed()
	ld.names.checkNames()
	ld.readTranslations()
}

// sort puts everything into the order in which a library has it.
func (ld *loader) sort() {
	byName := func(a, b *content.Country) int {
		return cmp.Compare(content.FoldName(a.Name), content.FoldName(b.Name))
	}
	slices.SortFunc(ld.parts.Countries, byName)
	for _, r := range slices.Concat(ld.parts.Regions, ld.parts.Areas) {
		slices.SortFunc(r.Countries, byName)
	}
	slices.SortFunc(ld.parts.Posts, func(a, b *content.Post) int {
		return cmp.Or(-cmp.Compare(a.Date.Days(), b.Date.Days()), cmp.Compare(a.Key, b.Key))
	})
	for _, c := range ld.parts.Countries {
		inReportOrder(c.Facts)
	}
}
