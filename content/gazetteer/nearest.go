package gazetteer

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Spot is a city, and how far away it is.
type Spot struct {
	Place
	Kilometres float64
}

// Nearest lists the n cities nearest to a point of the earth, in degrees, the
// nearest first. It looks through the table at each call and keeps nothing.
func Nearest(latitude, longitude float64, n int) []Spot {
	var near []Spot
	t := places()
	for at := t.next(0); at < len(t); {
		id, value, next := t.line(at)
		at = next
		far, is := distance(value, latitude, longitude)
		if !is || len(near) == n && far >= near[n-1].Kilometres {
			continue
		}
		i, _ := slices.BinarySearchFunc(near, far, func(s Spot, far float64) int { return cmp.Compare(s.Kilometres, far) })
		near = slices.Insert(near, i, Spot{Place{ID: id}, far})
		near = near[:min(len(near), n)]
	}
	for i, s := range near {
		near[i].Place, _ = ByID(s.ID)
	}
	return near
}

// distance is how many kilometres the city of a line is away; false where the
// line is not one of a city.
func distance(value string, latitude, longitude float64) (float64, bool) {
	north, east, _ := strings.Cut(value[strings.LastIndexByte(value, '\t')+1:], " ")
	lat, bad := strconv.Atoi(north)
	lon, worse := strconv.Atoi(east)
	return kilometres(latitude, longitude, float64(lat)/100, float64(lon)/100), bad == nil && worse == nil
}

// radius of the earth, in kilometres.
const radius = 6371

// kilometres is the way between two points on the earth, in degrees.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	half := func(angle float64) float64 { return math.Sin(rad(angle)/2) * math.Sin(rad(angle)/2) }
	h := half(lat2-lat1) + math.Cos(rad(lat1))*math.Cos(rad(lat2))*half(lon2-lon1)
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}
