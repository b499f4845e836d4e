package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"sync"
	"time"
)

// An asked is a server without limits that people talk to: it hands their
// /pray to the bot and measures how long the answer takes. It looks whether
// deliveries come in due order. It is light, because it shares the machine with
// the program that is measured.
type asked struct {
	first time.Time // when the oldest delivery was due

	mu       sync.Mutex
	said     []map[string]any // updates that were not acknowledged
	saying   chan struct{}    // gets a word when there is one more
	number   int64            // of the newest update
	began    map[int64]time.Time
	took     []float64 // ms
	count    int
	lately   [reach]time.Duration // due times of the newest deliveries, in a ring
	latest   time.Duration        // the latest due time of those before
	disorder int
}

// reach is by how many others a delivery may be overtaken and still be in order:
// those in flight go out beside each other, and one that the machine stops for a
// fifth of a second is passed by all that go out meanwhile.
const reach = 8 * inFlight

// firstAsker is the number of the first person who asks; each asks once.
const firstAsker = 1_000_000

func newAsked(first time.Time) *asked {
	return &asked{first: first, saying: make(chan struct{}, 1), began: map[int64]time.Time{}}
}

// serve starts a server that ends with the measurement.
func (r *rig) serve(handler http.Handler) (url string) {
	s := httptest.NewServer(handler)
	r.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s.URL
}

// ask makes another person type /pray.
func (s *asked) ask() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number++
	person := firstAsker + s.number
	s.began[person] = time.Now()
	who := map[string]any{"id": person, "type": "private", "is_bot": false, "first_name": "Somebody", "language_code": "en"}
	s.said = append(s.said, map[string]any{"update_id": s.number, "message": map[string]any{
		"message_id": s.number, "date": time.Now().Unix(), "text": "/pray", "chat": who, "from": who,
	}})
	select {
	case s.saying <- struct{}{}:
	default:
	}
}

func (s *asked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch path.Base(r.URL.Path) {
	case "getUpdates":
		s.updates(w, r)
	case "getMe":
		io.WriteString(w, `{"ok":true,"result":{"id":123456789,"is_bot":true,"first_name":"Prayer","username":"prayer_test_bot"}}`)
	case "getMyCommands":
		io.WriteString(w, `{"ok":true,"result":[]}`)
	case "sendMessage":
		var message struct {
			Chat int64 `json:"chat_id"`
		}
		if json.NewDecoder(r.Body).Decode(&message) != nil {
			return
		}
		s.message(message.Chat)
		io.WriteString(w, accepted)
	default:
		io.WriteString(w, `{"ok":true,"result":true}`)
	}
}

// message notes a message to a chat: an answer, or a delivery.
func (s *asked) message(chat int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if began, is := s.began[chat]; is {
		s.took = append(s.took, float64(time.Since(began))/float64(time.Millisecond))
		delete(s.began, chat)
		return
	}
	due := minuteOf(int(chat - firstChat))
	place := s.count % reach
	if s.count >= reach {
		s.latest = max(s.latest, s.lately[place])
	}
	if due < s.latest {
		s.disorder++
	}
	s.lately[place] = due
	s.count++
}

// updates holds the question for a while where nobody has said anything.
func (s *asked) updates(w http.ResponseWriter, r *http.Request) {
	var question struct{ Offset int64 }
	if err := json.NewDecoder(r.Body).Decode(&question); err != nil {
		return
	}
	for end := time.After(time.Second); ; {
		s.mu.Lock()
		for len(s.said) > 0 && s.said[0]["update_id"].(int64) < question.Offset {
			s.said = s.said[1:]
		}
		answer, err := json.Marshal(map[string]any{"ok": true, "result": append([]map[string]any{}, s.said...)})
		waiting := len(s.said)
		s.mu.Unlock()
		if err != nil || waiting > 0 {
			w.Write(answer)
			return
		}
		select {
		case <-s.saying:
		case <-r.Context().Done():
			return
		case <-end:
			fmt.Fprint(w, `{"ok":true,"result":[]}`)
			return
		}
	}
}

func (s *asked) delivered() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count
}

func (s *asked) disordered() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.disorder
}

// answers are the times that people waited, in ms; those who still wait count
// with what they have waited until now.
func (s *asked) answers() []float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := append([]float64{}, s.took...)
	for _, began := range s.began {
		all = append(all, float64(time.Since(began))/float64(time.Millisecond))
	}
	return all
}
