package gazetteer

import (
	"math"
	"testing"
)

func TestTheNearestCityIsFound(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		lat, lon      float64
		country, zone string
	}{
		{6.45, 3.40, "NG", "Africa/Lagos"},
		{-4.32, 15.31, "CD", "Africa/Kinshasa"},
		{41.30, 69.24, "UZ", "Asia/Tashkent"},
		{-17.8, 179.9, "FJ", "Pacific/Fiji"}, // its nearest city may lie beyond the date line
		{-16.8, -179.9, "FJ", "Pacific/Fiji"},
		{78.22, 15.65, "SJ", "Arctic/Longyearbyen"},
	} {
		near := Nearest(tt.lat, tt.lon, 3)
		if len(near) != 3 || near[0].Country != tt.country || near[0].Zones[0] != tt.zone {
			t.Errorf("near %v, %v there is %+v", tt.lat, tt.lon, near)
		}
		for i := 1; i < len(near); i++ {
			if near[i].Kilometres < near[i-1].Kilometres {
				t.Errorf("%v comes before %v", near[i-1], near[i])
			}
		}
	}
}

func TestTheDistanceIsThatOfTheEarth(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ lat1, lon1, lat2, lon2, want float64 }{
		{52.52, 13.40, 48.86, 2.35, 878}, // Berlin, Paris
		{0, 179.5, 0, -179.5, 111.2},
		{90, 0, -90, 0, 20015},
		{1, 1, 1, 1, 0},
	} {
		if got := kilometres(tt.lat1, tt.lon1, tt.lat2, tt.lon2); math.Abs(got-tt.want) > tt.want/100+0.1 {
			t.Errorf("%v is %v km", tt, got)
		}
	}
}

// Every city has a point of the earth, so that none is left out.
func TestEveryCityLiesSomewhere(t *testing.T) {
	t.Parallel()
	tab := places()
	for at := tab.next(0); at < len(tab); {
		id, value, next := tab.line(at)
		at = next
		if _, is := distance(value, 0, 0); is != (Kind(id[0]) == City) {
			t.Fatalf("%s %q", id, value)
		}
	}
}

func BenchmarkNearest(b *testing.B) {
	for b.Loop() {
		Nearest(6.45, 3.4, 6)
	}
}
