package redisstore

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// maxDead bounds what is kept of the dead letters; the oldest go first.
const maxDead = 10_000

// Finish settles leases: all daily points in one script, and each step of an
// announcement in one of its own.
func (s queue) Finish(ctx context.Context, settled []outbox.Settlement) []error {
	ctx, cancel := within(ctx)
	defer cancel()
	errs := make([]error, len(settled))
	var points, steps []int
	for i, of := range settled {
		if of.Daily() {
			points = append(points, i)
		} else {
			steps = append(steps, i)
		}
	}
	if len(points) > 0 {
		s.finish(ctx, settled, points, errs)
	}
	if len(steps) > 0 {
		s.conclude(ctx, settled, steps, errs)
	}
	return errs
}

// finish settles the daily points among many, and notes an error for each.
func (s queue) finish(ctx context.Context, settled []outbox.Settlement, points []int, errs []error) {
	p := settled[points[0]].Chat.Platform
	keys := make([]string, 0, 3+len(points))
	keys = append(keys, dueKey(p), triesKey(p), deadKey(p))
	args := make([]any, 0, 3+9*len(points))
	args = append(args, record.LedgerSize, newestLines, maxDead)
	var entry record.LedgerEntry
	line := ""
	for _, i := range points {
		of := settled[i]
		// Most entries are alike, because most deliveries go out together.
		if of.Entry != entry {
			entry, line = of.Entry, lineOf(of)
		}
		keys = append(keys, chatKey(p, of.Chat.Key))
		args = append(args, of.Key(), of.Token, strconv.Itoa(of.Subscription), days(of.Slot), millis(of.Told), millis(of.Next), line, deadLetter(of), encodeDelivered(of.Delivered))
	}
	wrongs, err := s.run(ctx, "finish", keys, args...).StringSlice()
	for _, i := range points {
		errs[i] = err
	}
	for w := 0; w+1 < len(wrongs); w += 2 {
		n, err := strconv.Atoi(wrongs[w])
		if err == nil && 0 < n && n <= len(points) {
			errs[points[n-1]] = fmt.Errorf("finish: %w", errors.New(wrongs[w+1]))
		}
	}
}

// conclude settles the steps of announcements among many, in one pipeline, and
// notes an error for each.
func (s queue) conclude(ctx context.Context, settled []outbox.Settlement, steps []int, errs []error) {
	pipe, cmds := s.client.Pipeline(), make([]*redis.Cmd, len(steps))
	for n, i := range steps {
		keys, args := concluding(settled[i])
		cmds[n] = s.scripts["conclude.lua"].EvalSha(ctx, pipe, keys, args...)
	}
	_, _ = pipe.Exec(ctx) // each command has its own error
	for n, i := range steps {
		errs[i] = cmds[n].Err()
		if redis.HasErrorPrefix(errs[i], "NOSCRIPT") {
			keys, args := concluding(settled[i])
			errs[i] = s.run(ctx, "conclude", keys, args...).Err()
		}
	}
}

// concluding is what conclude.lua takes.
func concluding(of outbox.Settlement) (keys []string, args []any) {
	p, chat := of.Chat.Platform, of.Chat.Key
	return []string{
			chatKey(p, chat), noticesKey(p), triesKey(p), deadKey(p),
			copiesKey(p, of.Announcement), countsKey(p, of.Announcement), dueKey(p),
		}, []any{
			of.Key(), of.Token, record.LedgerSize, newestLines, maxDead,
			lineOf(of), deadLetter(of), chat, of.Copy.String(), strings.Join(of.IDs, " "),
		}
}

// lineOf is the line of the ledger; "" is none.
func lineOf(of outbox.Settlement) string {
	if of.Entry.Outcome == "" {
		return ""
	}
	return encodeEntry(of.Entry)
}

// deadLetter is what stands in the stream of dead letters beside the delivery:
// "outcome tries at reason"; "" is no dead letter.
func deadLetter(of outbox.Settlement) string {
	if !of.Dead {
		return ""
	}
	return fmt.Sprintf("%s %d %s %s", of.Entry.Outcome, of.Tries, millis(of.Entry.At), of.Entry.Reason)
}
