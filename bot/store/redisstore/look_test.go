package redisstore

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store"
	"prayerbot/bot/store/redistest"
)

// dumped are all keys with what they hold, as the server writes it out.
func dumped(t *testing.T, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, key := range s.client.Keys(t.Context(), "*").Val() {
		if key != probeKey { // which tries whether a change is taken
			all[key] = s.client.Dump(t.Context(), key).Val()
		}
	}
	return all
}

// Whoever only looks leaves data of every form as they are, and says what the next
// start will do.
func TestLookingChangesNothing(t *testing.T) {
	server := redistest.Start(t)
	for form := 1; form <= 1+len(steps); form++ {
		raw := open(t, server.URL())
		load(t, raw, filepath.Join("testdata", fmt.Sprintf("form%d.jsonl", form)))
		before := dumped(t, raw)
		s, err := Look(t.Context(), server.URL())
		if err != nil {
			t.Fatal(form, err)
		}
		_, dead := s.Dead(t.Context())
		_, states := s.States(t.Context())
		_, told := s.Concerns(t.Context(), time.Now())
		if err := errors.Join(dead, states, told); err != nil {
			t.Errorf("form %d: %v", form, err)
		}
		s.Close()
		said := ""
		for _, f := range Probe(t.Context(), server.URL()) {
			said += f.Found + "\n"
		}
		if old := form < 1+len(steps); strings.Contains(said, fmt.Sprintf("brings it to form %d", 1+len(steps))) != old {
			t.Errorf("form %d is said to be %s", form, said)
		}
		if !maps.Equal(before, dumped(t, raw)) {
			t.Errorf("form %d: the data were changed", form)
		}
	}
}

func TestLookingAtANewerForm(t *testing.T) {
	server := redistest.Start(t)
	raw := open(t, server.URL())
	raw.client.Set(t.Context(), formKey, "99", 0)
	var newer *store.NewerFormError
	if _, err := Look(t.Context(), server.URL()); !errors.As(err, &newer) {
		t.Errorf("got %v", err)
	}
}
