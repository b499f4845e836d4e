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
func (j job) result() Result {
	return Result{Entry: j.entry, Slot: j.slot, Told: j.told, Next: j.next, Copy: j.copy}
}

// name is what the job is about, the same at every try: a slot, or an
// announcement to a chat.
func (j job) name(l lease) string { return l.key + " " + j.slot.String() }

// plan decides from the chat's record and the clock what a lease means now.
// Where there is nothing to send, done says how to settle it.
func (c *Courier) plan(ctx context.Context, l Lease, chat commands.Chat, now time.Time) (j job, done *Result, err error) {
	if l.Announcement != "" {
		return c.planAnnouncement(ctx, l, chat, now)
	}
	s := chat.Subscription(l.Subscription)
	if s == nil || chat.Stopped != "" {
		return j, &Result{}, nil
	}
	slot, ok := s.Latest(now)
	if !ok {
		return j, &Result{Next: nextAfter(*s, now)}, nil
	}
	after := *s
	after.Last = slot.Date
	entry := commands.Entry{At: now, Date: slot.Date, Subscription: s.ID, Outcome: commands.OutcomeSent}
	next := nextAfter(after, now)
	if now.Sub(slot.Due) > commands.CatchUp {
		entry.Outcome, entry.Reason = commands.OutcomeMissed, "late"
		return j, &Result{Entry: entry, Slot: slot.Date, Next: next}, nil
	}
	if now.Sub(slot.Due) > commands.LateAfter {
		entry.Outcome = commands.OutcomeLate
	}
	reply, told, err := c.reply(ctx, chat, *s, slot, now)
	switch {
	case err != nil:
		return j, nil, err
	case reply.Empty():
		return j, &Result{Slot: slot.Date, Told: told, Next: next}, nil
	}
	return job{
		message: Message{
			Chat: l.Chat, Space: chat.Space, Skip: l.Parts, Reply: reply,
			Nonce: Nonce(l.Key(), slot.Date.String()),
			First: first(l),
		},
		entry: entry, slot: slot.Date, told: told, next: next,
	}, nil, nil
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

// Nonce names a delivery for a platform's idempotency key: 20 characters (100
// bits) of a hash, the same at every try.
func Nonce(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:20])
}
