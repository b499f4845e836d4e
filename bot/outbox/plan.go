package outbox

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
	"time"

	"prayerbot/commands"
	"prayerbot/content"
)

// A job is what a lease turned out to ask for.
type job struct {
	message Message
	entry   commands.Entry // as it will stand in the ledger once sent
	slot    content.Date
	told    time.Time // up to when the news is told once it is sent
	next    time.Time // when the delivery is due again

	// Of an announcement:
	step  Step
	copy  commands.Copy // what becomes of the copy once it is done
	ids   []string      // the messages that a later step changes
	note  bool          // retracting leaves a note
	later time.Duration // it is not its turn yet: look again after this
}

// result is how a job is settled that went well.
func (j *job) result() Result {
	return Result{Entry: j.entry, Slot: j.slot, Told: j.told, Next: j.next, Copy: j.copy}
}

func (p *parcel) errand() errand { return errand{p.key, p.job.slot} }

// plan decides from the chat's record and the clock what a parcel's lease means
// now: that is its job. Where there is nothing to send, done says how to settle
// it.
func (c *Courier) plan(ctx context.Context, p *parcel, chat *commands.Chat, now time.Time) (done *Result, err error) {
	if p.Announcement != "" {
		return c.planAnnouncement(ctx, p, chat, now)
	}
	s := chat.Subscription(p.Subscription)
	if s == nil || chat.Stopped != "" {
		return &Result{}, nil
	}
	slot, ok := s.Latest(now)
	if !ok {
		return &Result{Next: nextAfter(*s, now)}, nil
	}
	after := *s
	after.Last = slot.Date
	j := &p.job
	j.slot, j.next = slot.Date, nextAfter(after, now)
	j.entry = commands.Entry{At: now, Date: slot.Date, Subscription: s.ID, Outcome: commands.OutcomeSent}
	if now.Sub(slot.Due) > commands.CatchUp {
		j.entry.Outcome, j.entry.Reason = commands.OutcomeMissed, "late"
		missed := j.result()
		return &missed, nil
	}
	if now.Sub(slot.Due) > commands.LateAfter {
		j.entry.Outcome = commands.OutcomeLate
	}
	var reply commands.Reply
	reply, j.told, err = c.reply(ctx, *chat, *s, slot, now)
	switch {
	case err != nil:
		return nil, err
	case reply.Empty():
		return &Result{Slot: j.slot, Told: j.told, Next: j.next}, nil
	}
	j.message = Message{
		Chat: p.Chat, Space: chat.Space, Skip: p.Parts, Reply: reply,
		Nonce: Nonce(p.key, slot.Date.String()), First: first(p.Lease),
	}
	return nil, nil
}

// reply is what a slot brings: a prayer point, or the news. An empty one is
// not sent.
func (c *Courier) reply(ctx context.Context, chat commands.Chat, s commands.Subscription, slot commands.Slot, now time.Time) (commands.Reply, time.Time, error) {
	if !s.News {
		reply, err := c.Core.Daily(ctx, chat, s, slot, now)
		return reply, time.Time{}, err
	}
	reply, told, err := c.Core.Digest(ctx, chat, s, slot, now)
	if err != nil {
		return commands.Reply{}, time.Time{}, fmt.Errorf("gather the news: %w", err)
	}
	return reply, told, nil
}

// nextAfter is when a subscription is due again; zero where it waits.
func nextAfter(s commands.Subscription, now time.Time) time.Time {
	slot, ok := s.Next(now)
	if !ok {
		return time.Time{}
	}
	return slot.Due
}

// first is when an earlier try of a lease may have begun: not before it was
// due; zero where there was none.
func first(l Lease) time.Time {
	if !l.Unknown && l.Tries == 0 {
		return time.Time{}
	}
	return l.Due
}

// letters are base32's, small.
var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567")

// Nonce names a delivery for a platform's idempotency key: 20 characters (100
// bits) of a hash, the same at every try.
func Nonce(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return letters.EncodeToString(sum[:])[:20]
}
