package feed

import (
	"cmp"
	"slices"

	"prayerbot/content"
)

// ranking is the countries with weight enough, the heaviest first.
func (j *scorer) ranking() []*content.Country {
	j.dropDatelines()
	j.dropHints()
	j.dropSpeakers()
	type weighed struct {
		country *content.Country
		weight  float64
	}
	var all []weighed
	for c, s := range j.scores {
		if sum := s.sum(); sum >= least {
			all = append(all, weighed{c, sum})
		}
	}
	slices.SortFunc(all, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.country.Key, b.country.Key))
	})
	if j.roundup(len(all)) {
		return nil
	}
	var found []*content.Country
	for _, w := range all {
		if len(found) < maxCountries && w.weight >= share*all[0].weight {
			found = append(found, w.country)
		}
	}
	return found
}

// dropHints takes out the countries that are only hinted at where another one
// is named plainly: always those that speak everywhere, the others unless the
// hint stands in the title and the name does not.
func (j *scorer) dropHints() {
	plain, first := false, false
	for c, s := range j.scores {
		if s.strong && s.sum() >= least && (!voice(c) || s.titled && s.town) {
			plain, first = true, first || s.title > 0 || s.category > 0
		}
	}
	for c, s := range j.scores {
		if plain && !s.strong && (first || s.title == 0 || voice(c)) {
			delete(j.scores, c)
		}
	}
}

// dropDatelines makes the places where writers sit count for little, where the
// story itself names one.
func (j *scorer) dropDatelines() {
	told := false
	for _, s := range j.scores {
		told = told || s.sum()-s.dateline >= least
	}
	for _, s := range j.scores {
		if told {
			s.dateline *= asVoice
		}
	}
}

// dropSpeakers makes those count less who speak of every country, where another
// one is there.
func (j *scorer) dropSpeakers() {
	other, titled, hinted := false, false, false
	for c, s := range j.scores {
		if !voice(c) && s.sum() >= least {
			other, titled, hinted = true, titled || s.titled, hinted || s.title > 0
		}
	}
	if !other {
		return
	}
	for c, s := range j.scores {
		switch {
		case !voice(c), s.firm:
		case !s.titled, hinted && c.Key == "VA":
			s.dampen(asOfOld)
		case titled:
			s.dampen(asVoice)
		}
	}
}

// dampen makes a score count less.
func (s *score) dampen(factor float64) {
	for _, part := range []*float64{&s.title, &s.category, &s.begin, &s.rest, &s.dateline} {
		*part *= factor
	}
}

// maxRoundup is how many countries a text may name side by side and still be
// about some of them.
const maxRoundup = 3

// roundup tells whether a text only lists countries: its title and its
// categories name none, and it names many.
func (j *scorer) roundup(named int) bool {
	if named <= maxRoundup {
		return false
	}
	for _, s := range j.scores {
		if s.title > 0 || s.category > 0 {
			return false
		}
	}
	return true
}
