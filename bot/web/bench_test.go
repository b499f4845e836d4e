package web_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"
)

// mixed are pages as readers open them.
var mixed = []string{"/en/", "/en/today", "/de/today", "/en/countries/ng", "/es/countries/kp", "/en/countries", "/fr/days/2026-12-01", "/en/points/kp-camps", "/en/news", "/en/months/2026-12", "/en/calendar.ics", "/pt/days.atom", "/style.css"}

// BenchmarkPages answers mixed pages over real connections, and says how many a second
// and how long one in a hundred takes at least.
func BenchmarkPages(b *testing.B) {
	s := newStage(b, builtin(b))
	server := httptest.NewServer(s.site)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 32}}
	took := make(chan []time.Duration, 64)
	for _, path := range mixed {
		s.open(path)
	}
	b.ReportAllocs()
	b.ResetTimer()
	began := time.Now()
	b.RunParallel(func(p *testing.PB) {
		var mine []time.Duration
		for n := 0; p.Next(); n++ {
			at := time.Now()
			answer, err := client.Get(server.URL + mixed[n%len(mixed)])
			if err != nil {
				b.Error(err)
				continue
			}
			answer.Body.Close()
			mine = append(mine, time.Since(at))
		}
		took <- mine
	})
	elapsed := time.Since(began)
	close(took)
	var all []time.Duration
	for mine := range took {
		all = append(all, mine...)
	}
	slices.Sort(all)
	b.ReportMetric(float64(len(all))/elapsed.Seconds(), "pages/s")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkOnePage makes a page of a country anew.
func BenchmarkOnePage(b *testing.B) {
	s := newStage(b, builtin(b))
	b.ReportAllocs()
	for b.Loop() {
		s.clock.Time = s.clock.Add(2 * time.Minute)
		s.open("/en/countries/ng")
	}
}
