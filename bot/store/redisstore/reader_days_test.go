package redisstore

import (
	"testing"

	"prayerbot/commands/record"
)

func TestOnlyASetOfWeekdaysIsReadAsOne(t *testing.T) {
	for text, want := range map[string]record.Days{"": 0, "0": 0, "1": 1, "65": 65, "127": 127} {
		var r reader
		if got := r.days(text); got != want || r.err != nil {
			t.Errorf("%q: %d, %v", text, got, r.err)
		}
	}
	for _, text := range []string{"128", "256", "300", "-1", "9999999999", "x", "1.5"} {
		var r reader
		if got := r.days(text); r.err == nil {
			t.Errorf("%q is read as %d", text, got)
		}
	}
}
