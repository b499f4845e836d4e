package load

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"prayerbot/content"
)

var (
	keyForm  = regexp.MustCompile(`^[A-Z]{2}$`)
	iso3Form = regexp.MustCompile(`^[A-Z]{3}$`)
	yearForm = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)
)

// countryFields are what a country file may hold.
var countryFields = []string{"key", "iso3", "name", "in_text", "region", "aliases", "names", "summary", "prayer", "source", "report", "points"}

// A countryReader reads the countries, each with its report and points.
type countryReader struct {
	trees   *trees
	parts   *content.Parts
	regions *regionReader
	points  *pointReader
	reports *reportReader

	byKey  map[string]*content.Country
	hidden map[string]*content.Country // by key: countries that a later tree took away
}

// readCountries reads all country files, several at a time.
func (ld *countryReader) readCountries() {
	files := ld.trees.filesIn("countries")
	read := make([]layered, len(files))
	faults := make([]FaultsError, len(files))
	var wait sync.WaitGroup
	for i, p := range files {
		wait.Go(func() { read[i] = ld.readCountry(p, &faults[i]) })
	}
	wait.Wait()
	for _, f := range faults {
		ld.trees.faults = append(ld.trees.faults, f...)
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

// newCountry reads a country file that stands for itself.
func (ld *countryReader) newCountry(s section) *content.Country {
	c := &content.Country{
		Key: s.required("key"), ISO3: s.required("iso3"), Name: s.required("name"), InText: s.text("in_text"),
		Slug: strings.TrimSuffix(path.Base(s.path), ".yaml"), Aliases: s.texts("aliases"), Keywords: s.texts("names"),
		Summary: s.text("summary"), Names: map[string]string{},
	}
	if c.Key != "" && !keyForm.MatchString(c.Key) || c.ISO3 != "" && !iso3Form.MatchString(c.ISO3) {
		s.fault(s.lineOf("key"), "The country's codes are not ISO codes.", "Write two capital letters as key and three as iso3.")
	}
	if !wordForm.MatchString(c.Slug) {
		s.fault(0, "The file's name has the wrong form.", "Use words of a-z joined by dashes.")
	}
	s.required("source")
	c.Prayer = ld.points.readPrayer(s)
	c.Region, c.Facts = ld.regions.region(s), ld.reports.readReport(s)
	for _, n := range s.items("points") {
		c.Points = append(c.Points, ld.points.readCountryPoint(s.section(n, pointFields...), c))
	}
	return c
}

// region finds the region that a country file names.
func (ld *regionReader) region(s section) *content.Region {
	key := s.required("region")
	region := ld.regionByKey[key]
	if region == nil && key != "" {
		s.fault(s.lineOf("region"), fmt.Sprintf("There is no region %q.", key), "Use a key of regions.yaml.")
	}
	return region
}
