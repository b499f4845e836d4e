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

// The words for why a time of one that comes back was not sent, or why it ended:
// names of sentences, which are stored and never change.
const (
	whyLate   = "late"
	whyNobody = "nobody"
	whyAuthor = "author" // lost the right
	whySecond = "second" // who had agreed has lost the right
	whyRule   = "rule"   // another person has to agree by now
	whyPlace  = "place"  // the chat does not belong to the community any more
	whyHalted = "halted" // another leader wants to own the community: until that is settled it gets nothing
	whyPerson = "person" // somebody has ended it
	whyChange = "change" // it was skipped, changed or ended in the last moment
)

// refusalWord is the word for a decision; "" where it goes.
func refusalWord(v decision) string {
	switch v {
	case goes:
		return ""
	case refusesAuthor:
		return whyAuthor
	case refusesSecond:
		return whySecond
	case refusesPlace:
		return whyPlace
	case refusesTakeOver:
		return whyHalted
	}
	return whyRule
}

// endsSeries tells whether a reason holds for the times to come as well.
func endsSeries(why string) bool {
	return slices.Contains([]string{whyAuthor, whySecond, whyRule, whyPlace}, why)
}

// recur does what the time of one that comes back asks for: it makes what is sent
// on the latest date whose time has come, and moves on to the next. A date that is
// more than CatchUp ago is passed over. A crash at any point leads to the same
// again: what is sent on a date has one id, whoever makes it.
func recur(ctx context.Context, env *session.Env, series record.Announcement, now time.Time) error {
	slot, passed, due := series.DueSlot(now)
	late := due && now.Sub(slot.Due) > record.CatchUp
	one := series.Occurrence(slot)
	if due && !late {
		if err := unlessOvertaken(env.Store().SaveDraft(ctx, one)); err != nil { // it was made before
			return fmt.Errorf("make what is sent on a date: %w", err)
		}
	}
	m := record.Adjustment{Done: slot.Date, Missed: passed, Why: whyLate}
	if late {
		m.Missed = slot.Date
	}
	if err := adjust(ctx, env, series.ID, series.Edition, m, now); err != nil {
		return err
	}
	if late {
		return appendAudit(ctx, env, series, record.ActionExpired, series.Person, now)
	}
	return releaseStored(ctx, env, one.ID, due, now)
}

// releaseStored lets out what is sent on a date, as it is stored.
func releaseStored(ctx context.Context, env *session.Env, id string, due bool, now time.Time) error {
	if !due {
		return nil
	}
	one, err := env.Store().Announcement(ctx, id, now)
	switch {
	case errors.Is(err, record.ErrNotFound) || err == nil && one.State != record.StateScheduled:
		return nil
	case err != nil:
		return fmt.Errorf("read an announcement: %w", err)
	}
	return release(ctx, env, one, now)
}

// adjust changes one that comes back, where it does so still and nobody has
// changed it; where it ends with that, the audit log says so.
func adjust(ctx context.Context, env *session.Env, id string, edition int, m record.Adjustment, now time.Time) error {
	err := env.Store().Adjust(ctx, id, edition, m, now)
	if err != nil {
		if err = unlessOvertaken(err); err != nil {
			return fmt.Errorf("adjust what comes back: %w", err)
		}
		return nil
	}
	after, err := env.Store().Announcement(ctx, id, now)
	if err != nil || after.State != record.StateEnded || after.Repeat.Ended == whyPerson {
		return unlessOvertaken(err)
	}
	return appendAudit(ctx, env, after, record.ActionLapsed, after.Person, after.At)
}

// seriesObstacle is the word for why one time of what comes back is not to be sent
// any more; "" for anything else: it was skipped, changed or ended meanwhile.
func seriesObstacle(ctx context.Context, env *session.Env, one record.Announcement, now time.Time) (string, error) {
	if one.Of.Series == "" {
		return "", nil
	}
	series, err := env.Store().Announcement(ctx, one.Of.Series, now)
	switch {
	case errors.Is(err, record.ErrNotFound):
		return whyChange, nil
	case err != nil:
		return "", fmt.Errorf("read an announcement: %w", err)
	}
	runs := series.State == record.StateRecurring || series.State == record.StateEnded && series.Repeat.Ended == record.EndOver
	if !runs || series.Edition != one.Of.Edition || slices.Contains(series.Repeat.Skip, one.Of.Date) {
		return whyChange, nil
	}
	return "", nil
}

// notSent ends what was scheduled and is not to be sent. What it is one time of
// remembers why, and ends where that holds for the times to come as well.
func notSent(ctx context.Context, env *session.Env, a record.Announcement, why string, now time.Time) error {
	if a.Of.Series == "" || why == whyChange {
		return expire(ctx, env, a, now)
	}
	m := record.Adjustment{Done: a.Of.Date, Missed: a.Of.Date, Why: why}
	if err := adjust(ctx, env, a.Of.Series, a.Of.Edition, m, now); err != nil {
		return err
	}
	if endsSeries(why) {
		if err := adjust(ctx, env, a.Of.Series, a.Of.Edition, record.Adjustment{End: why}, now); err != nil {
			return err
		}
	}
	return expire(ctx, env, a, now)
}
