// Package ops tells operators how the bot is: whether it is alive, whether it
// is ready, and its numbers for Prometheus.
//
// It never shows a chat, a person, a text or a token, and imports nothing of
// the program. Numbers start from nothing after a crash, as Prometheus expects.
package ops

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are the bot's numbers, those of the feeds aside (feeds.go). A nil
// *Metrics counts nothing.
//
//	prayerbot_deliveries_total{platform,outcome}   deliveries that ended: sent, late, missed, failed
//	prayerbot_retries_total{platform}              tries that failed and will be repeated
//	prayerbot_waits_seconds_total{platform}        time that a platform asked us to wait
//	prayerbot_queue{platform,state}                deliveries due, queued, dead
//	prayerbot_requests_seconds{platform,command}   how long commands took to answer
//	prayerbot_platform_refused{platform}           1 where the platform does not let the bot in, such as for a refused token
//	prayerbot_content_reloads_total{outcome}       changed folders of content: taken, refused
//	prayerbot_content_loaded_timestamp_seconds     when the content in force was loaded
type Metrics struct {
	registry   *prometheus.Registry
	deliveries *prometheus.CounterVec
	retries    *prometheus.CounterVec
	waits      *prometheus.CounterVec
	queue      *prometheus.GaugeVec
	requests   *prometheus.HistogramVec
	reloads    *prometheus.CounterVec
	loaded     prometheus.Gauge
	feeds      feeds
}

// NewMetrics makes the numbers, all at nothing, in a registry of their own.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		deliveries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "prayerbot_deliveries_total", Help: "Deliveries that ended, by outcome.",
		}, []string{"platform", "outcome"}),
		retries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "prayerbot_retries_total", Help: "Tries that failed and will be repeated.",
		}, []string{"platform"}),
		waits: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "prayerbot_waits_seconds_total", Help: "Seconds that a platform asked the bot to wait.",
		}, []string{"platform"}),
		queue: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "prayerbot_queue", Help: "Deliveries that are due, queued in all, or set aside (dead).",
		}, []string{"platform", "state"}),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "prayerbot_requests_seconds", Help: "How long commands took to answer.",
			Buckets: []float64{.005, .02, .1, .5, 1, 3, 10},
		}, []string{"platform", "command"}),
		reloads: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "prayerbot_content_reloads_total", Help: "Changed folders of content that were taken up or refused.",
		}, []string{"outcome"}),
		loaded: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "prayerbot_content_loaded_timestamp_seconds", Help: "When the content in force was loaded.",
		}),
	}
	for _, outcome := range []string{ContentTaken, ContentRefused} {
		m.reloads.WithLabelValues(outcome)
	}
	m.registry.MustRegister(m.deliveries, m.retries, m.waits, m.queue, m.requests, m.reloads, m.loaded,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.feeds = newFeeds(m.registry)
	return m
}

// Delivered counts a delivery that ended with an outcome.
func (m *Metrics) Delivered(platform, outcome string) {
	if m != nil {
		m.deliveries.WithLabelValues(platform, outcome).Inc()
	}
}

// Retried counts a try that failed and will be repeated.
func (m *Metrics) Retried(platform string) {
	if m != nil {
		m.retries.WithLabelValues(platform).Inc()
	}
}

// Platform shows whether a platform does not let the bot in. refused is asked
// whenever the numbers are.
func (m *Metrics) Platform(platform string, refused func() bool) {
	if m == nil {
		return
	}
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "prayerbot_platform_refused", Help: "Whether the platform does not let the bot in, such as for a refused token.",
		ConstLabels: prometheus.Labels{"platform": platform},
	}, func() float64 {
		if refused() {
			return 1
		}
		return 0
	}))
}

// Waited counts the time that a platform asked for.
func (m *Metrics) Waited(platform string, d time.Duration) {
	if m != nil {
		m.waits.WithLabelValues(platform).Add(d.Seconds())
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

// Handled counts a command and how long its answer took. command must be one
// of the table's names, "" for plain text: it becomes a label.
func (m *Metrics) Handled(platform, command string, took time.Duration) {
	if m != nil {
		m.requests.WithLabelValues(platform, command).Observe(took.Seconds())
	}
}

// The outcomes of a changed folder of content.
const (
	ContentTaken   = "taken"   // it is in force
	ContentRefused = "refused" // it was faulty, and what was there before is in force
)

// Reloaded counts a changed folder of content.
func (m *Metrics) Reloaded(outcome string) {
	if m != nil {
		m.reloads.WithLabelValues(outcome).Inc()
	}
}

// Loaded notes when the content in force was loaded.
func (m *Metrics) Loaded(at time.Time) {
	if m != nil {
		m.loaded.Set(float64(at.UnixMilli()) / 1000)
	}
}

// Handler serves the numbers in Prometheus' text format.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
