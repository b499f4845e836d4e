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
		return c.deskDraft(ctx, a, m, announcement)
	}
	if err := c.mayManage(ctx, a, announcement); err != nil {
		return Reply{}, err
	}
	switch m.verb {
	case "send", "cancel":
		return c.tooLate(ctx, a, announcement)
	case "status":
		return c.statusOf(ctx, a, announcement)
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
// the newest instead.
func (c *Core) deskDraft(ctx context.Context, a *ask, m move, draft Announcement) (Reply, error) {
	if err := c.mayDecide(ctx, a, draft); err != nil {
		return Reply{}, err
	}
	switch {
	case draft.State == StateCancelled:
		return a.plainReply("announce.gone"), nil
	case m.verb == "cancel":
		return c.cancel(ctx, a, draft)
	case m.verb == "status" && draft.State == StateScheduled:
		return c.scheduledReply(ctx, a, draft)
	case m.edition != draft.Edition:
		return c.changed(ctx, a, draft)
	case m.verb == "send":
		return c.send(ctx, a, draft)
	case a.person().String() != draft.Person:
		return Reply{}, a.problem("problem.not_yours")
	}
	return c.reshape(ctx, a, m, draft)
}

// changed shows the newest edition to somebody who pressed a button of an
// older one.
func (c *Core) changed(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	reply, err := c.preview(ctx, a, draft, InPlace)
	reply.Blocks = append([]Block{{Kind: Paragraph, Text: a.say("announce.changed")}}, reply.Blocks...)
	return reply, err
}
