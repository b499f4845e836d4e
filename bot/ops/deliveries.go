package ops

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// deliveries are the numbers of the outbox, by platform alone.
//
//	prayerbot_deliveries_total{platform,outcome}      deliveries that ended: sent, late, missed, failed
//	prayerbot_delivery_lateness_seconds{platform}     how long after its time a daily point went out
//	prayerbot_announcements_total{platform,outcome}   copies of announcements that ended: sent, failed, stopped, corrected, uncorrected, retracted, replaced, kept
//	prayerbot_tries_total{platform}                   tries to send something
//	prayerbot_retries_total{platform}                 tries that failed and will be repeated
//	prayerbot_in_doubt_total{platform}                tries of which nobody can tell whether they arrived
//	prayerbot_waits_total{platform}                   times that a platform asked a delivery to wait
//	prayerbot_waits_seconds_total{platform}           time that a platform asked us to wait
//	prayerbot_queue{platform,state}                   deliveries due, queued, dead
//	prayerbot_oldest_due_seconds{platform}            how long the delivery whose turn is next has been due, by its own time or by that of its next try; 0 is none
//	prayerbot_subscriptions{platform}                 subscriptions that receive something
//
// The last three are counted by the replica that serves a platform alone; another
// does not show them.
type deliveries struct {
	ended, announced, tries, retries, doubts, waits, waited *prometheus.CounterVec
	lateness                                                *prometheus.HistogramVec
	queue, oldest, subscriptions                            *prometheus.GaugeVec
}

// Outcomes are the ways in which a delivery ends, and CopyOutcomes those of a copy
// of an announcement: each is shown from the start.
var (
	Outcomes     = []string{"sent", "late", "missed", "failed"}
	CopyOutcomes = []string{"sent", "failed", "stopped", "corrected", "uncorrected", "retracted", "replaced", "kept"}
)

func newDeliveries(registry *prometheus.Registry) deliveries {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, append([]string{"platform"}, labels...))
	}
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, append([]string{"platform"}, labels...))
	}
	d := deliveries{
		ended:     counter("prayerbot_deliveries_total", "Deliveries that ended, by outcome.", "outcome"),
		announced: counter("prayerbot_announcements_total", "Copies of announcements that ended, by outcome.", "outcome"),
		tries:     counter("prayerbot_tries_total", "Tries to send something."),
		retries:   counter("prayerbot_retries_total", "Tries that failed and will be repeated."),
		doubts:    counter("prayerbot_in_doubt_total", "Tries of which nobody can tell whether they arrived."),
		waits:     counter("prayerbot_waits_total", "Times that a platform asked a delivery to wait."),
		waited:    counter("prayerbot_waits_seconds_total", "Seconds that a platform asked the bot to wait."),
		lateness: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "prayerbot_delivery_lateness_seconds", Help: "How long after its time a daily point went out.",
			Buckets: []float64{1, 5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600},
		}, []string{"platform"}),
		queue:         gauge("prayerbot_queue", "Deliveries that are due, queued in all, or set aside (dead).", "state"),
		oldest:        gauge("prayerbot_oldest_due_seconds", "How long the delivery whose turn is next has been due, by its own time or by that of its next try; 0 is none."),
		subscriptions: gauge("prayerbot_subscriptions", "Subscriptions that receive something."),
	}
	registry.MustRegister(d.ended, d.announced, d.tries, d.retries, d.doubts, d.waits, d.waited, d.lateness, d.queue, d.oldest, d.subscriptions)
	return d
}

// begin shows the counters of a platform from the start.
func (d *deliveries) begin(platform string) {
	for _, outcome := range Outcomes {
		d.ended.WithLabelValues(platform, outcome)
	}
	for _, outcome := range CopyOutcomes {
		d.announced.WithLabelValues(platform, outcome)
	}
	for _, counter := range []*prometheus.CounterVec{d.tries, d.retries, d.doubts, d.waits, d.waited} {
		counter.WithLabelValues(platform)
	}
	d.lateness.WithLabelValues(platform)
}

// forget shows no more what only the replica knows that serves a platform.
func (d *deliveries) forget(platform string) {
	for _, gauge := range []*prometheus.GaugeVec{d.queue, d.oldest, d.subscriptions} {
		gauge.DeletePartialMatch(prometheus.Labels{"platform": platform})
	}
}

// Delivered counts a delivery that ended with an outcome.
func (m *Metrics) Delivered(platform, outcome string) {
	if m != nil {
		m.ended.WithLabelValues(platform, outcome).Inc()
	}
}

// Late notes how long after its time a daily point went out.
func (m *Metrics) Late(platform string, by time.Duration) {
	if m != nil {
		m.lateness.WithLabelValues(platform).Observe(max(0, by.Seconds()))
	}
}

// Announced counts a copy of an announcement that ended with an outcome.
func (m *Metrics) Announced(platform, outcome string) {
	if m != nil {
		m.announced.WithLabelValues(platform, outcome).Inc()
	}
}

// Tried counts a try to send something.
func (m *Metrics) Tried(platform string) {
	if m != nil {
		m.tries.WithLabelValues(platform).Inc()
	}
}

// Retried counts a try that failed and will be repeated.
func (m *Metrics) Retried(platform string) {
	if m != nil {
		m.retries.WithLabelValues(platform).Inc()
	}
}

// Doubted counts a try of which nobody can tell whether it arrived.
func (m *Metrics) Doubted(platform string) {
	if m != nil {
		m.doubts.WithLabelValues(platform).Inc()
	}
}

// Waited counts that a platform asked a delivery to wait, and for how long.
func (m *Metrics) Waited(platform string, d time.Duration) {
	if m != nil {
		m.waits.WithLabelValues(platform).Inc()
		m.waited.WithLabelValues(platform).Add(d.Seconds())
	}
}

// Depth shows how full a queue is.
func (m *Metrics) Depth(platform string, due, queued, dead int) {
	if m == nil {
		return
	}
	for state, n := range map[string]int{"due": due, "queued": queued, "dead": dead} {
		m.queue.WithLabelValues(platform, state).Set(float64(n))
	}
}

// Subscriptions shows how many receive something.
func (m *Metrics) Subscriptions(platform string, n int) {
	if m != nil {
		m.subscriptions.WithLabelValues(platform).Set(float64(n))
	}
}

// Oldest shows how long the delivery whose turn is next has been due; 0 and less is none.
func (m *Metrics) Oldest(platform string, due time.Duration) {
	if m != nil {
		m.oldest.WithLabelValues(platform).Set(max(0, due.Seconds()))
	}
}
