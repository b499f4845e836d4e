package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/bot/guard"
	"prayerbot/commands/reply"
)

// countEvery is the time between two changes in a chat that show how many have
// prayed.
const countEvery = 10 * time.Second

// A counter shows under the messages of chats how many have pressed their button.
// However many press, it changes one message of a chat, with all its topics, in
// countEvery, and takes only what deliveries and answers leave of the pace. The last
// number always comes, before the process ends too: then it waits for the pace alone.
// A number is given up where its message takes none any more, has failed maxShows
// times, or is edited or deleted meanwhile: then its buttons are others. All of it is in
// memory: after a crash the next press shows the number.
type counter struct {
	editor
	mu    sync.Mutex
	chats map[int64]*counts // with its topics
	rush  context.Context   // ends when nothing is to be waited for any more
	hurry context.CancelFunc
	all   sync.WaitGroup
}

// counts are those of one chat.
type counts struct {
	at  time.Time // when one of its messages was changed last
	due []count   // what is to be shown, the message that waits longest first
	// busy tells that somebody shows them, and goes on until none is due or it fails.
	busy bool
	// changing is held by whoever changes messages of the chat; held is how many edit or
	// delete them, or wait to.
	changing sync.Mutex
	held     int
}

// A count is what a message is to show.
type count struct {
	message int
	// keyboard is the message's, as it was when it was pressed last.
	keyboard json.RawMessage
	payload  string // of the button that counts
	n        int
	failed   int // how often showing it has failed
}

// maxShows is how often a number is tried whose request fails, beside what Telegram
// asks to wait for.
const maxShows = 3

// maxCounts is how many chats are remembered before those of past turns go.
const maxCounts = 1000

func newCounter(c *client) *counter {
	n := &counter{editor: editor{c}, chats: map[int64]*counts{}}
	n.rush, n.hurry = context.WithCancel(context.Background())
	return n
}

// note has a message show a number soon; a later one takes its place. One whose
// keyboard has no such button is left as it is.
func (c *counter) note(ctx context.Context, chat int64, next count) {
	if _, ok := withCount(next.keyboard, next.payload, next.n); !ok {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.of(chat)
	s.put(next)
	if !s.busy {
		s.busy = true
		c.all.Go(func() { c.work(ctx, chat, s) })
	}
}

// hold keeps numbers from being shown in a chat while messages of it are edited or
// deleted, until done is called: then none is due under those. It waits for the number
// that is under way.
func (c *counter) hold(chat int64, messages []int) (done func()) {
	c.mu.Lock()
	s := c.of(chat)
	s.held++
	c.mu.Unlock()
	s.changing.Lock()
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		s.held--
		s.due = slices.DeleteFunc(s.due, func(n count) bool { return slices.Contains(messages, n.message) })
		s.changing.Unlock()
	}
}

// of are the counts of a chat.
func (c *counter) of(chat int64) *counts {
	s := c.chats[chat]
	if s == nil {
		c.prune()
		s = &counts{}
		c.chats[chat] = s
	}
	return s
}

// put notes a number of a message, in the place of an earlier one.
func (s *counts) put(next count) {
	for i := range s.due {
		if s.due[i].message == next.message {
			s.due[i] = next
			return
		}
	}
	s.due = append(s.due, next)
}

// prune forgets chats whose messages may be changed again anyway.
func (c *counter) prune() {
	if len(c.chats) < maxCounts {
		return
	}
	for id, s := range c.chats {
		if !s.busy && s.held == 0 && c.clock.Now().Sub(s.at) >= countEvery {
			delete(c.chats, id)
		}
	}
}

// work shows the numbers of a chat, each in its turn, until none is due. What ends it
// earlier leaves the rest to the next press.
func (c *counter) work(ctx context.Context, chat int64, s *counts) {
	for wait, any := c.turn(s); any; wait, any = c.turn(s) {
		if err := guard.Try(func() error { return c.next(ctx, chat, s, wait) }); err != nil {
			c.log.With(guard.Attrs(err)...).Debug("a chat is not shown how many have prayed until somebody presses again")
			c.rest(s)
			return
		}
	}
}

// next shows a chat's next number after a wait. An error is the context's: then the
// number is still due.
func (c *counter) next(ctx context.Context, chat int64, s *counts, wait time.Duration) error {
	c.clock.Sleep(c.pause(), wait) // an end of the pause is its purpose
	if err := c.pacer.Spare(ctx, placeOf(chat)); err != nil {
		return err
	}
	s.changing.Lock()
	defer s.changing.Unlock()
	next, any := c.take(s)
	if !any {
		return nil
	}
	err := guard.Try(func() error { return c.show(ctx, chat, next) })
	if err == nil {
		return nil
	}
	if again := next.after(err); again.failed < maxShows {
		c.again(s, again)
	}
	c.log.With(guard.Attrs(err)...).Debug("how many have prayed could not be shown")
	return nil
}

// after is a number whose showing has failed: at maxShows it is given up.
func (n count) after(err error) count {
	var wait *delivery.RetryAfterError
	var refused *delivery.RefusedError
	var gone *delivery.GoneError
	var moved *delivery.MovedError
	switch {
	case errors.As(err, &wait):
	case errors.As(err, &refused), errors.As(err, &gone), errors.As(err, &moved):
		n.failed = maxShows
	default:
		n.failed++
	}
	return n
}

// rest tells that nobody shows a chat's numbers any more.
func (c *counter) rest(s *counts) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s.busy = false
}

// pause is the context of what waits for its turn.
func (c *counter) pause() context.Context {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.rush
}

// turn is how long the chat's next number waits; false where none is due.
func (c *counter) turn(s *counts) (wait time.Duration, any bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s.busy = len(s.due) > 0
	return countEvery - max(0, c.clock.Now().Sub(s.at)), s.busy
}

// take is the chat's next number; false where none is due.
func (c *counter) take(s *counts) (next count, any bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(s.due) == 0 {
		return count{}, false
	}
	next = s.due[0]
	s.due, s.at = s.due[1:], c.clock.Now()
	return next, true
}

// again puts a number back that is to be tried again, where there is none that is
// newer.
func (c *counter) again(s *counts, old count) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, next := range s.due {
		if next.message == old.message {
			return
		}
	}
	s.due = append(s.due, old)
}

// show makes a message show a number. The error is sorted.
func (c *counter) show(ctx context.Context, chat int64, next count) error {
	shown, _ := withCount(next.keyboard, next.payload, next.n)
	return c.editKeyboard(ctx, chat, next.message, shown)
}

// finish shows at once what waits for its turn, and returns when it is shown.
func (c *counter) finish() {
	c.hurry()
	c.all.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rush, c.hurry = context.WithCancel(context.Background())
}

// A keyboardEdit is a message whose buttons change, and nothing else.
type keyboardEdit struct {
	Chat     int64 `json:"chat_id"`
	ID       int   `json:"message_id"`
	Keyboard rows  `json:"reply_markup"`
}

// editKeyboard changes the buttons under a message. The error is sorted.
func (c editor) editKeyboard(ctx context.Context, chat int64, id int, shown rows) error {
	ctx, trace := adapter.WithTrace(ctx)
	err := c.call(ctx, "editMessageReplyMarkup", keyboardEdit{chat, id, shown}, nil)
	c.pacer.Landed(placeOf(chat))
	return c.sort(modified(err), trace, chat)
}

// counting tells whether the answer to a press changes the pressed message: it
// counts under what the chat was sent, which everybody reads.
func counting(c *callback, req reply.Request, r reply.Reply) bool {
	return r.Counted > 0 && !req.Private && req.Origin == reply.FromDelivery && c.Message.Date != 0
}

// markDone shows that a button has done what it can, where its presser is alone with
// the message. A server that knows no such buttons is given another label alone.
func (c editor) markDone(ctx context.Context, s destination, keyboard json.RawMessage, payload, label string) {
	for _, disabled := range []bool{true, false} {
		shown, ok := withDone(keyboard, payload, label, disabled)
		if !ok || c.pacer.Touch(ctx, placeOf(s.chat), maxPatience) != nil {
			return
		}
		err := c.editKeyboard(ctx, s.chat, s.pressed, shown)
		var refused *delivery.RefusedError
		if !errors.As(err, &refused) {
			return
		}
	}
}
