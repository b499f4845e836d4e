package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"prayerbot/bot/adapter/fake"

	"github.com/gorilla/websocket"
)

// heartbeatEvery is what hello asks for, until Heartbeat says otherwise.
const heartbeatEvery = 41250 * time.Millisecond

// A session is one gateway connection.
type session struct {
	mu   sync.Mutex
	conn *websocket.Conn
	line *line // nil until it has identified or resumed
}

// A line is what may be resumed: its events are kept, so that those which a cut
// connection lost come again.
type line struct {
	id       string
	shard    [2]int // its number, of how many
	events   []frame
	sequence int
}

type frame struct {
	Op       int    `json:"op"`
	Data     any    `json:"d"`
	Sequence int    `json:"s,omitempty"`
	Type     string `json:"t,omitempty"`
}

// A gateway takes the bot's sessions in and tells them of events.
type gateway struct {
	state       *fake.State
	url         func() string // of the server
	credentials *credentials
	rateLimits  *rateLimits

	sessions         map[*session]bool // those that are connected
	lines            map[string]*line  // those that may be resumed, by id
	shards           int               // what GET /gateway/bot asks for
	shardsSeen       [][2]int          // that sessions named
	started          []time.Time       // when sessions were begun anew
	identifies       int
	resumes          int
	resumeOp         int  // op that answers the next resume; 0 resumes it
	fatal            int  // close code for the next identify
	ignoreHeartbeats bool // heartbeats are not acknowledged
	heartbeat        time.Duration
	beats            int
	hello            string        // instead of the next hello; "" is as it should be
	starts           int           // sessions that may be begun
	startsAfter      time.Duration // when more may be
	concurrency      int           // sessions that may be begun at once
}

func newGateway(state *fake.State, url func() string, c *credentials, l *rateLimits) *gateway {
	return &gateway{
		state: state, url: url, credentials: c, rateLimits: l, sessions: map[*session]bool{}, lines: map[string]*line{},
		shards: 1, heartbeat: heartbeatEvery, starts: startsADay, startsAfter: 24 * time.Hour, concurrency: 1,
	}
}

var upgrader = websocket.Upgrader{}

func (c *session) write(f frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	c.conn.WriteJSON(f)
}

func (c *session) close(code int, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, text), time.Now().Add(time.Second))
}

func (s *gateway) gatewayAddress([]string, []byte) (any, *refusal) {
	return map[string]any{"url": "ws" + strings.TrimPrefix(s.url(), "http") + "/gateway-socket"}, nil
}

// startsADay is how many sessions a bot may begin in a day.
const startsADay = 1000

func (s *gateway) gatewayForBots([]string, []byte) (any, *refusal) {
	return map[string]any{
		"url":    "ws" + strings.TrimPrefix(s.url(), "http") + "/gateway-socket",
		"shards": s.shards,
		"session_start_limit": map[string]any{
			"total": startsADay, "remaining": max(0, s.starts-s.identifies), "reset_after": s.startsAfter.Milliseconds(), "max_concurrency": s.concurrency,
		},
	}, nil
}

// serveSession says hello, takes identify or resume, and answers heartbeats.
func (s *gateway) serveSession(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	c := &session{conn: conn}
	s.state.Lock()
	if s.hello != "" {
		c.send(s.hello)
		s.hello = ""
	} else {
		c.write(frame{Op: 10, Data: map[string]any{"heartbeat_interval": s.heartbeat.Milliseconds()}})
	}
	s.sessions[c] = true
	s.state.Unlock()
	for {
		var in struct {
			Op   int
			Data json.RawMessage `json:"d"`
		}
		if err = conn.ReadJSON(&in); err != nil || !s.take(c, in.Op, in.Data) {
			break
		}
	}
	defer s.state.Change()()
	delete(s.sessions, c)
	if c.line != nil && websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) {
		delete(s.lines, c.line.id) // who says goodbye does not come back
	}
}

// take deals with one frame; false ends the session.
func (s *gateway) take(c *session, op int, data json.RawMessage) bool {
	defer s.state.Change()()
	switch op {
	case 1:
		s.beats++
		if !s.ignoreHeartbeats {
			c.write(frame{Op: 11})
		}
		return true
	case 2, 6:
		return s.begin(c, op, data)
	}
	c.close(4001, "Unknown opcode")
	return false
}

// begin identifies or resumes a session.
func (s *gateway) begin(c *session, op int, data json.RawMessage) bool {
	var who struct {
		Token    string
		Intents  *int
		Shard    *[2]int
		Session  string `json:"session_id"`
		Sequence int    `json:"seq"`
	}
	json.Unmarshal(data, &who)
	switch {
	case s.fatal != 0:
		c.close(s.fatal, "no")
		return false
	case who.Token != "Bot "+s.credentials.token || s.credentials.tokenLost:
		c.close(4004, "Authentication failed.")
		return false
	case op == 6:
		return s.resume(c, who.Session, who.Sequence)
	case who.Intents == nil || *who.Intents&^1 != 0:
		c.close(4014, "Disallowed intent(s).")
		return false
	}
	return s.identify(c, who.Shard)
}

// identify begins a session anew.
func (s *gateway) identify(c *session, shard *[2]int) bool {
	if shard == nil {
		shard = &[2]int{0, 1}
	} else {
		s.shardsSeen = append(s.shardsSeen, *shard)
	}
	if s.identifies >= s.starts {
		s.credentials.tokenLost = true
	}
	now := time.Now()
	switch n := len(s.started); {
	case shard[0] < 0 || shard[0] >= shard[1]:
		c.close(4010, "Invalid shard.")
		return false
	case shard[1] < s.shards:
		c.close(4011, "Sharding required.")
		return false
	case s.rateLimits.limits && n > 0 && now.Sub(s.started[n-1]) < startSpan:
		c.write(frame{Op: 9, Data: false})
		return true
	}
	s.started = append(s.started, now)
	s.identifies++
	c.line = &line{id: fmt.Sprintf("session-%d", s.identifies), shard: *shard}
	s.lines[c.line.id] = c.line
	c.write(c.line.next("READY", map[string]any{
		"v": 9, "session_id": c.line.id, "user": map[string]any{"id": BotID, "username": "Prayer", "bot": true},
		"guilds": []any{}, "application": map[string]any{"id": BotID}, "shard": c.line.shard,
	}))
	return true
}

// resume goes on where a cut connection has ended, with what was lost.
func (s *gateway) resume(c *session, id string, sequence int) bool {
	known := s.lines[id]
	op := s.resumeOp
	s.resumeOp = 0
	switch {
	case op != 0:
		c.write(frame{Op: op, Data: false})
		return true
	case known == nil:
		c.write(frame{Op: 9, Data: false})
		return true
	case sequence > known.sequence:
		c.close(4007, "Invalid seq.")
		return false
	}
	s.resumes++
	c.line = known
	for _, e := range known.events {
		if e.Sequence > sequence {
			c.write(e)
		}
	}
	c.write(known.next("RESUMED", map[string]any{}))
	return true
}

// next is the line's next event; it is kept for a resume.
func (l *line) next(kind string, data any) frame {
	l.sequence++
	f := frame{Op: 0, Type: kind, Sequence: l.sequence, Data: data}
	if kind != "READY" && kind != "RESUMED" {
		l.events = append(l.events, f)
	}
	return f
}

// dispatch sends an event to every line whose shard has the guild; "" is a
// private channel, which the first shard has.
func (s *gateway) dispatch(guild, kind string, data any) {
	number, _ := strconv.ParseInt(guild, 10, 64)
	for _, l := range s.lines {
		if int(number>>22)%l.shard[1] != l.shard[0] {
			continue
		}
		f := l.next(kind, data)
		for c := range s.sessions {
			if c.line == l {
				c.write(f)
			}
		}
	}
}
