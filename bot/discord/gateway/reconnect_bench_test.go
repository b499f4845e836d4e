package gateway_test

import (
	"slices"
	"testing"
	"time"

	"prayerbot/bot/clock"
)

// within is how long a session that was lost may be missing.
const within = 2 * time.Second

// BenchmarkReconnectsInARow measures how long it takes from the loss of a session until it
// is resumed, by the machine's own clock, one loss right after the other in each way in
// which sessions are lost. It fails where one takes longer than within.
func BenchmarkReconnectsInARow(b *testing.B) {
	s := newBench(b, func(s *bench) { s.cfg.Clock = clock.System{} })
	s.run()
	ways := []func(){s.srv.DropGateway, s.srv.AskToReconnect, func() { s.srv.Payload(`{"op":9,"d":true}`) }, func() { s.srv.CloseSessions(4000) }}
	var all []time.Duration
	for b.Loop() {
		began := time.Now()
		ways[len(all)%len(ways)]()
		s.counts(1, len(all)+1)
		all = append(all, time.Since(began))
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "ms-p50")
	b.ReportMetric(float64(all[len(all)-1].Microseconds())/1000, "ms-max")
	if longest := all[len(all)-1]; longest > within {
		b.Errorf("one of %d reconnects took %s", len(all), longest)
	}
	s.blameless()
}
