package adapter

import (
	"slices"
	"strconv"
	"testing"
	"time"
)

func TestADenialIsRememberedForAMinute(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	var d Denials
	is := func(place, person string, now time.Time, want bool) {
		t.Helper()
		if _, known := d.Find(place, person, now); known != want {
			t.Errorf("%s in %s at %v is known: %v", person, place, now, known)
		}
	}
	is("-1", "7", noon, false)
	d.Keep("-1", "7", []string{"71"}, noon)
	if roles, _ := d.Find("-1", "7", noon); !slices.Equal(roles, []string{"71"}) {
		t.Errorf("the roles are %v", roles)
	}
	is("-1", "7", noon.Add(denialLife-1), true)
	is("-1", "7", noon.Add(denialLife), false)
	is("-1", "7", noon.Add(-time.Hour), false) // the clock was set back
	is("-2", "7", noon, false)
	is("-1", "8", noon, false)
	for n := range 3 * maxDenials {
		d.Keep("-3", strconv.Itoa(n), nil, noon)
	}
	if len(d.known) > maxDenials {
		t.Errorf("%d are kept", len(d.known))
	}
}
