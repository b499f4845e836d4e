package outbox

import (
	"context"
	"fmt"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A plan is what a lease turned out to ask for.
type plan struct {
	Result  // how it is settled: once it is done, or at once where there is nothing to send
	message delivery.Message

	// Of an announcement:
	step  Step
	ids   []string      // the messages that a later step changes
	note  bool          // retracting leaves a note
	each  bool          // where not all messages can be deleted, each that cannot gets a note
	later time.Duration // it is not its turn yet: look again after this
}

// A planner finds out what a lease means now.
type planner struct{ cfg *Config }

func (p *task) occurrence() occurrence { return occurrence{p.key, p.plan.Slot} }

// plan finds out from the chat's record and the clock what a task's lease means
// now: that is its plan. send is false where there is nothing to send.
func (c *planner) plan(ctx context.Context, p *task, chat *record.Chat, now time.Time) (send bool, err error) {
	if p.Announcement != "" {
		return c.planAnnouncement(ctx, p, chat, now)
	}
	s, j := chat.Subscription(p.Subscription), &p.plan
	if s == nil || chat.Stopped != "" {
		return false, nil
	}
	var slot record.Slot
	if j.Result, slot, send = decideSlot(p.Lease, *s, now); !send {
		return false, nil
	}
	answer, told, err := c.reply(ctx, *chat, *s, slot, now)
	j.Told = told
	switch {
	case err != nil:
		return false, err
	case answer.Empty():
		j.Entry = record.LedgerEntry{}
		return false, nil
	}
	j.Delivered = record.Delivered{About: answer.About, Date: slot.Date}
	j.message = delivery.Message{
		Chat: p.Chat, GroupID: chat.GroupID, Skip: p.Parts, Reply: answer,
		Nonce: delivery.Nonce(p.key, slot.Date.String()), First: first(p.Lease), Others: others(*chat),
	}
	setForm(&j.message, *chat)
	if !s.News {
		j.message.PingRole, j.message.Pinged = chat.PingRole(), func(outcome string) { j.Entry.Reason = outcome }
	}
	return true, nil
}

// setForm sets the form in which a message is sent, by the settings of its chat: as a
// post with its tag, with a thread, passed on to followers.
func setForm(m *delivery.Message, chat record.Chat) {
	m.Tag, m.Post = chat.Forum()
	m.Thread, m.Publish = chat.Setting(record.SettingThread) == record.On, chat.Setting(record.SettingPublish) == record.On
}

// others are the messages of deliveries to a chat that are through.
func others(chat record.Chat) (ids []string) {
	for _, s := range chat.Subscriptions {
		ids = append(ids, s.Delivered.IDs...)
	}
	return ids
}

// reply is what a slot brings: a prayer point, or the news. An empty one is
// not sent.
func (c *planner) reply(ctx context.Context, chat record.Chat, s record.Subscription, slot record.Slot, now time.Time) (reply.Reply, time.Time, error) {
	if !s.News {
		answer, err := c.cfg.Core.Daily(ctx, chat, s, slot, now)
		return answer, time.Time{}, err
	}
	answer, told, err := c.cfg.Core.Digest(ctx, chat, s, slot, now)
	if err != nil {
		return reply.Reply{}, time.Time{}, fmt.Errorf("collect the news: %w", err)
	}
	return answer, told, nil
}

// first is when an earlier try of a lease may have begun: not before it was
// due; zero where there was none.
func first(l Lease) time.Time {
	if !l.Unknown && l.Tries == 0 {
		return time.Time{}
	}
	return l.Due
}
