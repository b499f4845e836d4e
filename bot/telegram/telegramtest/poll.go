package telegramtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"prayerbot/bot/adapter/fake"
)

// An updateQueue holds what the bot has to be told of, and who asks for it.
type updateQueue struct {
	state       *fake.State
	credentials *credentials

	updates   []map[string]any
	updateID  int64
	poll      int                  // the newest question for updates; older ones are in conflict
	polls     map[string]int       // questions for updates by listener
	polling   map[string]time.Time // the newest of them
	conflicts map[string]int       // those that a newer one ended
	webhook   string
	secret    string   // shown with what is brought
	reach     []string // where the webhook's address leads, one after the other
	closed    bool
	trouble   string // why the last update could not be brought
}

func newUpdateQueue(state *fake.State, c *credentials) *updateQueue {
	return &updateQueue{state: state, credentials: c, polls: map[string]int{}, polling: map[string]time.Time{}, conflicts: map[string]int{}}
}

// getUpdates holds the question open until there is something new, or until
// another one is asked: then the older one is told of the conflict.
func (s *updateQueue) getUpdates(w http.ResponseWriter, r *http.Request, p params) {
	unlock := s.state.Change()
	if s.webhook != "" {
		unlock()
		answer(w, nil, &refusal{code: 409, description: "Conflict: can't use getUpdates method while webhook is active"})
		return
	}
	s.poll++
	mine, listener, token := s.poll, fake.ListenerOf(r), s.credentials.token
	s.polls[listener]++
	s.polling[listener] = time.Now()
	unlock()
	deadline := time.After(time.Duration(p.int("timeout")) * time.Second)
	for {
		batch, changed, conflict := s.look(p, mine)
		switch {
		case r.Context().Err() != nil:
			return
		case s.credentials.tokenNow() != token:
			answer(w, nil, &refusal{code: 401, description: "Unauthorized"})
			return
		case conflict:
			s.tellConflict(w, listener)
			return
		case len(batch) > 0:
			answerUpdates(w, batch)
			return
		}
		select {
		case <-changed:
		case <-deadline:
			answer(w, []any{}, nil)
			return
		case <-r.Context().Done():
			return
		}
	}
}

// look drops what is acknowledged and gives what is new, what tells of the next
// change, and whether a newer question was asked meanwhile.
func (s *updateQueue) look(p params, mine int) (batch []map[string]any, changed <-chan struct{}, conflict bool) {
	s.state.Lock()
	defer s.state.Unlock()
	if s.poll != mine {
		return nil, nil, true
	}
	before := len(s.updates)
	batch = s.waiting(p)
	if len(s.updates) != before {
		s.state.Signal()
	}
	return batch, s.state.Changed(), false
}

func (s *updateQueue) tellConflict(w http.ResponseWriter, listener string) {
	unlock := s.state.Change()
	s.conflicts[listener]++
	unlock()
	answer(w, nil, &refusal{code: 409, description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"})
}

// waiting drops what the offset acknowledges and returns what is new and
// allowed.
func (s *updateQueue) waiting(p params) []map[string]any {
	offset := p.int("offset")
	most := int64(100)
	if limit := p.int("limit"); limit > 0 {
		most = min(most, limit)
	}
	var allowed []string
	json.Unmarshal(p["allowed_updates"], &allowed)
	var left, batch []map[string]any
	for _, u := range s.updates {
		if u["update_id"].(int64) < offset {
			continue
		}
		left = append(left, u)
		if isAllowed(u, allowed) && int64(len(batch)) < most {
			batch = append(batch, u)
		}
	}
	s.updates = left
	return batch
}

func isAllowed(u map[string]any, allowed []string) bool {
	if _, ok := u[rawText]; ok {
		return true
	}
	for _, kind := range allowed {
		if _, ok := u[kind]; ok {
			return true
		}
	}
	return len(allowed) == 0
}

// Unacknowledged counts the updates that the bot has not acknowledged.
func (s *updateQueue) Unacknowledged() int {
	s.state.Lock()
	defer s.state.Unlock()
	return len(s.updates)
}

// Polls counts how often updates were asked for through a listener, when that was
// last, and how often the answer was that somebody else asks too.
func (s *updateQueue) Polls(listener string) (n int, last time.Time, conflicts int) {
	s.state.Lock()
	defer s.state.Unlock()
	return s.polls[listener], s.polling[listener], s.conflicts[listener]
}

// rawText is the field of an update that is written as it is.
const rawText = "raw"

// answerUpdates writes a batch, those of any text among them.
func answerUpdates(w http.ResponseWriter, batch []map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	texts := make([]string, len(batch))
	for i, u := range batch {
		if text, ok := u[rawText].(string); ok {
			texts[i] = text
			continue
		}
		data, _ := json.Marshal(u)
		texts[i] = string(data)
	}
	io.WriteString(w, `{"ok":true,"result":[`+strings.Join(texts, ",")+`]}`)
}

// RawText pushes an update of any text, in which %d stands for its number.
func (s *updateQueue) RawText(text string) {
	defer s.state.Change()()
	s.updateID++
	text = strings.ReplaceAll(text, "%d", fmt.Sprint(s.updateID))
	s.updates = append(s.updates, map[string]any{"update_id": s.updateID, rawText: text})
}

// Raw pushes an update of any shape; update_id is set.
func (s *updateQueue) Raw(update map[string]any) {
	defer s.state.Change()()
	s.updateID++
	update["update_id"] = s.updateID
	s.updates = append(s.updates, update)
}

// push queues an update of a kind.
func (s *updateQueue) push(kind string, what map[string]any) {
	s.updateID++
	s.updates = append(s.updates, map[string]any{"update_id": s.updateID, kind: what})
}
