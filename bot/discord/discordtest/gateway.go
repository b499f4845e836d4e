package discordtest

import (
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
	mu     sync.Mutex
	conn   *websocket.Conn
	line   *line       // nil until it has identified or resumed
	frames []time.Time // when the newest came
	lapse  *time.Timer // closes a session that does not beat
	closed bool        // by the server
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
	started          map[int]time.Time // when a session was last begun anew, by gate
	identifies       int
	resumes          int
	resumeOps        []int // ops or close codes that answer the next resumes
	fatal            int   // close code for those that begin
	unreachable      bool  // nobody is connected
	elsewhere        int   // sessions that were resumed where they do not belong
	offences         []string
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
		state: state, url: url, credentials: c, rateLimits: l, sessions: map[*session]bool{}, lines: map[string]*line{}, started: map[int]time.Time{},
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
	c.closed = true
	c.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, text), time.Now().Add(time.Second))
}

func (s *gateway) gatewayAddress([]string, []byte) (any, *refusal) {
	return map[string]any{"url": s.socket()}, nil
}

// The paths of the gateway: where sessions begin, and where they are resumed.
const (
	socketPath = "/gateway-socket"
	resumePath = socketPath + "/resume"
)

func (s *gateway) socket() string { return "ws" + strings.TrimPrefix(s.url(), "http") + socketPath }

// startsADay is how many sessions a bot may begin in a day.
const startsADay = 1000

func (s *gateway) gatewayForBots([]string, []byte) (any, *refusal) {
	return map[string]any{
		"url":    s.socket(),
		"shards": s.shards,
		"session_start_limit": map[string]any{
			"total": startsADay, "remaining": max(0, s.starts-s.identifies), "reset_after": s.startsAfter.Milliseconds(), "max_concurrency": s.concurrency,
		},
	}, nil
}
