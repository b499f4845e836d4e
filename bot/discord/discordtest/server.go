// Package discordtest is a Discord on loopback for tests: its HTTP API and its
// gateway, as strict as the published schema and the documented limits let it
// be. It keeps a ledger of every message that it accepted.
//
// It is for tests alone and keeps everything in memory. What it does not know
// it refuses: a route or a field that the bot does not use today.
package discordtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Token is the one token that the server takes, and BotID the bot's own id.
const (
	Token = "test-token.of-the-fake.server-000000000000"
	BotID = "900"
)

// Server is a fake Discord.
type Server struct {
	http *httptest.Server

	mu           sync.Mutex
	changed      chan struct{} // closed and renewed at every change
	channels     map[string]*Channel
	guilds       map[string]map[string]int64 // rights by member
	owners       map[string]string
	badges       map[string][]string // roles without rights, by server and member
	messages     []*Message
	commands     []Command
	puts         int
	interactions map[string]*Interaction
	lastID       int
	sessions     map[*session]bool
	identifies   int
	resumes      int
	fatal        int // close code for the next identify
	shards       int // recommended; 0 is one
	shardsSeen   [][2]int
	heartless    bool // heartbeats are not acknowledged
	faults       []Fault
	limits       bool
	sentAt       map[string][]time.Time
}

// A Channel is where messages go.
type Channel struct {
	ID, Guild string
	Person    string // of a DM
	Forbidden bool   // the bot may not write
	Unread    bool   // the bot may not read what was written before
	Silent    string // the person who may not ping everyone here
}

// A Message is one that the server accepted.
type Message struct {
	ID      string
	Channel string
	Title   string
	Text    string
	Buttons [][]Button
	Flags   int
	Nonce   string
	At      time.Time
	Edited  int
	Answers string // the interaction that it answers, "" for a delivery
	Embed   Embed
	Content string // "@everyone" where everyone was pinged
	Embeds  []Embed
	deleted bool
}

// A Button is one under a message.
type Button struct{ Label, ID, URL string }

// New starts a server. Close it.
func New() *Server {
	s := &Server{
		changed: make(chan struct{}), channels: map[string]*Channel{}, guilds: map[string]map[string]int64{},
		owners: map[string]string{}, interactions: map[string]*Interaction{}, lastID: 1000, sessions: map[*session]bool{},
		sentAt: map[string][]time.Time{}, badges: map[string][]string{},
	}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// URL is the server's scheme and host.
func (s *Server) URL() string { return s.http.URL }

// Close ends the server and all its connections.
func (s *Server) Close() {
	s.DropGateway()
	s.http.CloseClientConnections()
	s.http.Close()
}

// lock gives the state; what is returned must be called at the end.
func (s *Server) lock() func() {
	s.mu.Lock()
	return func() {
		s.signal()
		s.mu.Unlock()
	}
}

func (s *Server) signal() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Await waits until a condition holds. It is looked at after every change.
func (s *Server) Await(ctx context.Context, holds func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if holds() {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("what was awaited did not come: %w", ctx.Err())
		case <-changed:
		}
	}
}

func (s *Server) nextID() string {
	s.lastID++
	return fmt.Sprint(s.lastID)
}

// Guild makes a server with an owner and a text channel; Member adds somebody
// with rights.
func (s *Server) Guild(id, owner string, channels ...string) {
	defer s.lock()()
	s.guilds[id], s.owners[id] = map[string]int64{owner: 0}, owner
	for _, c := range channels {
		s.channels[c] = &Channel{ID: c, Guild: id}
	}
}

// Member adds somebody to a server with their rights, as Discord counts them.
func (s *Server) Member(guild, person string, permissions int64) {
	defer s.lock()()
	s.guilds[guild][person] = permissions
}

// Badge gives a member a role that has no rights by itself.
func (s *Server) Badge(guild, person, role string) {
	defer s.lock()()
	s.badges[guild+"/"+person] = append(s.badges[guild+"/"+person], role)
}

// rolesOf are the roles of a member: one that carries their rights, and badges.
func (s *Server) rolesOf(guild, person string) []string {
	return append([]string{"7" + person}, s.badges[guild+"/"+person]...)
}

// DM makes the private channel of somebody with the bot.
func (s *Server) DM(channel, person string) {
	defer s.lock()()
	s.channels[channel] = &Channel{ID: channel, Person: person}
}

// Forbid takes the bot's right to write in a channel away.
func (s *Server) Forbid(channel string) {
	defer s.lock()()
	s.channels[channel].Forbidden = true
}

// Hide takes the bot's right to read a channel's messages away.
func (s *Server) Hide(channel string) {
	defer s.lock()()
	s.channels[channel].Unread = true
}

// DeleteChannel removes a channel and, where told is true, tells the bot.
func (s *Server) DeleteChannel(channel string, told bool) {
	defer s.lock()()
	c := s.channels[channel]
	delete(s.channels, channel)
	if told {
		s.dispatch("CHANNEL_DELETE", map[string]any{"id": channel, "type": 0, "guild_id": c.Guild})
	}
}

// EnforceLimits makes the server answer 429 past five messages in five seconds
// to one channel.
func (s *Server) EnforceLimits() {
	defer s.lock()()
	s.limits = true
}

// Messages are those that a channel shows, oldest first.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Message
	for _, m := range s.messages {
		if m.Channel == channel && !m.deleted {
			all = append(all, *m)
		}
	}
	return all
}

// Commands are the slash commands that are registered, and how often they were
// written.
func (s *Server) Commands() ([]Command, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Command(nil), s.commands...), s.puts
}

// A Fault is how the server fails a request.
type Fault struct {
	Path       string // part of the path that it is for; "" is any
	Status     int
	Code       int     // Discord's JSON error code
	RetryAfter float64 // seconds, for 429
	Global     bool    // for 429
	Body       string  // instead of JSON
	Accept     bool    // do what is asked before failing
	Reset      bool    // cut the connection
}

// Fail makes the next requests that fit fail, one for each fault.
func (s *Server) Fail(faults ...Fault) {
	defer s.lock()()
	s.faults = append(s.faults, faults...)
}

func (s *Server) takeFault(path string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if strings.Contains(path, f.Path) {
			s.faults = append(append([]Fault(nil), s.faults[:i]...), s.faults[i+1:]...)
			return &f
		}
	}
	return nil
}

// fail answers as a fault says.
func fail(w http.ResponseWriter, f *Fault) {
	if f.Reset {
		if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
			conn.Close()
		}
		return
	}
	if f.Global {
		w.Header().Set("X-RateLimit-Global", "true")
	}
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", fmt.Sprint(int(f.RetryAfter)+1))
	}
	w.WriteHeader(f.Status)
	switch {
	case f.Body != "":
		fmt.Fprint(w, f.Body)
	case f.Status == http.StatusTooManyRequests:
		json.NewEncoder(w).Encode(map[string]any{"message": "You are being rate limited.", "retry_after": f.RetryAfter, "global": f.Global})
	default:
		json.NewEncoder(w).Encode(map[string]any{"message": http.StatusText(f.Status), "code": f.Code})
	}
}

var upgrader = websocket.Upgrader{}
