package redisstore

import (
	"testing"
	"time"

	"prayerbot/commands/record"
)

// A page is read before it is mended; what is delivered in between is due as
// late as it has to be.
func TestMendingLeavesAloneWhatIsDeliveredMeanwhile(t *testing.T) {
	s, _, finish := ledgerStore(t)
	due := time.Date(2026, 11, 1, 23, 30, 0, 0, time.UTC)
	_, mended, err := s.Mend(t.Context(), "telegram", "", time.Hour, func(record.Chat) map[int]time.Time {
		finish(1)
		return map[int]time.Time{1: due}
	})
	if err != nil || mended != 0 {
		t.Errorf("%d were mended, %v", mended, err)
	}
	if next, err := s.NextDue(t.Context(), "telegram"); err != nil || !next.Equal(due.AddDate(0, 0, 1)) {
		t.Errorf("the next is due at %s, %v", next, err)
	}
}
