package redisstore

import (
	"testing"
	"time"

	"prayerbot/commands/record"
)

// A page is read before it is reconciled; what is delivered in between is due as
// late as it has to be.
func TestReconcilingLeavesAloneWhatIsDeliveredMeanwhile(t *testing.T) {
	s, _, finish := ledgerStore(t)
	due := time.Date(2026, 11, 1, 23, 30, 0, 0, time.UTC)
	_, reconciled, err := s.Reconcile(t.Context(), "telegram", "", time.Hour, func(record.Chat) map[int]time.Time {
		finish(1)
		return map[int]time.Time{1: due}
	})
	if err != nil || reconciled != 0 {
		t.Errorf("%d were reconciled, %v", reconciled, err)
	}
	if next, err := s.NextDue(t.Context(), "telegram"); err != nil || !next.Equal(due.AddDate(0, 0, 1)) {
		t.Errorf("the next is due at %s, %v", next, err)
	}
}
