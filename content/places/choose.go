package places

import (
	"slices"

	"prayerbot/content/gazetteer"
)

// clear is how many times more people the largest of several places of a name has
// where it is the one that is meant.
const clear = 4

// choose makes an answer of the places that a text may mean, the likeliest first.
func choose(all []gazetteer.Place) Answer {
	all = slices.DeleteFunc(slices.Clone(all), func(p gazetteer.Place) bool { return len(p.Zones) == 0 })
	if len(all) == 0 {
		return Answer{}
	}
	if all[0].Kept() {
		all = all[:1]
	}
	if first := all[0]; first.Kind() == gazetteer.Country && !isAlike(all) || first.Kind() == gazetteer.State && clearly(all) {
		return whole(first)
	}
	all = meant(all)
	if len(all) == 1 && len(all[0].Zones) > 1 {
		return whole(all[0])
	}
	var a Answer
	for _, p := range all {
		if place := placeOf(p); !slices.ContainsFunc(a.Places, func(o Place) bool { return o.Zone == place.Zone }) && len(a.Places) < most {
			place.In = inside(p)
			a.Places = append(a.Places, place)
		}
	}
	return a
}

// isAlike tells whether a country and a city of another one are written alike, so that
// neither is meant before the other: Oman and Amman, in Arabic.
func isAlike(all []gazetteer.Place) bool {
	return len(all) == 2 && all[1].Kind() == gazetteer.City && all[1].Country == "JO" && all[0].Country == "OM"
}

// clearly tells whether the first place is much larger than the others.
func clearly(all []gazetteer.Place) bool {
	return !slices.ContainsFunc(all[1:], func(p gazetteer.Place) bool { return p.People*clear > all[0].People })
}

// meant are the places that are not much smaller than the largest, which comes
// first.
func meant(all []gazetteer.Place) []gazetteer.Place {
	all = slices.DeleteFunc(all, func(p gazetteer.Place) bool { return p.Kind() == gazetteer.Part || p.Kind() == gazetteer.Clock })
	slices.SortStableFunc(all, func(a, b gazetteer.Place) int { return b.People - a.People })
	return slices.DeleteFunc(all, func(p gazetteer.Place) bool { return p.People*clear < all[0].People })
}

// whole is a country or state, by its clocks.
func whole(p gazetteer.Place) Answer {
	a := Answer{Places: clocksOf(p), Whole: p.ID}
	if len(a.Places) == 1 {
		a.Places[0].Name = p.Name
	}
	return a
}

// clocksOf are the clocks of a country or state, each by the city of its zone.
func clocksOf(p gazetteer.Place) []Place {
	var all []Place
	for _, zone := range p.Zones[:min(len(p.Zones), mostClocks)] {
		place := Place{Name: largest(p, zone), Country: p.Country, Zone: zone}
		if p.Kind() == gazetteer.Country {
			place.Country = p.ID[1:]
		}
		all = append(all, place)
	}
	return all
}

// largest is the name of the largest city of a zone in a country or state.
func largest(p gazetteer.Place, zone string) string {
	name, people := City(zone), -1
	if p.Kind() != gazetteer.Country {
		return name
	}
	for _, city := range gazetteer.Named(name) {
		if city.Kind() == gazetteer.City && len(city.Zones) > 0 && city.Zones[0] == zone && city.People > people {
			name, people = city.Name, city.People
		}
	}
	return name
}

// inside is what tells a place from others of its name: its state in countries
// whose people say it, else its country.
func inside(p gazetteer.Place) string {
	if slices.Contains([]string{"US", "CA", "AU"}, p.Country) && p.Kind() == gazetteer.City {
		if _, is := gazetteer.ByID("s" + p.State); is {
			return "s" + p.State
		}
	}
	return "c" + p.Country
}
