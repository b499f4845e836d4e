package record

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAnnouncementsOfAnHourAreCounted(t *testing.T) {
	at := func(minutes int) time.Time { return drafted.Add(time.Duration(minutes) * time.Minute) }
	recent, again := Recent{"impossible": at(500)}, time.Time{}
	for _, tt := range []struct {
		minute int
		id     string
		again  time.Time
		after  Recent
	}{
		{0, "a", time.Time{}, Recent{"a": at(0)}},
		{1, "a", time.Time{}, Recent{"a": at(0)}},
		{10, "b", time.Time{}, Recent{"a": at(0), "b": at(10)}},
		{20, "c", at(60), Recent{"a": at(0), "b": at(10)}},
		{60, "c", time.Time{}, Recent{"b": at(10), "c": at(60)}},
	} {
		recent, again = recent.Allow(tt.id, 2, at(tt.minute))
		if diff := cmp.Diff(tt.after, recent); diff != "" || !again.Equal(tt.again) {
			t.Errorf("%s at minute %d: again at %s, %s", tt.id, tt.minute, again, diff)
		}
	}
}
