package ops

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// stores are the numbers of the store.
//
//	prayerbot_store_seconds        how long the store took for a question or a change
//	prayerbot_store_errors_total   questions and changes that the store has failed
type stores struct {
	took   prometheus.Histogram
	errors prometheus.Counter
}

func newStores(registry *prometheus.Registry) stores {
	s := stores{
		took: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "prayerbot_store_seconds", Help: "How long the store took for a question or a change.",
			Buckets: []float64{.0005, .002, .01, .05, .2, 1, 3},
		}),
		errors: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "prayerbot_store_errors_total", Help: "Questions and changes that the store has failed.",
		}),
	}
	registry.MustRegister(s.took, s.errors)
	return s
}

// Stored counts a question to the store or a change, how long it took, and whether
// the store has failed it.
func (m *Metrics) Stored(took time.Duration, failed bool) {
	if m == nil {
		return
	}
	m.took.Observe(took.Seconds())
	if failed {
		m.errors.Inc()
	}
}
