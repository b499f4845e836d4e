package telegramtest

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"prayerbot/bot/adapter/fake"
)

// A Fault is how the server fails a request.
type Fault struct {
	Chat       int64         // only for requests to this chat; 0 is any
	Lasting    bool          // every request, until ClearFaults
	Status     int           // answer with this status; 0 leaves the answer as it is
	Body       string        // instead of Telegram's JSON ("<html>...")
	RetryAfter int           // seconds, for 429
	Reset      bool          // cut the connection instead of answering
	Accept     bool          // do what is asked before failing
	Hang       time.Duration // do what is asked, and answer only after this
}

// A faultInjector makes requests fail or take their time.
type faultInjector struct {
	state  *fake.State
	faults map[string][]Fault
	calls  map[string]int
	delay  time.Duration // that a message and its answer take, each
}

func newFaultInjector(state *fake.State) *faultInjector {
	return &faultInjector{state: state, faults: map[string][]Fault{}, calls: map[string]int{}}
}

// Fail makes the next requests for a method fail, one for each fault.
func (s *faultInjector) Fail(method string, faults ...Fault) {
	defer s.state.Change()()
	s.faults[method] = append(s.faults[method], faults...)
}

// ClearFaults takes back what Fail has asked for a method and has not been used.
func (s *faultInjector) ClearFaults(method string) {
	defer s.state.Change()()
	delete(s.faults, method)
}

// takeFault is the next fault of a method and chat; nil where there is none.
func (s *faultInjector) takeFault(method string, chat int64) *Fault {
	for i, f := range s.faults[method] {
		if f.Chat != 0 && f.Chat != chat {
			continue
		}
		if !f.Lasting {
			s.faults[method] = slices.Delete(slices.Clone(s.faults[method]), i, i+1)
		}
		return &f
	}
	return nil
}

// fail answers a request as a fault says.
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
	w.WriteHeader(f.Status)
	switch {
	case f.Body != "":
		fmt.Fprint(w, f.Body)
	case f.RetryAfter > 0:
		fmt.Fprintf(w, `{"ok":false,"error_code":%d,"description":"Too Many Requests: retry after %d","parameters":{"retry_after":%d}}`, f.Status, f.RetryAfter, f.RetryAfter)
	default:
		fmt.Fprintf(w, `{"ok":false,"error_code":%d,"description":"%s"}`, f.Status, http.StatusText(f.Status))
	}
}

// Slow makes every message take a while on its way to the server, and its answer
// as long on its way back.
func (s *faultInjector) Slow(delay time.Duration) {
	defer s.state.Change()()
	s.delay = delay
}

// Calls counts the requests for a method, failed ones too.
func (s *faultInjector) Calls(method string) int {
	s.state.Lock()
	defer s.state.Unlock()
	return s.calls[method]
}
