// Package commandstest is a small core for the tests of the platforms: it
// answers by the command's name and remembers what it was asked.
//
// It is for tests alone, keeps everything in memory and knows no rule of the
// real core. It never sends and never fails by itself; nothing of it survives
// the test.
package commandstest

import (
	"context"
	"sync"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// Core is a core whose answers tell what it was asked.
type Core struct {
	*faults
	*chats
	mu      sync.Mutex
	asked   []reply.Request
	replies map[string]reply.Reply
	waits   map[string]<-chan struct{}
}

// New makes a core that was asked nothing yet.
func New() *Core {
	f := &faults{}
	return &Core{faults: f, chats: newChats(f), replies: map[string]reply.Reply{}}
}

// Answer sets what is said to a command's name, or to a button's payload.
func (c *Core) Answer(to string, r reply.Reply) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.replies[to] = r
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

// Unheard tells the cause.
func (c *Core) Unheard(cause record.StopCause, _ string) reply.Reply {
	return Said("I cannot write there: " + string(cause) + ".")
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
