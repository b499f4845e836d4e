package places

import (
	"slices"
	"testing"
)

func TestTheClockOfAPointIsThatOfTheCitiesAround(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		lat, lon float64
		zones    []string
	}{
		{6.45, 3.40, []string{"Africa/Lagos"}},
		{52.52, 13.40, []string{"Europe/Berlin"}},
		{31.77, 35.21, []string{"Asia/Jerusalem", "Asia/Hebron"}}, // several clocks lie near: the asker says which
		{-4.29, 15.27, []string{"Africa/Brazzaville", "Africa/Kinshasa"}},
	} {
		var zones []string
		for _, p := range Near(tt.lat, tt.lon).Places {
			zones = append(zones, p.Zone)
		}
		slices.Sort(zones)
		slices.Sort(tt.zones)
		if !slices.Equal(zones, tt.zones) {
			t.Errorf("near %v, %v are %v, want %v", tt.lat, tt.lon, zones, tt.zones)
		}
	}
}
