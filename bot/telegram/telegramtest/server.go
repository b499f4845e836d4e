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
	doors  = fake.Doors
	holder = fake.Holder
)

// Server is a fake Telegram.
type Server struct {
	*doors
	*holder
	http *httptest.Server

	state     *fake.State
	token     string
	chats     map[int64]*Chat
	messages  []*Message
	byChat    map[int64][]*Message
	updates   []map[string]any
	updateID  int64
	poll      int                  // the newest question for updates; older ones are in conflict
	polls     map[string]int       // questions for updates by door
	polling   map[string]time.Time // the newest of them
	conflicts map[string]int       // those that a newer one ended
	entry     entry                // of the request that holds the lock
	webhook   string
	callbacks map[string]bool // known ids; true once answered
	toasts    []string
	opened    []string               // addresses that presses have opened
	said      map[int]map[string]any // what people have said, by its number
	menus     map[string]json.RawMessage
	faults    map[string][]Fault
	calls     map[string]int
	way       time.Duration // that a message and its answer take, each
	limits    bool
	sentAt    []time.Time
	sentTo    map[int64][]time.Time
	deleted   int // messages that are not there any more; no number is given twice
}

// A Chat is a private chat, a group or a channel.
type Chat struct {
	ID      int64
	Type    string
	Title   string
	Members map[int64]string // status by person
	Blocked bool             // the person blocked the bot, or it was removed
	Muted   bool             // the bot may not write
	MovedTo int64
	Topics  map[int]int64 // who began it
}

// A Message is one that the server accepted.
type Message struct {
	ID      int
	Chat    int64
	Thread  int
	HTML    string // as it was sent
	Text    string // as readers see it
	Buttons [][]Button
	ReplyTo int
	// Silent makes no sound, and Protected cannot be forwarded or saved.
	Silent, Protected bool
	Edited            int       // how often
	At                time.Time // when the request came
	Door              string    // through which it came
}

// A Button is one under a message.
type Button struct{ Label, Data, URL string }

// New starts a server. Close it.
func New() *Server {
	s := &Server{
		said:  map[int]map[string]any{},
		state: fake.NewState(), token: Token, chats: map[int64]*Chat{}, callbacks: map[string]bool{},
		menus: map[string]json.RawMessage{}, faults: map[string][]Fault{}, calls: map[string]int{}, sentTo: map[int64][]time.Time{},
		byChat: map[int64][]*Message{}, polls: map[string]int{}, polling: map[string]time.Time{}, conflicts: map[string]int{},
	}
	s.doors, s.holder = fake.NewDoors(s.state, s.serve), fake.NewHolder(s.state)
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// URL is the server's address.
func (s *Server) URL() string { return s.http.URL }

// Close ends the server and all its connections.
func (s *Server) Close() {
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

// Rotate makes another token the bot's; the one before is not taken any more.
func (s *Server) Rotate(token string) {
	defer s.lock()()
	s.token = token
}

func (s *Server) tokenNow() string {
	s.state.Lock()
	defer s.state.Unlock()
	return s.token
}

// EnforceLimits makes the server answer 429 past Telegram's documented limits:
// 30 messages a second, one a second to a chat, 20 a minute to a group.
func (s *Server) EnforceLimits() {
	defer s.lock()()
	s.limits = true
}

// Toasts are the texts with which presses of buttons were answered.
func (s *Server) Toasts() []string {
	s.state.Lock()
	defer s.state.Unlock()
	return append([]string(nil), s.toasts...)
}

// Calls counts the requests for a method, failed ones too.
func (s *Server) Calls(method string) int {
	s.state.Lock()
	defer s.state.Unlock()
	return s.calls[method]
}

// Menu is what was last set as the menu of a scope ("default").
func (s *Server) Menu(scope string) string {
	s.state.Lock()
	defer s.state.Unlock()
	return string(s.menus[scope])
}
