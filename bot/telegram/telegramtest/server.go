// Package telegramtest is a Telegram Bot API server on loopback for tests, as
// strict as the published schema and the documented limits let it be. It keeps
// a ledger of every message that it accepted.
//
// It is for tests alone, and never asks the real platform. It keeps everything in
// memory: where the process that holds it ends, the ledger is lost; where a bot
// under test is killed, what the server accepted before stays in the ledger. What
// it does not know it refuses: a method, a field or a tag that the bot does not use today.
package telegramtest

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"time"

	"prayerbot/bot/adapter/fake"
)

// Token is the one token that the server takes until Rotate.
const Token = "123456789:AAtest-token_of-the-fake-server-0000"

// BotID and BotName are the bot's own.
const (
	BotID   = int64(123456789)
	BotName = "prayer_test_bot"
)

type (
	listeners = fake.Listeners
	holder    = fake.Holder
)

// Server is a fake Telegram: each of its parts keeps one subject, under one lock.
type Server struct {
	*listeners
	*holder
	*directory
	*standing
	*updateQueue
	*ledger
	*people
	*searches
	*ephemerals
	*commandMenus
	*credentials
	*faultInjector
	*rateLimits
	*violations

	state    *fake.State
	http     *httptest.Server
	switches switches
}

// A Chat is a private chat, a group or a channel.
type Chat struct {
	ID       int64
	Type     string
	Title    string
	Members  map[int64]string // status by person
	Blocked  bool             // the person blocked the bot, or it was removed
	Muted    bool             // the bot may not write
	NoPhotos bool             // the bot may write text alone
	Hidden   bool             // nobody is told who its members are
	MovedTo  int64
	Linked   int64          // the discussion group of a channel, and the channel of such a group; 0 is none
	Topics   map[int]int64  // who began it
	Silent   map[int64]bool // administrators of a channel who may not post
	Closed   map[int]bool   // topics in which those alone may write who manage topics
	// ManagesTopics says that the bot is an administrator with the right to manage topics.
	ManagesTopics bool
}

// A Message is one that the server accepted.
type Message struct {
	ID     int
	Chat   int64
	Thread int
	HTML   string // as it was sent; "" is plain text
	// Forwarded is the post that Telegram has brought here from the group's channel; 0 is
	// another message.
	Forwarded int
	Text      string // as readers see it
	Buttons   [][]Button
	Asks      string // the label of a button by which somebody tells where they are
	ReplyTo   int
	Preview   string // the page behind a link that is shown with it; "" is none
	Photo     *Photo // nil is none; Text then is its caption
	// Silent makes no sound, and Protected cannot be forwarded or saved.
	Silent, Protected bool
	Edited            int       // how often
	At                time.Time // when the request came
	Listener          string    // through which it came
}

// A Button is one under a message.
type Button struct {
	Label, Data, URL string
	Disabled         bool   // it does nothing
	Copies           string // what it copies; "" is nothing
}

// A Photo is the picture of a message.
type Photo struct {
	FileID string
	Data   []byte // as it was uploaded; nil where Telegram has fetched it
	Link   string // where Telegram has fetched it; "" is uploaded
}

// New starts a server. Close it.
func New() *Server {
	state := fake.NewState()
	s := &Server{
		state: state, credentials: &credentials{state: state, token: Token},
		commandMenus:  &commandMenus{state: state, menus: map[string]json.RawMessage{}, texts: map[string]string{}},
		faultInjector: newFaultInjector(state), rateLimits: &rateLimits{state: state, sentTo: map[int64][]time.Time{}}, violations: &violations{},
	}
	s.updateQueue = newUpdateQueue(state, s.credentials)
	s.directory = &directory{state: state, chats: map[int64]*Chat{}}
	s.ledger = &ledger{state: state, updateQueue: s.updateQueue, directory: s.directory, rateLimits: s.rateLimits, byChat: map[int64][]*Message{}, photos: map[string]*Photo{}}
	s.standing = &standing{state: state, updateQueue: s.updateQueue, directory: s.directory, ledger: s.ledger}
	s.people = newPeople(state, s.updateQueue, s.directory, s.ledger)
	s.searches = &searches{people: s.people, all: map[string]*Offer{}}
	s.ephemerals = &ephemerals{state: state, updateQueue: s.updateQueue, directory: s.directory, ledger: s.ledger, people: s.people, typed: map[int]pressed{}}
	s.listeners, s.holder = fake.NewListeners(state, s.serve), fake.NewHolder(state)
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// URL is the server's address.
func (s *Server) URL() string { return s.http.URL }

// Close ends the server and all its connections.
func (s *Server) Close() {
	s.Release(true)
	s.updateQueue.stop()
	s.listeners.Close()
	s.http.CloseClientConnections()
	s.http.Close()
}

// Await waits until a condition holds. It is looked at after every change.
func (s *Server) Await(ctx context.Context, holds func() bool) error {
	return s.state.Await(ctx, holds)
}
