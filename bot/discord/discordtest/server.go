// Package discordtest is a Discord on loopback for tests: its HTTP API and its
// gateway, as strict as the published schema and the documented limits let it
// be. It keeps a ledger of every message that it accepted.
//
// It is for tests alone, and never asks the real platform. It keeps everything in
// memory: where the process that holds it ends, the ledger is lost; where a bot
// under test is killed, what the server accepted before stays in the ledger. What
// it does not know it refuses: a route or a field that the bot does not use today.
package discordtest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"prayerbot/bot/adapter/fake"

	"github.com/gorilla/websocket"
)

// Token is the one token that the server takes until Rotate, and BotID the bot's own id.
const (
	Token = "test-token.of-the-fake.server-000000000000"
	BotID = "900"
)

type (
	doors  = fake.Doors
	holder = fake.Holder
)

// Server is a fake Discord.
type Server struct {
	*doors
	*holder
	http *httptest.Server

	state        *fake.State
	channels     map[string]*Channel
	guilds       map[string]map[string]int64 // rights by member
	owners       map[string]string
	extraRoles   map[string][]string // roles without rights, by server and member
	messages     []*Message
	byChannel    map[string][]*Message
	byNonce      map[nonceOf]*Message
	commands     []Command
	puts         int
	interactions map[string]*Interaction
	byToken      map[string]*Interaction
	lastID       int
	sessions     map[*session]bool // those that are connected
	lines        map[string]*line  // those that may be resumed, by id
	shards       int               // what GET /gateway/bot asks for
	shardsSeen   [][2]int          // that sessions named
	started      []time.Time       // when sessions were begun anew
	identifies   int
	resumes      int
	resumeOp     int  // op that answers the next resume; 0 resumes it
	fatal        int  // close code for the next identify
	heartless    bool // heartbeats are not acknowledged
	heartbeat    time.Duration
	beats        int
	hello        string        // instead of the next hello; "" is as it should be
	starts       int           // sessions that may be begun
	startsAfter  time.Duration // when more may be
	concurrency  int           // sessions that may be begun at once
	token        string
	tokenLost    bool // more were begun
	faults       []Fault
	calls        map[string]int // by path
	way          time.Duration  // that a message and its answer take, each
	wayBack      time.Duration  // that an answer to an interaction takes
	late         time.Duration  // that an event takes to the bot
	within       time.Duration  // for which an answer is waited
	held         chan struct{}  // answers wait until it is closed; nil lets them go
	holding      int            // answers that wait
	limits       bool
	buckets      map[string]*bucket
	entry        entry // of the request that holds the lock
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
	At      time.Time // when the request came
	Edited  int
	Answers string // the interaction that it answers, "" for a delivery
	Asked   string // who did what it answers, "" for a delivery
	Embed   Embed
	Door    string // through which it came
	Content string // "@everyone" where everyone was pinged
	Embeds  []Embed
	kind    int // of the interaction that it answers
	deleted bool
}

// A Button is one under a message.
type Button struct {
	Label, ID, URL string
	Value          string // of a line in a menu, whose ID is that of the menu
}

// New starts a server. Close it.
func New() *Server {
	s := &Server{
		state: fake.NewState(), channels: map[string]*Channel{}, guilds: map[string]map[string]int64{},
		owners: map[string]string{}, interactions: map[string]*Interaction{}, lastID: 1000, sessions: map[*session]bool{},
		buckets: map[string]*bucket{}, byChannel: map[string][]*Message{}, byNonce: map[nonceOf]*Message{},
		byToken: map[string]*Interaction{}, lines: map[string]*line{}, shards: 1,
		calls:      map[string]int{},
		extraRoles: map[string][]string{}, token: Token, within: answerWithin, heartbeat: heartbeatEvery, starts: startsADay, startsAfter: 24 * time.Hour, concurrency: 1,
	}
	s.doors, s.holder = fake.NewDoors(s.state, s.serve), fake.NewHolder(s.state)
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// URL is the server's scheme and host.
func (s *Server) URL() string { return s.http.URL }

// Close ends the server and all its connections.
func (s *Server) Close() {
	s.DropGateway()
	s.Release(true)
	s.doors.Close()
	s.http.CloseClientConnections()
	s.http.Close()
}

// lock gives the state; what is returned must be called at the end.
func (s *Server) lock() func() { return s.state.Change() }

// Await waits until a condition holds. It is looked at after every change.
func (s *Server) Await(ctx context.Context, holds func() bool) error {
	return s.state.Await(ctx, holds)
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

// Channels adds text channels to a server.
func (s *Server) Channels(guild string, channels ...string) {
	defer s.lock()()
	for _, c := range channels {
		s.channels[c] = &Channel{ID: c, Guild: guild}
	}
}

// Member adds somebody to a server with their rights, as Discord counts them.
func (s *Server) Member(guild, person string, permissions int64) {
	defer s.lock()()
	s.guilds[guild][person] = permissions
}

// GiveRole gives a member a role that has no rights by itself.
func (s *Server) GiveRole(guild, person, role string) {
	defer s.lock()()
	s.extraRoles[guild+"/"+person] = append(s.extraRoles[guild+"/"+person], role)
}

// rolesOf are the roles of a member: one that carries their rights, and roles.
func (s *Server) rolesOf(guild, person string) []string {
	return append([]string{"7" + person}, s.extraRoles[guild+"/"+person]...)
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
		s.dispatch(c.Guild, "CHANNEL_DELETE", map[string]any{"id": channel, "type": 0, "guild_id": c.Guild})
	}
}

// Commands are the slash commands that are registered, and how often they were
// written.
func (s *Server) Commands() ([]Command, int) {
	s.state.Lock()
	defer s.state.Unlock()
	return append([]Command(nil), s.commands...), s.puts
}

var upgrader = websocket.Upgrader{}
