// Package ops tells operators how the bot is: whether it is alive, whether it
// is ready, and its numbers for Prometheus.
//
// It never shows a chat, a person, a text or a token, and imports nothing of
// the program. Numbers start from nothing after a crash, as Prometheus expects.
package ops

import (
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are the bot's numbers: those of deliveries (deliveries.go), platforms
// (platforms.go), the store (store.go) and the feeds (feeds.go) stand in files of
// their own. A nil *Metrics counts nothing.
//
//	prayerbot_build_info{version,go}               1, with the version of the program
//	prayerbot_start_timestamp_seconds              when the program began
//	prayerbot_requests_seconds{platform,command}   how long commands took to answer
//	prayerbot_content_reloads_total{outcome}       changed folders of content: taken, refused
//	prayerbot_content_loaded_timestamp_seconds     when the content in force was loaded
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	reloads  *prometheus.CounterVec
	loaded   prometheus.Gauge
	deliveries
	platforms
	stores
	feeds feeds
}

// NewMetrics makes the numbers, all at nothing, in a registry of their own.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
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
	m.registry.MustRegister(m.requests, m.reloads, m.loaded,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.deliveries, m.platforms, m.stores = newDeliveries(m.registry), newPlatforms(m.registry), newStores(m.registry)
	m.feeds = newFeeds(m.registry)
	return m
}

// Build names the program that runs, and when it began: the system may hide that from
// it. It may be called once.
func (m *Metrics) Build(version string, began time.Time) {
	if m == nil {
		return
	}
	m.gauge("prayerbot_build_info", "1, with the version of the program.",
		prometheus.Labels{"version": version, "go": runtime.Version()}, func() float64 { return 1 })
	m.gauge("prayerbot_start_timestamp_seconds", "When the program began.", nil, func() float64 { return float64(began.Unix()) })
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
