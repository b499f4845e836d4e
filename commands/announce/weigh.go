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

// weigh is whether a draft may go out when the asker, whom mayDecide has let
// through, presses its button at this moment.
func weigh(ctx context.Context, s *session.Session, draft record.Announcement) (decision, error) {
	mine, err := askerStanding(ctx, s, draft)
	if err != nil {
		return refusesAuthor, err
	}
	w := clearance{author: mine}
	if s.User().String() != draft.Person {
		w.agreed, w.second = true, mine
		if w.author, err = standingOf(ctx, s.Env, draft, draft.Person); err != nil {
			return refusesAuthor, err
		}
	}
	return withAudienceRules(ctx, s.Env, draft, w, s.Request.Now)
}

// weighDue is whether something that was scheduled may go out when its time has
// come: those who agreed are asked about anew.
func weighDue(ctx context.Context, env *session.Env, due record.Announcement, now time.Time) (decision, error) {
	author, err := standingOf(ctx, env, due, due.Person)
	if err != nil {
		return refusesAuthor, err
	}
	w := clearance{author: author}
	second, err := secondOf(ctx, env, due)
	if err != nil {
		return refusesAuthor, err
	}
	if w.agreed = second != ""; w.agreed {
		if w.second, err = standingOf(ctx, env, due, second); err != nil {
			return refusesAuthor, err
		}
	}
	return withAudienceRules(ctx, env, due, w, now)
}

// withAudienceRules adds to a clearance what its audience asks for now.
func withAudienceRules(ctx context.Context, env *session.Env, draft record.Announcement, w clearance, now time.Time) (decision, error) {
	if draft.To.Kind != record.ToCommunity {
		return w.decide(), nil
	}
	community, err := env.Store().Community(ctx, draft.To.Key)
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		return refusesAuthor, fmt.Errorf("read a community: %w", err)
	}
	w.two, w.halted = community.Two, community.TakeOver.Halts(now) && !operates(env, draft.Person)
	if draft.Corrects == "" {
		chat, err := env.Store().Chat(ctx, draft.From)
		if err != nil {
			return refusesAuthor, fmt.Errorf("read the chat: %w", err)
		}
		w.left = chat.Community != draft.To.Key
	}
	return w.decide(), nil
}

// operates tells whether a person runs the bot; "" is the operator at the machine.
func operates(env *session.Env, person string) bool {
	who, err := record.ParseUserID(person)
	return person == "" || err == nil && slices.Contains(env.Operators(), who)
}

// maxAuditLines is how many lines of an audience's audit log are searched: more than the
// limit of an hour lets come in AuditLife, each with all that can be done.
const maxAuditLines = 50_000

// secondOf is the person who agreed to something that is scheduled, and by that
// scheduled it; "" where its author did so alone. Of what earlier programs have
// scheduled the audit log knows it.
func secondOf(ctx context.Context, env *session.Env, due record.Announcement) (string, error) {
	if !due.Agreed || due.Second != "" {
		return due.Second, nil
	}
	entries, err := env.Store().AuditLog(ctx, due.To, due.Created, maxAuditLines)
	if err != nil {
		return "", fmt.Errorf("read the audit log: %w", err)
	}
	for _, entry := range entries {
		if entry.Announcement == due.ID && entry.Action == record.ActionScheduled {
			if entry.Person == due.Person {
				return "", nil
			}
			return entry.Person, nil
		}
	}
	return "", nil
}

// refusal is what somebody is told whose press sends nothing: "" where it goes
// out, or waits for somebody whom the asker can ask.
func refusal(s *session.Session, v decision, draft record.Announcement) error {
	switch v {
	case refusesAuthor:
		return s.Problem("problem.author_right")
	case refusesSecond:
		return s.Problem("problem.second_right")
	case refusesPlace:
		return s.Problem("problem.left")
	case refusesTakeOver:
		return s.Problem("problem.takeover_halts")
	case waitsForOwner:
		if s.User().String() != draft.Person {
			return s.Problem("problem.owner_agrees")
		}
	}
	return nil
}
