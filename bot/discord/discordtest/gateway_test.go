package discordtest

import (
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// A caller is one connection to the gateway.
type caller struct {
	*testing.T
	conn *websocket.Conn
}

// call connects and takes the hello.
func call(t *testing.T, s *Server) *caller {
	t.Helper()
	conn, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(s.URL(), "http")+socketPath+"/?v=9&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	c := &caller{t, conn}
	if f, _ := c.hear(); f.Op != 10 {
		t.Fatalf("the first word is op %d", f.Op)
	}
	return c
}

func (c *caller) say(op int, data fields) {
	c.Helper()
	data["token"] = "Bot " + Token
	if err := c.conn.WriteJSON(map[string]any{"op": op, "d": data}); err != nil {
		c.Fatal(err)
	}
}

// hear reads a frame, or the code with which the server has closed.
func (c *caller) hear() (frame, int) {
	c.Helper()
	c.conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	var f frame
	err := c.conn.ReadJSON(&f)
	if closed, ok := err.(*websocket.CloseError); ok {
		return f, closed.Code
	}
	if err != nil {
		c.Fatal(err)
	}
	return f, 0
}

func (c *caller) identify(shard ...int) frame {
	c.Helper()
	data := fields{"intents": 1, "properties": fields{"os": "x", "browser": "x", "device": "x"}}
	if shard != nil {
		data["shard"] = shard
	}
	c.say(2, data)
	f, code := c.hear()
	f.Op += code // a close is no op
	return f
}

func TestAnIdentifyIsCheckedForItsShard(t *testing.T) {
	for _, tt := range []struct {
		what   string
		shards int
		shard  []int
		op     int
	}{
		{"no shard where one is enough", 1, nil, 0},
		{"no shard where two are asked for", 2, nil, 4011},
		{"the second of two", 2, []int{1, 2}, 0},
		{"the third of two", 2, []int{2, 2}, 4010},
	} {
		s := New()
		s.Shards(tt.shards)
		if f := call(t, s).identify(tt.shard...); f.Op != tt.op {
			t.Errorf("%s: %d, want %d", tt.what, f.Op, tt.op)
		}
		s.Close()
	}
}

func TestAnEventGoesToTheShardOfItsGuild(t *testing.T) {
	s := New()
	defer s.Close()
	s.Shards(2)
	s.Guild("4194304", "7", "110") // 1<<22: the second of two shards
	first, second := call(t, s), call(t, s)
	first.identify(0, 2)
	second.identify(1, 2)
	s.DeleteChannel("110", true)
	if f, _ := second.hear(); f.Type != "CHANNEL_DELETE" {
		t.Errorf("the second shard heard %q", f.Type)
	}
	s.DM("120", "7")
	s.DeleteChannel("120", true)
	if f, _ := first.hear(); f.Type != "CHANNEL_DELETE" || f.Sequence != 2 {
		t.Errorf("the first shard heard %q, number %d", f.Type, f.Sequence)
	}
}

func TestAResumeBringsWhatWasLostAndNothingTwice(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110", "111")
	c := call(t, s)
	session := c.identify().Data.(map[string]any)["session_id"]
	s.DeleteChannel("110", true)
	if f, _ := c.hear(); f.Sequence != 2 {
		t.Fatalf("the event is number %d", f.Sequence)
	}
	s.DropGateway()
	if err := s.Await(t.Context(), func() bool { return s.Connected() == 0 }); err != nil {
		t.Fatal(err)
	}
	s.DeleteChannel("111", true)
	again := call(t, s)
	again.say(6, fields{"session_id": session, "seq": 2})
	if f, _ := again.hear(); f.Type != "CHANNEL_DELETE" || f.Sequence != 3 {
		t.Errorf("the resume began with %q, number %d", f.Type, f.Sequence)
	}
	if f, _ := again.hear(); f.Type != "RESUMED" {
		t.Errorf("then came %q", f.Type)
	}
}

func TestAResumeThatCannotBeIsRefused(t *testing.T) {
	s := New()
	defer s.Close()
	session := call(t, s).identify().Data.(map[string]any)["session_id"]
	for _, tt := range []struct {
		what    string
		session any
		seq, op int
	}{
		{"an unknown session", "x", 1, 9},
		{"a sequence that was never sent", session, 5, 4007},
	} {
		c := call(t, s)
		c.say(6, fields{"session_id": tt.session, "seq": tt.seq})
		if f, code := c.hear(); f.Op+code != tt.op {
			t.Errorf("%s: %d", tt.what, f.Op+code)
		}
	}
	s.AnswerResume(7)
	c := call(t, s)
	c.say(6, fields{"session_id": session, "seq": 1})
	if f, _ := c.hear(); f.Op != 7 {
		t.Errorf("instead of resuming came op %d", f.Op)
	}
}

func TestASessionIsAskedToComeAgainAndInvalidated(t *testing.T) {
	s := New()
	defer s.Close()
	c := call(t, s)
	session := c.identify().Data.(map[string]any)["session_id"]
	s.AskToReconnect()
	if f, _ := c.hear(); f.Op != 7 {
		t.Errorf("op %d", f.Op)
	}
	s.Invalidate()
	if f, _ := c.hear(); f.Op != 9 {
		t.Errorf("op %d", f.Op)
	}
	again := call(t, s)
	again.say(6, fields{"session_id": session, "seq": 1})
	if f, _ := again.hear(); f.Op != 9 {
		t.Errorf("an invalid session was taken back with op %d", f.Op)
	}
}

func TestSessionsAreBegunOneAfterAnother(t *testing.T) {
	s := New()
	defer s.Close()
	s.EnforceLimits()
	if f := call(t, s).identify(); f.Type != "READY" {
		t.Errorf("the first: %q", f.Type)
	}
	if f := call(t, s).identify(); f.Op != 9 {
		t.Errorf("the second at once: op %d", f.Op)
	}
	status, text := post(t, s, "GET", "/gateway/bot", Token, nil)
	if status != 200 || !strings.Contains(text, `"remaining":999`) || !strings.Contains(text, `"shards":1`) {
		t.Errorf("GET /gateway/bot: %d %s", status, text)
	}
}
