package main

import (
	"bytes"
	"io"
	"net/http"
	"sync"
	"time"

	"prayerbot/bot/clock"
)

// A posted is one request as the courier has sent it.
type posted struct {
	path, form string
	body       []byte
}

// A recorder is a server without limits: it reads what it is sent and answers
// as Telegram does, after a while. It keeps what it was sent where keep is true.
type recorder struct {
	after time.Duration
	keep  bool
	mu    sync.Mutex
	kept  []posted
}

// accepted is Telegram's answer to a message.
const accepted = `{"ok":true,"result":{"message_id":1,"date":1795586400,"chat":{"id":5000000000,"type":"private","first_name":"Somebody"},"text":"A prayer point"}}`

func (s *recorder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if s.keep {
		s.mu.Lock()
		s.kept = append(s.kept, posted{r.URL.Path, r.Header.Get("Content-Type"), body})
		s.mu.Unlock()
	}
	if s.after > 0 {
		_ = clock.System{}.Sleep(r.Context(), s.after)
	}
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, accepted)
}

// bareRace posts what was recorded over as many connections as the courier has
// deliveries in flight.
func bareRace(r *rig, url string, bodies []posted) time.Duration {
	began := time.Now()
	r.must(postAll(r, url, bodies))
	return time.Since(began)
}

// bothRace posts what was recorded while the raw commands of as many deliveries
// are sent to Redis.
func bothRace(r *rig, on stores, url string, bodies []posted) effort {
	due := time.Now()
	r.must(fill(r, on.store, "floorrun", len(bodies), func(int) time.Time { return due }))
	return measure(r, on.raw, func() time.Duration {
		began, posted := time.Now(), make(chan error, 1)
		go func() { posted <- postAll(r, url, bodies) }()
		floorRun{r, on.raw, due}.all(len(bodies), everyCommand)
		r.must(<-posted)
		return time.Since(began)
	})
}

func postAll(r *rig, url string, bodies []posted) error {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: inFlight}}
	defer client.CloseIdleConnections()
	failed := make(chan error, inFlight)
	var wait sync.WaitGroup
	for w := range inFlight {
		wait.Go(func() {
			for i := w; i < len(bodies); i += inFlight {
				if err := post(r, client, url, bodies[i]); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	wait.Wait()
	close(failed)
	return <-failed
}

func post(r *rig, client *http.Client, url string, p posted) error {
	req, err := http.NewRequestWithContext(r, http.MethodPost, url+p.path, bytes.NewReader(p.body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", p.form)
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	return err
}
