package places

import (
	"slices"

	"prayerbot/content/gazetteer"
)

// How the clock of a point of the earth is found: by how many of the nearest
// cities, of which those count that are not so many times as far away as the
// nearest, or within so many kilometres.
const (
	nearCities = 6
	nearTimes  = 3
	nearAlways = 15
)

// Near lists the places whose clocks a point of the earth, in degrees, may have:
// one where the cities around agree, else the nearest first. It keeps nothing of
// the point.
func Near(latitude, longitude float64) Answer {
	spots := gazetteer.Nearest(latitude, longitude, nearCities)
	var a Answer
	for _, spot := range spots {
		place := placeOf(spot.Place)
		if spot.Kilometres > max(nearAlways, nearTimes*spots[0].Kilometres) {
			break
		}
		if !slices.ContainsFunc(a.Places, func(o Place) bool { return o.Zone == place.Zone }) {
			a.Places = append(a.Places, place)
		}
	}
	return a
}
