package load

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"prayerbot/content"
)

var (
	keyForm  = regexp.MustCompile(`^[A-Z]{2}$`)
	iso3Form = regexp.MustCompile(`^[A-Z]{3}$`)
	yearForm = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)
)

// countryFields are what a country file may hold.
var countryFields = []string{"key", "iso3", "name", "region", "aliases", "names", "summary", "source", "report", "points"}

// newCountry reads a country file that stands for itself.
func (ld *loader) newCountry(s section) *content.Country {
	c := &content.Country{
		Key: s.required("key"), ISO3: s.required("iso3"), Name: s.required("name"),
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
	c.Region, c.Facts = ld.region(s), ld.readReport(s)
	for _, n := range s.items("points") {
		c.Points = append(c.Points, ld.readCountryPoint(s.section(n, pointFields...), c))
	}
	return c
}

// region finds the region that a country file names.
func (ld *loader) region(s section) *content.Region {
	key := s.required("region")
	region := ld.regionByKey[key]
	if region == nil && key != "" {
		s.fault(s.lineOf("region"), fmt.Sprintf("There is no region %q.", key), "Use a key of regions.yaml.")
	}
	return region
}
