package places

import (
	"slices"
	"strings"

	"prayerbot/content"
	"prayerbot/content/gazetteer"
)

// fitting are the places that lie in all that the hints name.
func fitting(all []gazetteer.Place, hints []string) []gazetteer.Place {
	for _, hint := range hints {
		ids := hinted(hint)
		if near := lying(all, usual(hint, ids)); len(near) > 0 {
			all = near
			continue
		}
		all = lying(all, ids)
	}
	return all
}

// lying are the places that lie in one of the ids.
func lying(all []gazetteer.Place, ids []string) []gazetteer.Place {
	return slices.DeleteFunc(slices.Clone(all), func(p gazetteer.Place) bool {
		return !slices.ContainsFunc(ids, func(id string) bool { return lies(p, id) })
	})
}

// usual are the states that people mean by two letters: "PA" is Pennsylvania
// before it is Pará.
func usual(hint string, ids []string) []string {
	if len(strings.TrimSpace(hint)) != 2 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		return !strings.HasPrefix(id, "sUS.") && !strings.HasPrefix(id, "sCA.") && !strings.HasPrefix(id, "sAU.")
	})
}

// lies tells whether a place lies in a state or country.
func lies(p gazetteer.Place, id string) bool {
	if p.Kind() != gazetteer.City && p.Kind() != gazetteer.State {
		return false
	}
	if id[0] == byte(gazetteer.Country) {
		code := id[1:]
		return p.Country == code || owned(code, p.Country)
	}
	return p.Kind() == gazetteer.City && "s"+p.State == id || p.ID != id && partOf(p, id)
}

// owned tells whether a territory belongs to a country.
func owned(country, territory string) bool {
	t, is := gazetteer.ByID("c" + territory)
	return is && t.Country == country
}

// partOf tells whether a hint that is kept by hand has the clock and country of a
// place: "Newcastle, England".
func partOf(p gazetteer.Place, id string) bool {
	s, is := gazetteer.ByID(id)
	return is && s.State == "" && s.Country == p.Country && len(p.Zones) > 0 && slices.Contains(s.Zones, p.Zones[0])
}

// hinted are the ids of the states and countries that a hint may name: by a name
// in any language, or a code.
func hinted(hint string) []string {
	var ids []string
	for _, p := range gazetteer.Named(hint) {
		if p.Kind() == gazetteer.State || p.Kind() == gazetteer.Country {
			ids = append(ids, p.ID)
		}
	}
	p := content.FoldName(hint)
	ids = append(ids, shortHints[p]...)
	if len(p) == 2 || len(p) == 3 {
		ids = append(ids, gazetteer.ByCode(strings.ToUpper(p))...)
	}
	if fields := strings.Fields(p); len(fields) > 1 && len(ids) == 0 { // "ontario canada"
		for n := len(fields) - 1; n > 0; n-- {
			if first, rest := hinted(strings.Join(fields[:n], " ")), hinted(strings.Join(fields[n:], " ")); len(first) > 0 && len(rest) > 0 {
				return within(first, rest)
			}
		}
	}
	return ids
}

// within are those of the first that lie in one of the others.
func within(first, others []string) []string {
	return slices.DeleteFunc(first, func(id string) bool {
		p, is := gazetteer.ByID(id)
		return !is || !slices.ContainsFunc(others, func(other string) bool { return lies(p, other) })
	})
}

// isHint tells whether a text names something that places lie in.
func isHint(text string) bool { return len(hinted(text)) > 0 }

// shortHints are what people call countries when they say where a city lies.
var shortHints = map[string][]string{
	"uk": {"cGB"}, "usa": {"cUS"}, "us": {"cUS"}, "america": {"cUS"}, "uae": {"cAE"}, "drc": {"cCD"}, "dr congo": {"cCD"}, "england": {"cGB"},
	"scotland": {"cGB"}, "wales": {"cGB"}, "northern ireland": {"cGB"}, "britain": {"cGB"}, "great britain": {"cGB"}, "holland": {"cNL"},
	"korea": {"cKR", "cKP"}, "congo": {"cCD", "cCG"}, "burma": {"cMM"}, "turkey": {"cTR"}, "ivory coast": {"cCI"}, "swaziland": {"cSZ"},
	"macedonia": {"cMK"}, "czech republic": {"cCZ"}, "rsa": {"cZA"}, "ksa": {"cSA"}, "nz": {"cNZ"}, "united states of america": {"cUS"}, "palestine": {"cPS"},
	"west bank": {"cPS"}, "gaza": {"cPS"}, "russia": {"cRU"}, "washington dc": {"sUS.DC"}, "dc": {"sUS.DC"},
}
