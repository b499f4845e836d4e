package session

import (
	"testing"

	"prayerbot/commands/reply"
)

// A platform refuses a row without a button, so nothing is laid out as no row.
func TestButtonsAreLaidOutInRows(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 1, 3: 1, 4: 2, 6: 2, 7: 3} {
		rows, left := RowsOf(3, make([]reply.Button, n)), n
		for _, row := range rows {
			if left -= len(row); len(row) == 0 || len(row) > 3 {
				t.Errorf("of %d there is a row of %d", n, len(row))
			}
		}
		if len(rows) != want || left != 0 {
			t.Errorf("%d are in %d rows, %d left", n, len(rows), left)
		}
	}
}
