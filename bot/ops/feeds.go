package ops

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// feeds are the numbers of the news feeds. A feed's key and a reason become
// labels: both come from lists of the program and its operator, never from
// what a feed says.
//
//	prayerbot_feed_fetches_total{feed,outcome}   fetches: ok, unchanged, failed
//	prayerbot_feed_headlines_total{feed}         headlines that were new
//	prayerbot_feed_skipped_total{feed,reason}    items that were not kept
//	prayerbot_feed_failing_seconds{feed}         how long a feed has been failing; 0 is well
type feeds struct {
	fetches, headlines, skipped *prometheus.CounterVec
	failing                     *prometheus.GaugeVec
}

func newFeeds(registry *prometheus.Registry) feeds {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	f := feeds{
		fetches:   counter("prayerbot_feed_fetches_total", "Fetches of a news feed, by outcome.", "feed", "outcome"),
		headlines: counter("prayerbot_feed_headlines_total", "Headlines of a news feed that were new.", "feed"),
		skipped:   counter("prayerbot_feed_skipped_total", "Items of a news feed that were not kept, by reason.", "feed", "reason"),
		failing: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "prayerbot_feed_failing_seconds", Help: "How long a news feed has been failing; 0 is well.",
		}, []string{"feed"}),
	}
	registry.MustRegister(f.fetches, f.headlines, f.skipped, f.failing)
	return f
}

// FeedFetched counts a fetch with its outcome: ok, unchanged or failed.
func (m *Metrics) FeedFetched(feed, outcome string) {
	if m != nil {
		m.feeds.fetches.WithLabelValues(feed, outcome).Inc()
	}
}

// FeedKept counts the headlines that were new.
func (m *Metrics) FeedKept(feed string, n int) {
	if m != nil {
		m.feeds.headlines.WithLabelValues(feed).Add(float64(n))
	}
}

// FeedSkipped counts items that were not kept for a reason.
func (m *Metrics) FeedSkipped(feed, reason string, n int) {
	if m != nil {
		m.feeds.skipped.WithLabelValues(feed, reason).Add(float64(n))
	}
}

// FeedFails shows how long a feed has been failing; 0 is well.
func (m *Metrics) FeedFails(feed string, since time.Duration) {
	if m != nil {
		m.feeds.failing.WithLabelValues(feed).Set(since.Seconds())
	}
}
