package session_test

import (
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// What is filled into a button's sentence is shortened, never the sentence.
func TestALabelKeepsItsSentence(t *testing.T) {
	catalogue, err := words.New(words.Extra{Tag: "de", Sentences: []byte("button:\n  pray_for: Für {{.Country}} beten\n")})
	if err != nil {
		t.Fatal(err)
	}
	env, err := session.NewEnv(session.Config{
		Library: func() *content.Library { return nil }, Store: noStore{}, Random: func() string { return "" }, Catalogue: catalogue,
	})
	if err != nil {
		t.Fatal(err)
	}
	for country, want := range map[string]string{
		"Mali":                             "Für Mali beten",
		"Demokratische Republik Kongo":     "Für Demokratische Republik Kongo beten",
		"die Demokratische Republik Kongo": "Für die Demokratische Republik… beten",
	} {
		s := env.SessionWith(nil, reply.Request{Language: "de"})
		if got := s.Label("button.pray_for", words.With{"Country": country}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

type noStore struct{ record.Store }
