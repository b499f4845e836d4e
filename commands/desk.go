package commands

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

func (c *Core) deskRow() entry {
	return entry{Row: Row{Name: "desk", Role: Anyone}, run: c.desk, unseen: true}
}

// A move is what a button of the desk does: a verb, the announcement, and for a
// draft the edition that was seen. More may follow.
type move struct {
	verb    string
	id      string
	edition int
	more    string
}

// readMove reads "send abc2defg 1".
func readMove(line string) move {
	var m move
	m.verb, line = cutWord(line)
	m.id, line = cutWord(line)
	number, more := cutWord(line)
	if n, err := strconv.Atoi(number); err == nil {
		m.edition, line = n, more
	}
	m.more = line
	return m
}

// do writes the line that readMove reads.
func (a Announcement) do(verb string, more ...string) string {
	return strings.Join(append([]string{"desk", verb, a.ID, strconv.Itoa(a.Edition)}, more...), " ")
}

// desk is what the buttons of previews and of the status do. Who may, is found
// out at this moment, not when the button was shown.
func (c *Core) desk(ctx context.Context, a *ask) (Reply, error) {
	m := readMove(a.args)
	announcement, err := c.Store.Announcement(ctx, m.id, a.req.Now)
	if errors.Is(err, ErrNone) {
		return a.plainReply("announce.gone"), nil
	}
	if err != nil {
		return Reply{}, fmt.Errorf("read an announcement: %w", err)
	}
	if !announcement.Sent() {
		return c.newest(ctx, a, m.id, InPlace, func() (Reply, error) { return c.deskDraft(ctx, a, m, announcement) })
	}
	if err := c.mayManage(ctx, a, announcement); err != nil {
		return Reply{}, err
	}
	switch m.verb {
	case "send", "now", "cancel":
		return c.tooLate(ctx, a, announcement)
	case "status":
		return c.statusOf(ctx, a, announcement)
	}
	return c.steer(ctx, a, m, announcement)
}

// steer does what its author, or who decides, asks for with what was sent.
func (c *Core) steer(ctx context.Context, a *ask, m move, announcement Announcement) (Reply, error) {
	if err := c.maySteer(ctx, a, announcement); err != nil {
		return Reply{}, err
	}
	switch m.verb {
	case "stop":
		return c.stopSending(ctx, a, announcement)
	case "back":
		return a.askRetract(announcement), nil
	case "retract":
		return c.retract(ctx, a, announcement, m.more == "note")
	case "reword":
		return a.askCorrection(announcement), nil
	}
	return Reply{}, a.problem("problem.button")
}

// deskDraft is desk for what was not sent. A button of an older preview shows
// the newest instead, whatever it would have done.
func (c *Core) deskDraft(ctx context.Context, a *ask, m move, draft Announcement) (Reply, error) {
	if err := c.mayDecide(ctx, a, draft); err != nil {
		return Reply{}, err
	}
	scheduled := draft.State == StateScheduled
	switch {
	case draft.State == StateCancelled:
		return a.plainReply("announce.gone"), nil
	case m.verb == "status" && scheduled:
		return c.scheduledReply(ctx, a, draft)
	case m.edition != draft.Edition:
		return c.changed(ctx, a, draft, InPlace)
	case m.verb == "cancel":
		return c.cancel(ctx, a, draft)
	case scheduled && (m.verb == "send" || m.verb == "show"): // it stays as it was agreed
		return c.scheduledReply(ctx, a, draft)
	case m.verb == "send":
		return c.send(ctx, a, draft)
	case a.person().String() != draft.Person:
		return Reply{}, a.problem("problem.not_yours")
	case scheduled && m.verb == "now":
		return c.sendNow(ctx, a, draft)
	}
	return c.reshape(ctx, a, m, draft)
}

// changed shows the newest edition to somebody who pressed a button of an
// older one.
func (c *Core) changed(ctx context.Context, a *ask, draft Announcement, show Show) (Reply, error) {
	reply, err := c.draftReply(ctx, a, draft, show)
	reply.Blocks = append([]Block{{Kind: Paragraph, Text: a.say("announce.changed")}}, reply.Blocks...)
	return reply, err
}

// draftReply shows what was not sent: a preview, or when it will be sent.
func (c *Core) draftReply(ctx context.Context, a *ask, draft Announcement, show Show) (Reply, error) {
	if draft.State != StateScheduled {
		return c.preview(ctx, a, draft, show)
	}
	reply, err := c.scheduledReply(ctx, a, draft)
	if show == Secret {
		return a.secretly(reply, err)
	}
	return reply, err
}

// newest does something with a draft. Where somebody else was faster, it shows
// what they have made of it.
func (c *Core) newest(ctx context.Context, a *ask, id string, show Show, do func() (Reply, error)) (Reply, error) {
	reply, err := do()
	if !errors.Is(err, ErrOlder) {
		return reply, err
	}
	draft, err := c.found(ctx, a, id)
	switch {
	case err != nil:
		return Reply{}, err
	case draft.Sent():
		return c.tooLate(ctx, a, draft)
	case draft.State == StateCancelled:
		return Reply{}, a.problem("announce.gone")
	}
	if err := c.mayDecide(ctx, a, draft); err != nil {
		return Reply{}, err
	}
	return c.changed(ctx, a, draft, show)
}
