package discordtest

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"
)

// word is a message.
const word = `{"embeds":[{"description":"Point"}],"allowed_mentions":{"parse":[]}}`

// dyingWord sends a message and ends before the answer, as a process does that
// is killed.
func dyingWord(t *testing.T, url string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(conn, "POST /api/v9/channels/110/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bot %s\r\nContent-Length: %d\r\n\r\n%s", Token, len(word), word)
	conn.Close()
}

func TestAfterDrainingNothingComesThroughADoorAnyMore(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110")
	s.Slow(20 * time.Millisecond)
	const all = 50
	url := s.Door("a")
	for range all {
		dyingWord(t, url)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := s.Drain(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	if n := s.Accepted(); n != all {
		t.Errorf("%d of %d have come", n, all)
	}
}

func TestWhatIsHeldArrivesOrIsLost(t *testing.T) {
	for _, lost := range []bool{false, true} {
		s := New()
		defer s.Close()
		s.Guild("100", "7", "110")
		s.Hold(2)
		url := s.Door("a")
		for range 5 {
			dyingWord(t, url)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		for passed, kept := s.Held(); passed != 2 || kept != 3; passed, kept = s.Held() {
			if ctx.Err() != nil {
				t.Fatalf("%d passed and %d wait", passed, kept)
			}
			time.Sleep(time.Millisecond)
		}
		s.Release(lost)
		if err := s.Drain(ctx, "a"); err != nil {
			t.Fatal(err)
		}
		want := 5
		if lost {
			want = 2
		}
		if n := s.Accepted(); n != want {
			t.Errorf("lost %t: %d have come, want %d", lost, n, want)
		}
	}
}
