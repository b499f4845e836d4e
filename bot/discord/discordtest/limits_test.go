package discordtest

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

// send posts a fine message through an address.
func send(t *testing.T, url, channel string) *http.Response {
	t.Helper()
	data, err := json.Marshal(fine(nil))
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest("POST", url+"/api/v9/channels/"+channel+"/messages", strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	return res
}

func TestABucketTellsWhatIsLeftInIt(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110", "111")
	s.EnforceLimits()
	for i := range channelMost {
		h := send(t, s.URL(), "110").Header
		if got, want := h.Get("X-RateLimit-Remaining"), string(rune('4'-i)); got != want || h.Get("X-RateLimit-Reset-After") == "" {
			t.Errorf("message %d: %s are left, want %s", i+1, got, want)
		}
	}
	res := send(t, s.URL(), "110")
	if res.StatusCode != 429 || res.Header.Get("X-RateLimit-Scope") != "user" || res.Header.Get("Retry-After") != "5" {
		t.Errorf("one too many: %d %v", res.StatusCode, res.Header)
	}
	if res := send(t, s.URL(), "111"); res.StatusCode != 200 {
		t.Errorf("another channel: %d", res.StatusCode)
	}
}

func TestTheGlobalLimitHoldsForAllRequests(t *testing.T) {
	s := New()
	defer s.Close()
	s.EnforceLimits()
	s.buckets["global"] = &bucket{time.Now().Add(time.Hour), 1}
	if status, text := post(t, s, "GET", "/users/@me", Token, nil); status != 200 {
		t.Errorf("the last one: %d %s", status, text)
	}
	if status, text := post(t, s, "GET", "/users/@me", Token, nil); status != 429 || !strings.Contains(text, `"global":true`) {
		t.Errorf("one too many: %d %s", status, text)
	}
	if status, text := post(t, s, "POST", "/interactions/1/x/callback", "", fine(nil)); status != 404 {
		t.Errorf("answers to interactions are free: %d %s", status, text)
	}
}

func TestTheLedgerTellsThroughWhichDoorAMessageCame(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110")
	send(t, s.Listener("a"), "110")
	send(t, s.URL(), "110")
	all := s.Ledger()
	if len(all) != 2 || all[0].Listener != "a" || all[1].Listener != "" || s.Accepted() != 2 {
		t.Errorf("the ledger holds %+v", all)
	}
	if n := s.Busiest(time.Hour); n != 2 {
		t.Errorf("within an hour there were %d", n)
	}
}

func TestAFaultLastsUntilItIsMended(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110", "111")
	s.Fail(Fault{Path: "/channels/110/", Lasting: true, Status: 500})
	for range 2 {
		if res := send(t, s.URL(), "110"); res.StatusCode != 500 {
			t.Errorf("the failing channel: %d", res.StatusCode)
		}
	}
	if res := send(t, s.URL(), "111"); res.StatusCode != 200 {
		t.Errorf("the other channel: %d", res.StatusCode)
	}
	s.ClearFaults()
	if res := send(t, s.URL(), "110"); res.StatusCode != 200 {
		t.Errorf("when it was mended: %d", res.StatusCode)
	}
}
