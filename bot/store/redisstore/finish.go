package redisstore

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"prayerbot/bot/outbox"
	"prayerbot/commands"
)

// maxDead bounds what is kept of what was set aside; the oldest go first.
const maxDead = 10_000

// Finish settles leases: all daily points in one script, each announcement in
// one of its own.
func (s *Store) Finish(ctx context.Context, settled []outbox.Settlement) []error {
	ctx, cancel := within(ctx)
	defer cancel()
	errs := make([]error, len(settled))
	var points []int
	for i, of := range settled {
		if of.Daily() {
			points = append(points, i)
		} else {
			errs[i] = s.conclude(ctx, of)
		}
	}
	if len(points) > 0 {
		s.finish(ctx, settled, points, errs)
	}
	return errs
}

// finish settles the daily points among many, and notes an error for each.
func (s *Store) finish(ctx context.Context, settled []outbox.Settlement, points []int, errs []error) {
	p := settled[points[0]].Chat.Platform
	keys := make([]string, 0, 3+len(points))
	keys = append(keys, dueKey(p), triesKey(p), deadKey(p))
	args := make([]any, 0, 3+8*len(points))
	args = append(args, commands.LedgerSize, newestLines, maxDead)
	for _, i := range points {
		of := settled[i]
		keys = append(keys, chatKey(p, of.Chat.Key))
		args = append(args, of.Key(), of.Token, strconv.Itoa(of.Subscription), days(of.Slot), millis(of.Told), millis(of.Next), lineOf(of), aside(of))
	}
	wrong, err := s.run(ctx, "finish", keys, args...).StringSlice()
	for n, i := range points {
		if errs[i] = err; err == nil && wrong[n] != "" {
			errs[i] = fmt.Errorf("finish: %w", errors.New(wrong[n]))
		}
	}
}

// conclude settles a step of an announcement.
func (s *Store) conclude(ctx context.Context, of outbox.Settlement) error {
	p, chat := of.Chat.Platform, of.Chat.Key
	keys := []string{chatKey(p, chat), noticesKey(p), triesKey(p), deadKey(p), copiesKey(p, of.Announcement), countsKey(p, of.Announcement), dueKey(p)}
	return s.run(ctx, "conclude", keys, of.Key(), of.Token, commands.LedgerSize, newestLines, maxDead,
		lineOf(of), aside(of), chat, string(of.Copy), strings.Join(of.IDs, " ")).Err()
}

// lineOf is the line of the ledger; "" is none.
func lineOf(of outbox.Settlement) string {
	if of.Entry.Outcome == "" {
		return ""
	}
	return formEntry(of.Entry)
}

// aside is what stands in the stream of what was set aside beside the delivery:
// "outcome tries at reason"; "" sets nothing aside.
func aside(of outbox.Settlement) string {
	if !of.Dead {
		return ""
	}
	return fmt.Sprintf("%s %d %s %s", of.Entry.Outcome, of.Tries, millis(of.Entry.At), of.Entry.Reason)
}
