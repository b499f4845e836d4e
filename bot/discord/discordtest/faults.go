package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"prayerbot/bot/adapter/fake"
)

// A Fault is how the server fails a request.
type Fault struct {
	Path       string // part of the path that it is for; "" is any
	Method     string // that it is for; "" is any
	Upload     bool   // only for requests with a file
	Lasting    bool   // every request, until ClearFaults
	Status     int
	Code       int           // Discord's JSON error code
	RetryAfter float64       // seconds, for 429
	Global     bool          // for 429
	Body       string        // instead of JSON
	Accept     bool          // do what is asked before failing
	Reset      bool          // cut the connection
	Hang       time.Duration // fail only after this
}

// A faultInjector makes requests fail, wait, or take their time.
type faultInjector struct {
	state       *fake.State
	faults      []Fault
	calls       map[string]int // by path
	delay       time.Duration  // that a message and its answer take, each
	answerDelay time.Duration  // that an answer to an interaction takes
	held        chan struct{}  // answers wait until it is closed; nil lets them go
	holding     int            // answers that wait
}

// Fail makes the next requests that fit fail, one for each fault.
func (s *faultInjector) Fail(faults ...Fault) {
	defer s.state.Change()()
	s.faults = append(s.faults, faults...)
}

// ClearFaults takes back what Fail has asked and has not been used.
func (s *faultInjector) ClearFaults() {
	defer s.state.Change()()
	s.faults = nil
}

func (s *faultInjector) takeFault(r *http.Request) *Fault {
	s.state.Lock()
	defer s.state.Unlock()
	s.calls[r.URL.Path]++
	for i, f := range s.faults {
		if !f.isFor(r) {
			continue
		}
		if !f.Lasting {
			s.faults = slices.Delete(slices.Clone(s.faults), i, i+1)
		}
		return &f
	}
	return nil
}

func (f Fault) isFor(r *http.Request) bool {
	return strings.Contains(r.URL.Path, f.Path) && (f.Method == "" || f.Method == r.Method) && (!f.Upload || isUpload(r))
}

func isUpload(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/")
}

// Calls counts the requests for a path such as "/channels/110/messages", those
// that failed too.
func (s *faultInjector) Calls(path string) (n int) {
	s.state.Lock()
	defer s.state.Unlock()
	for asked, times := range s.calls {
		if strings.HasSuffix(asked, path) {
			n += times
		}
	}
	return n
}

// fail answers as a fault says.
func fail(w http.ResponseWriter, r *http.Request, f *Fault) {
	if f.Hang > 0 {
		select {
		case <-time.After(f.Hang):
		case <-r.Context().Done():
		}
	}
	if f.Reset || f.Status == 0 {
		fake.Cut(w)
		return
	}
	if f.Status == http.StatusTooManyRequests && f.Body == "" {
		sayLimited(w, limit{after: f.RetryAfter, global: f.Global})
		return
	}
	w.WriteHeader(f.Status)
	if f.Body != "" {
		fmt.Fprint(w, f.Body)
		return
	}
	json.NewEncoder(w).Encode(map[string]any{"message": http.StatusText(f.Status), "code": f.Code})
}
