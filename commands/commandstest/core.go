// Package commandstest is a small core for the tests of the platforms: it
// answers by the command's name and remembers what it was asked.
//
// It is for tests alone, keeps everything in memory and knows no rule of the
// real core. It never sends and never fails by itself; nothing of it survives
// the test.
package commandstest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// Core is a core whose answers tell what it was asked.
type Core struct {
	mu      sync.Mutex
	asked   []reply.Request
	stopped map[record.ChatID]record.StopCause
	moved   map[record.ChatID]record.ChatID
	replies map[string]reply.Reply
	panics  []string
	waits   map[string]<-chan struct{}
	looks   int // how often it was asked what waits
}

// New makes a core that was asked nothing yet.
func New() *Core {
	return &Core{stopped: map[record.ChatID]record.StopCause{}, moved: map[record.ChatID]record.ChatID{}, replies: map[string]reply.Reply{}}
}

// Answer sets what is said to a command's name, or to a button's payload.
func (c *Core) Answer(to string, r reply.Reply) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.replies[to] = r
}

// PanicAt makes methods panic: "stop", "complete", "move", "table".
func (c *Core) PanicAt(methods ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.panics = methods
}

func (c *Core) perhapsPanic(method string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if slices.Contains(c.panics, method) {
		panic("the core went wrong at " + method)
	}
}

// Await makes a command wait until something is closed.
func (c *Core) Await(command string, until <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waits = map[string]<-chan struct{}{command: until}
}

// Handle answers as Answer set it, else it repeats the question. The command
// panic panics.
func (c *Core) Handle(_ context.Context, req reply.Request) reply.Reply {
	c.mu.Lock()
	c.asked = append(c.asked, req)
	wait := c.waits[req.Command]
	c.mu.Unlock()
	if wait != nil {
		<-wait
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if req.Command == "panic" {
		panic("a command went wrong")
	}
	if r, ok := c.replies[req.Command+req.Payload]; ok {
		return r
	}
	return Said("You asked " + req.Command + req.Payload + " " + req.Line)
}

// Sorry is what is said after a panic.
func (c *Core) Sorry(string) reply.Reply { return Said("Sorry.") }

// Languages are English and German.
func (c *Core) Languages() []string { return []string{"en", "de"} }

// Profile tells the language.
func (c *Core) Profile(language string) (long, brief string) {
	return "A bot that prays (" + language + ").", "Prays (" + language + ")."
}

// Inline offers what Answer has set for "inline" and what was typed, or nothing; the
// picture of it by its address.
func (c *Core) Inline(_ context.Context, req reply.Request, typed string) ([]reply.Article, string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = append(c.asked, req)
	r, ok := c.replies["inline "+typed]
	if !ok {
		return nil, "Nothing is called that."
	}
	a := reply.Article{ID: "point NG", Title: r.Title, About: "About it", Reply: r}
	if r.Picture != nil {
		a.Photo, a.Reply.Picture = r.Picture.Link, nil
	}
	return []reply.Article{a}, ""
}

// AboutMessage tells the language.
func (c *Core) AboutMessage(language string) string { return "Pray about this (" + language + ")" }

// Busy is what is said to who presses too fast.
func (c *Core) Busy(string) reply.Reply { return Said("Too fast.") }

// Table holds a command for everybody, one that sends, and one for moderators. In German
// a summary, a parameter and a choice are said otherwise.
func (c *Core) Table(language string) []reply.Row {
	c.perhapsPanic("table")
	said := func(english, german string) string {
		if language == "de" {
			return german
		}
		return english
	}
	return []reply.Row{
		{Name: "pray", Summary: said("Pray", "Beten"), Role: reply.Anyone, Public: true, Params: []reply.Param{{Name: "country", Summary: said("A country", "Ein Land"), Suggests: true}}},
		{Name: "subscribe", Summary: "Subscribe", Role: reply.Anyone, Sends: true, Params: []reply.Param{
			{Name: "time", Summary: "When"},
			{Name: "role", Summary: "Whose", IsRole: true},
			{Name: "channel", Summary: "Where", IsChat: true},
			{Name: "days", Summary: "Which days", Choices: []reply.Choice{{Label: said("Weekdays", "Werktags"), Value: "weekdays"}}},
		}},
		{Name: "announce", Summary: "Announce", Role: reply.Moderator, Params: []reply.Param{{Name: "text", Summary: "What", Required: true}}},
		{Name: "forget", Summary: "Forget", Role: reply.Moderator, Erases: true},
		{Name: "panic", Summary: "Panic", Role: reply.Anyone},
	}
}

// Complete suggests two values.
func (c *Core) Complete(_ context.Context, _ reply.Request, _, _, typed string) []reply.Choice {
	c.perhapsPanic("complete")
	return []reply.Choice{{Label: typed + "-one", Value: "one"}, {Label: typed + "-two", Value: "two"}}
}

// ModeratorRoles makes role 71 the only one whose holders are moderators.
func (c *Core) ModeratorRoles(context.Context, string, string) ([]string, error) {
	return []string{"71"}, nil
}

// Stop remembers which chat was stopped, and why.
func (c *Core) Stop(_ context.Context, chat record.ChatID, cause record.StopCause, _ time.Time) error {
	c.perhapsPanic("stop")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopped[chat] = cause
	return nil
}

// StopGroup remembers that a group was stopped, and why.
func (c *Core) StopGroup(ctx context.Context, group record.ChatID, cause record.StopCause, now time.Time) error {
	return c.Stop(ctx, group, cause, now)
}

// Waits tells whether a chat was stopped.
func (c *Core) Waits(_ context.Context, chat record.ChatID) (bool, error) {
	return c.Stopped(chat) != "", nil
}

// Waiting are all chats that were stopped and not deleted, of whichever server.
func (c *Core) Waiting(context.Context, record.ChatID) (all []record.ChatID, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.looks++
	for id, cause := range c.stopped {
		if cause != record.StopDeleted {
			all = append(all, id)
		}
	}
	return all, nil
}

// Return is Resume where the bot may write in a place and show cards, and a forum that
// was stopped for want of a tag asks for none.
func (c *Core) Return(ctx context.Context, place reply.Place, now time.Time) (reply.Reply, error) {
	if !place.Bot.Post || place.Bot.Lacks&reply.RightEmbed != 0 || c.Stopped(place.Chat) == record.StopUntagged && place.Tagged {
		return reply.Reply{}, nil
	}
	return c.Resume(ctx, place.Chat, now)
}

// Resume remembers that a chat goes on, and says so where it was stopped.
func (c *Core) Resume(_ context.Context, chat record.ChatID, _ time.Time) (reply.Reply, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopped[chat] == "" {
		return reply.Reply{}, nil
	}
	delete(c.stopped, chat)
	return Said("I can write here again."), nil
}

// ResumeGroup is Resume for one chat, and where closedToo is true for the closed topics of
// it.
func (c *Core) ResumeGroup(ctx context.Context, group record.ChatID, closedToo bool, now time.Time) (said []reply.Addressed, err error) {
	ids := []record.ChatID{group}
	if closedToo {
		ids = append(ids, c.closedIn(group)...)
	}
	for _, id := range ids {
		r, failed := c.Resume(ctx, id, now)
		if err = errors.Join(err, failed); !r.Empty() {
			said = append(said, reply.Addressed{Chat: id, Reply: r})
		}
	}
	return said, err
}

// closedIn are the topics of a group that are stopped because they are closed.
func (c *Core) closedIn(group record.ChatID) (ids []record.ChatID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, cause := range c.stopped {
		if cause == record.StopClosed && strings.HasPrefix(id.Key, group.Key+"/") {
			ids = append(ids, id)
		}
	}
	return ids
}

// Unheard tells the cause.
func (c *Core) Unheard(cause record.StopCause, _ string) reply.Reply {
	return Said("I cannot write there: " + string(cause) + ".")
}

// Move remembers which chat was moved.
func (c *Core) Move(_ context.Context, from, to record.ChatID) error {
	c.perhapsPanic("move")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved[from] = to
	return nil
}

// Forwards remembers which channel's posts come to a group.
func (c *Core) Forwards(ctx context.Context, channel, group record.ChatID, _ time.Time) error {
	return c.Move(ctx, channel, group)
}

// Asked are all requests, the oldest first.
func (c *Core) Asked() []reply.Request {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]reply.Request(nil), c.asked...)
}

// Last is the newest request; empty where there is none.
func (c *Core) Last() reply.Request {
	all := c.Asked()
	if len(all) == 0 {
		return reply.Request{}
	}
	return all[len(all)-1]
}

// Stopped is why a chat was stopped; "" where it was not.
func (c *Core) Stopped(chat record.ChatID) record.StopCause {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stopped[chat]
}

// Looks is how often it was asked what waits in a server.
func (c *Core) Looks() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.looks
}

// Moved is where a chat went; empty where it stayed.
func (c *Core) Moved(chat record.ChatID) record.ChatID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.moved[chat]
}
