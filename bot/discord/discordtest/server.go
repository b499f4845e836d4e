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
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"prayerbot/bot/adapter/fake"
)

// Token is the one token that the server takes until Rotate, and BotID the bot's own id.
const (
	Token = "test-token.of-the-fake.server-000000000000"
	BotID = "900"
)

type (
	listeners = fake.Listeners
	holder    = fake.Holder
)

// Server is a fake Discord: each of its parts keeps one subject, under one lock.
type Server struct {
	*listeners
	*holder
	*directory
	*threads
	*permissions
	*installs
	*ledger
	*people
	*answers
	*slashCommands
	steering
	*credentials
	*faultInjector
	*rateLimits
	*poster
	violations

	state    *fake.State
	http     *httptest.Server
	switches switches
}

// A Channel is where messages go.
type Channel struct {
	ID, Guild string
	Person    string // of a DM
	Shared    bool   // it is private, and the bot is not in it
	Forbidden bool   // the bot may not write
	NoFiles   bool   // the bot may not attach files
	Pingless  bool   // the bot may not ping everyone
	Unread    bool   // the bot may not read what was written before
	Silent    string // the person who may not ping everyone here

	Type     int              // TextChannel, NewsChannel, Thread or Forum
	Denied   int64            // rights that are kept from the bot
	Granted  int64            // rights that the bot has besides the usual ones
	DeniedTo map[string]int64 // rights that are kept from people
	Tags     []Tag            // of a forum
	Tagged   bool             // every post of the forum needs a tag

	// Of a thread:
	Parent, Name, Owner string
	Applied             []string // tags, of a post
	Archived, Locked    bool
}

// A Message is one that the server accepted.
type Message struct {
	ID        string
	Channel   string
	Title     string
	Text      string
	Buttons   [][]Button
	Flags     int
	Nonce     string
	At        time.Time // when the request came
	Edited    int
	Answers   string // the interaction that it answers, "" for a delivery
	Asked     string // who did what it answers, "" for a delivery
	Embed     Embed
	Listener  string // through which it came
	Content   string // begins with "@everyone" where everyone was pinged
	Embeds    []Embed
	Picture   []byte      // that is attached; nil is none
	Alt       string      // what it says of the picture
	Laid      bool        // it is one of components alone
	Published bool        // to those who follow the channel
	Author    string      // somebody else than the bot; "" is the bot
	kind      int         // of the interaction that it answers
	form      messageForm // of which the components are kept
	deleted   bool
	owners    map[string]string // by whom the bot is installed where it answers
}

// Pinged tells whether everyone was pinged.
func (m Message) Pinged() bool { return strings.HasPrefix(m.Content, "@everyone") }

// PingedRole is the role that was pinged; "" is none.
func (m Message) PingedRole() string {
	if rest, is := strings.CutPrefix(m.Content, "<@&"); is {
		role, _, _ := strings.Cut(rest, ">")
		return role
	}
	return ""
}

// A Button is one under a message.
type Button struct {
	Label, ID, URL string
	Value          string // of a line in a menu, whose ID is that of the menu
	Roles, Chats   bool   // a menu of roles or of channels, labelled by its text
}

// New starts a server. Close it.
func New() *Server {
	state := fake.NewState()
	s := &Server{
		state: state, credentials: &credentials{state: state, token: Token},
		rateLimits: &rateLimits{state: state, buckets: map[string]*bucket{}}, faultInjector: &faultInjector{state: state, calls: map[string]int{}},
		poster: newPoster(state),
	}
	s.steering = steering{newGateway(state, s.URL, s.credentials, s.rateLimits)}
	s.credentials.gateway = s.steering.gateway
	s.directory = newDirectory(state, s.steering.gateway)
	s.threads, s.permissions, s.installs = &threads{s.directory}, &permissions{s.directory}, &installs{s.directory}
	s.ledger = newLedger(state, s.directory)
	s.slashCommands = &slashCommands{state: state, ledger: s.ledger}
	s.people = newPeople(state, s.directory, s.ledger, s.slashCommands, s.steering.gateway)
	s.people.poster = s.poster
	s.answers = &answers{s.people}
	s.ledger.people = s.people
	s.listeners, s.holder = fake.NewListeners(state, s.serve), fake.NewHolder(state)
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// URL is the server's scheme and host.
func (s *Server) URL() string { return s.http.URL }

// Close ends the server and all its connections.
func (s *Server) Close() {
	s.DropGateway()
	s.Release(true)
	s.listeners.Close()
	s.http.CloseClientConnections()
	s.http.Close()
}

// Await waits until a condition holds. It is looked at after every change.
func (s *Server) Await(ctx context.Context, holds func() bool) error {
	return s.state.Await(ctx, holds)
}
