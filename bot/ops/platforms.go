package ops

import (
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
)

// platforms are the numbers of the platforms, and which of them this process
// serves.
//
//	prayerbot_leader{platform}                     1 where this replica serves the platform, 0 where it stands by
//	prayerbot_platform_refused{platform}           1 where the platform does not let the bot in, such as for a refused token
//	prayerbot_platform_answers_total{platform,status}   answers to requests: 2xx, 3xx, 4xx, 429, 5xx, none
//	prayerbot_gateway_sessions{state}              sessions with Discord's gateway: open, wanted
//	prayerbot_gateway_starts_left                  sessions that Discord lets begin today; -1 is not known
type platforms struct {
	leader  *prometheus.GaugeVec
	answers *prometheus.CounterVec
	serving *serving
}

// serving is which platforms this process serves, as far as it knows.
type serving struct {
	mu sync.Mutex
	by map[string]bool
}

// The statuses of answers that are counted, each as a label.
var statuses = []string{"2xx", "3xx", "4xx", "429", "5xx", "none"}

func newPlatforms(registry *prometheus.Registry) platforms {
	p := platforms{
		leader: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "prayerbot_leader", Help: "Whether this replica serves the platform.",
		}, []string{"platform"}),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "prayerbot_platform_answers_total", Help: "Answers of a platform to requests, by status.",
		}, []string{"platform", "status"}),
		serving: &serving{by: map[string]bool{}},
	}
	registry.MustRegister(p.leader, p.answers)
	return p
}

// Platform shows the numbers of a platform from the start, and whether it does not
// let the bot in. refused is asked whenever the numbers are.
func (m *Metrics) Platform(platform string, refused func() bool) {
	if m == nil {
		return
	}
	m.begin(platform)
	m.leader.WithLabelValues(platform)
	for _, status := range statuses {
		m.answers.WithLabelValues(platform, status)
	}
	m.gauge("prayerbot_platform_refused", "Whether the platform does not let the bot in, such as for a refused token.",
		prometheus.Labels{"platform": platform}, func() float64 {
			if refused() {
				return 1
			}
			return 0
		})
}

// gauge shows a number that is asked for whenever the numbers are.
func (m *Metrics) gauge(name, help string, labels prometheus.Labels, ask func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels}, ask))
}

// Gateway shows the sessions with Discord's gateway, and how many may still begin;
// -1 is not known. sessions is asked whenever the numbers are.
func (m *Metrics) Gateway(sessions func() (open, wanted, left int)) {
	if m == nil {
		return
	}
	const name, help = "prayerbot_gateway_sessions", "Sessions with Discord's gateway."
	m.gauge(name, help, prometheus.Labels{"state": "open"}, func() float64 { open, _, _ := sessions(); return float64(open) })
	m.gauge(name, help, prometheus.Labels{"state": "wanted"}, func() float64 { _, wanted, _ := sessions(); return float64(wanted) })
	m.gauge("prayerbot_gateway_starts_left", "Sessions that Discord lets begin today; -1 is not known.", nil,
		func() float64 { _, _, left := sessions(); return float64(left) })
}

// Leads notes whether this replica serves a platform. One that stands by does not
// know how full the queue is.
func (m *Metrics) Leads(platform string, leads bool) {
	if m == nil {
		return
	}
	n := 0.0
	if leads {
		n = 1
	} else {
		m.forget(platform)
	}
	m.leader.WithLabelValues(platform).Set(n)
	m.serving.mu.Lock()
	defer m.serving.mu.Unlock()
	m.serving.by[platform] = leads
}

// roles says in a line each which platforms this replica serves, and for which it
// stands by; of one of which that is not known yet it says nothing.
func (m *Metrics) roles() (lines []string) {
	m.serving.mu.Lock()
	defer m.serving.mu.Unlock()
	for _, platform := range slices.Sorted(maps.Keys(m.serving.by)) {
		role := "this replica stands by"
		if m.serving.by[platform] {
			role = "this replica serves it"
		}
		lines = append(lines, platform+": "+role)
	}
	return lines
}

// Answered counts an answer of a platform by its status; 0 is none.
func (m *Metrics) Answered(platform string, status int) {
	if m != nil {
		m.answers.WithLabelValues(platform, statusOf(status)).Inc()
	}
}

// statusOf is the label of a status.
func statusOf(status int) string {
	switch {
	case status == 429:
		return "429"
	case status >= 200 && status < 600:
		return strconv.Itoa(status/100) + "xx"
	}
	return "none"
}
