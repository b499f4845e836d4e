package announce

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/session"
)

// Release confirms what was scheduled on a platform, and on the machine, for
// now or before, where every rule still holds: the right of each person whom it
// takes, the rule of two people as it is now, that the chat belongs to the
// community, that somebody would receive it. What breaks one, or comes more than
// CatchUp too late, is not sent. What is one too many in its hour waits, and so
// does what nobody can say the rights of. What comes back is sent as one time of
// it, which is scheduled like anything else: see recur.
func Release(ctx context.Context, env *session.Env, platform string, now time.Time) error {
	for _, from := range []string{platform, ""} {
		due, err := env.Store().Scheduled(ctx, from, now)
		if err != nil {
			return fmt.Errorf("look for what was scheduled: %w", err)
		}
		for _, a := range due {
			if err := release(ctx, env, a, now); err != nil {
				env.Log().Warn("an announcement that was scheduled has to wait", "platform", platform, "error", err)
			}
		}
	}
	return nil
}

func release(ctx context.Context, env *session.Env, a record.Announcement, now time.Time) error {
	if a.State == record.StateRecurring {
		return recur(ctx, env, a, now)
	}
	why, waits, err := obstacle(ctx, env, a, now)
	switch {
	case err != nil || waits:
		return err
	case why != "":
		return notSent(ctx, env, a, why, now)
	}
	n, err := env.Store().Audience(ctx, a)
	if err != nil {
		return fmt.Errorf("count the chats: %w", err)
	}
	if n == 0 {
		return notSent(ctx, env, a, whyNobody, now)
	}
	_, _, err = commit(ctx, env, a, n, a.Person, now)
	return unlessOvertaken(err)
}

// obstacle is the word for why something that was scheduled is not to be sent at
// all; "" where nothing stands against it, or waits is true for now.
func obstacle(ctx context.Context, env *session.Env, a record.Announcement, now time.Time) (why string, waits bool, err error) {
	if a.Corrects != "" {
		return whyLate, false, nil
	}
	if why, err := seriesObstacle(ctx, env, a, now); err != nil || why != "" {
		return why, false, err
	}
	if now.Sub(a.At) > record.CatchUp {
		return whyLate, false, nil
	}
	v, err := weighDue(ctx, env, a, now)
	if err != nil || v != goes {
		return refusalWord(v), false, err
	}
	waits, err = hurried(ctx, env, a, now)
	return "", waits, err
}

// unlessOvertaken is an error, but nil where somebody was faster.
func unlessOvertaken(err error) error {
	if errors.Is(err, record.ErrNotFound) || errors.Is(err, record.ErrStale) {
		return nil
	}
	return err
}

// hurried tells whether something is one announcement too many in an hour.
func hurried(ctx context.Context, env *session.Env, a record.Announcement, now time.Time) (bool, error) {
	author, err := record.ParseUserID(a.Person)
	if a.Wide() || err != nil || slices.Contains(env.Operators(), author) {
		return false, nil
	}
	again, err := env.Store().Allow(ctx, a, mostInAnHour, now)
	if err != nil {
		return false, fmt.Errorf("count the announcements of the hour: %w", err)
	}
	return !again.IsZero(), nil
}

// expire ends a scheduled announcement that is not to be sent.
func expire(ctx context.Context, env *session.Env, a record.Announcement, now time.Time) error {
	err := env.Store().Cancel(ctx, a.ID, a.Edition, now)
	if err != nil {
		if err = unlessOvertaken(err); err != nil {
			return fmt.Errorf("cancel what was scheduled: %w", err)
		}
		return nil
	}
	return appendAudit(ctx, env, a, record.ActionExpired, a.Person, now)
}

// commit confirms an announcement and notes it in the audit log. A repeat notes the
// same line again, so that one which was lost in a crash is there.
func commit(ctx context.Context, env *session.Env, a record.Announcement, reach int, person string, now time.Time) (record.Announcement, bool, error) {
	sent, first, err := env.Store().Confirm(ctx, a.ID, a.Edition, reach, now)
	if err != nil {
		return sent, false, fmt.Errorf("confirm a draft: %w", err)
	}
	return sent, first, appendAudit(ctx, env, sent, record.ActionSent, person, sent.Confirmed)
}

// appendAudit notes in the audit log who did what.
func appendAudit(ctx context.Context, env *session.Env, a record.Announcement, action record.Action, person string, now time.Time) error {
	entry := record.AuditEntry{At: now, Person: person, Action: action, Announcement: a.ID, To: a.To, Reach: a.Reach}
	if err := env.Store().AppendAudit(ctx, entry); err != nil {
		return fmt.Errorf("append to the audit log: %w", err)
	}
	return nil
}
