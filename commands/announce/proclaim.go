package announce

import (
	"context"
	"fmt"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// A ConsoleAnnouncement is what an operator wants announced from the machine.
type ConsoleAnnouncement struct {
	To      string // as ParseAudience reads it
	Urgent  bool   // asks for prayer for Country
	Country string // its name or code
	Text    string
	At      string         // "19:00", "2026-12-24 19:00", "every Wednesday 19:00 until 24.12."; "" is at once
	Zone    *time.Location // whose clocks At means
}

// Compose makes a draft for the operator at the machine, which is not stored yet, and counts
// whom it reaches. What is wrong with it is a Problem.
func Compose(ctx context.Context, env *session.Env, p ConsoleAnnouncement, now time.Time) (record.Announcement, int, error) {
	s := env.Session(reply.Request{Now: now})
	draft := record.Announcement{ID: newID(env), Text: written(p.Text), State: record.StateDraft, Created: now}
	var err error
	if draft.To, err = ParseAudience(env, p.To); err != nil {
		return draft, 0, err
	}
	draft.Within = record.Within(s.Library, draft.To)
	if err := checkProclaimed(s, draft.Text); err != nil {
		return draft, 0, err
	}
	if p.Urgent {
		country := named(s, p.Country)
		if country == nil {
			return draft, 0, s.Problem("problem.urgent")
		}
		draft.Kind, draft.Country = record.KindUrgent, country.Key
	}
	if p.At != "" {
		if draft, err = consoleTime(s, draft, p); err != nil {
			return draft, 0, err
		}
	}
	n, err := env.Store().Audience(ctx, draft)
	if err != nil {
		return draft, 0, fmt.Errorf("count the chats: %w", err)
	}
	return draft, n, nil
}

// consoleTime is a draft for the time that the operator names: once, or again and
// again. A machine cannot be asked back, so it is one that is clear.
func consoleTime(s *session.Session, draft record.Announcement, p ConsoleAnnouncement) (record.Announcement, error) {
	repeats, is, err := parseRepeat(s, p.At, p.Zone)
	if err != nil {
		return draft, err
	}
	if is && len(repeats) == 1 {
		draft.Repeat = repeats[0].Fixed(s.Request.Now)
		slot, _ := draft.Repeat.Next(s.Request.Now)
		draft.At = slot.Due.UTC()
		return draft, nil
	}
	all, err := parseMoment(s, p.At, p.Zone)
	if err == nil && len(all) > 1 || is {
		err = s.Problem("problem.when", words.With{"Text": session.Quote(p.At)})
	}
	if err == nil {
		draft.At = all[0]
	}
	return draft, err
}

// checkProclaimed refuses what cannot be an announcement.
func checkProclaimed(s *session.Session, text string) error {
	switch {
	case text == "":
		return s.Problem("problem.empty_announcement")
	case session.HasHidden(text, true):
		return s.Problem("problem.characters")
	}
	return checkText(s, text)
}

// Send sends a draft that Compose has made, or schedules it, in the name of
// the operator at the machine.
func Send(ctx context.Context, env *session.Env, draft record.Announcement, reach int, now time.Time) error {
	if draft.Reach = reach; !draft.At.IsZero() {
		draft.State = record.StateScheduled
	}
	if draft.Repeat.Is() {
		draft.State = record.StateRecurring
	}
	if err := env.Store().SaveDraft(ctx, draft); err != nil {
		return fmt.Errorf("keep a draft: %w", err)
	}
	if draft.Awaits() {
		return appendAudit(ctx, env, draft, record.ActionScheduled, "", now)
	}
	_, _, err := commit(ctx, env, draft, reach, "", now)
	return err
}
