package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/outbox"
	"prayerbot/bot/telegram"
	"prayerbot/bot/telegram/telegramtest"
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

// throughTelegram runs deliveries through the real Telegram adapter to a server
// without limits, beside a bare client that posts the same bodies over as many
// connections to the same server. A server that answers at once leaves nothing
// but the work of the processors to be compared; one that takes its time, as any
// across a network does, leaves the courier time for its own.
func throughTelegram(r *rig) []row {
	return []row{
		r.telegramRow(0, "that answers at once", "at least 0.8"),
		r.telegramRow(20*time.Millisecond, "that answers after 20 ms", ""),
	}
}

func (r *rig) telegramRow(after time.Duration, which, target string) row {
	n := r.size.deliveries * 2 / 5
	server, race := r.redis(), race{}
	sink := &recorder{after: after, keep: true}
	local := httptest.NewServer(sink)
	r.Cleanup(local.Close)
	r.telegramRace(r.fresh(server), local.URL, n)
	sink.keep = false
	for range r.size.rounds {
		on := r.fresh(server)
		race.effort("courier", n, r.telegramRace(on, local.URL, n))
		race.effort("bare", n, r.measure(on.raw, func() time.Duration {
			return r.bareRace(local.URL, sink.kept)
		}))
	}
	return row{
		"Deliveries through the Telegram courier to a local server " + which, race.told("courier"),
		"a bare net/http client, same bodies, as many connections: " + race.told("bare"),
		race.ratio("courier", "bare"), target,
	}
}

// telegramRace delivers n through the real adapter.
func (r *rig) telegramRace(on stores, url string, n int) effort {
	r.fillDue(on.store, n)
	core := r.core(on.store)
	return r.measure(on.raw, func() time.Duration {
		return r.deliver(outbox.Config{Platform: "telegram", Sender: r.telegram(url, core), Core: core, Store: on.store}, n)
	})
}

// telegram is the real adapter on a server.
func (r *rig) telegram(url string, core telegram.Core) *telegram.Platform {
	p, err := telegram.New(telegram.Config{Token: telegramtest.Token, URL: url, Core: core, Clock: clock.System{}, Log: silent})
	r.must(err)
	return p
}

// bareRace posts what was recorded over as many connections as the courier has
// deliveries in flight.
func (r *rig) bareRace(url string, bodies []posted) time.Duration {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: inFlight}}
	defer client.CloseIdleConnections()
	failed := make(chan error, inFlight)
	var wait sync.WaitGroup
	began := time.Now()
	for w := range inFlight {
		wait.Go(func() {
			for i := w; i < len(bodies); i += inFlight {
				if err := r.post(client, url, bodies[i]); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	wait.Wait()
	took := time.Since(began)
	close(failed)
	r.must(<-failed)
	return took
}

func (r *rig) post(client *http.Client, url string, p posted) error {
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
