package community

import (
	"context"
	"errors"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// advanceTakeOver takes a step of a take-over for the asker, whom mayTakeOver has let
// through.
func advanceTakeOver(ctx context.Context, s *session.Session, community record.Community, step string) (reply.Reply, error) {
	var begun time.Time
	after, err := changeCommunity(ctx, s, community.ID, func(c *record.Community) (err error) {
		begun = c.TakeOver.Begun
		*c, err = nextStep(s, *c, step)
		if errors.Is(err, record.ErrChanged) {
			return s.Problem("problem.takeover_step")
		}
		return err
	})
	if err != nil {
		return reply.Reply{}, err
	}
	with := words.With{"Name": community.Name}
	switch step {
	case stepFinish:
		err = tellGroups(ctx, s, after, record.KindTakeOverDone, begun)
		return inPlace(s, "community.taken", with), err
	case stepAgree:
		err = tellGroups(ctx, s, after, record.KindTakeOverRuns, after.TakeOver.Begun)
		with["Date"] = s.Date(dateOf(after.TakeOver.Begun.Add(record.TakeOverSpan)))
		return inPlace(s, "takeover.running", with), err
	}
	return inPlace(s, "takeover.waits", with), nil
}

// nextStep is the community after the asker's step.
func nextStep(s *session.Session, c record.Community, step string) (record.Community, error) {
	switch step {
	case stepFinish:
		return c.FinishTakeOver(s.User(), s.Request.Now)
	case stepAgree:
		return c.AgreeTakeOver(s.User(), groupOf(s), s.Request.Now)
	}
	return c.AskTakeOver(s.User(), groupOf(s), s.Request.Now)
}

// stopTakeOver ends one. Every leader may: whoever moderates the group where it is
// typed, as was asked before.
func stopTakeOver(ctx context.Context, s *session.Session, community record.Community) (reply.Reply, error) {
	ran, begun := false, time.Time{}
	after, err := changeCommunity(ctx, s, community.ID, func(c *record.Community) (err error) {
		ran, begun = c.TakeOver.Halts(s.Request.Now), c.TakeOver.Begun
		*c, err = c.StopTakeOver(s.Request.Now)
		if errors.Is(err, record.ErrNotFound) {
			return s.Problem("problem.takeover_none")
		}
		return err
	})
	if err == nil && ran {
		err = tellGroups(ctx, s, after, record.KindTakeOverStopped, begun)
	}
	return inPlace(s, "takeover.stopped", words.With{"Name": community.Name}), err
}

// tellGroups has every group told of a take-over that began at a time.
func tellGroups(ctx context.Context, s *session.Session, community record.Community, kind record.AnnouncementKind, begun time.Time) error {
	return s.Tell(ctx, record.Announcement{
		ID: session.NoticeID(community.ID, string(kind), begun.UTC().Format(time.RFC3339Nano)), Kind: kind, Speaker: community.Name,
		To: record.Audience{Kind: record.ToGroups, Key: community.ID},
	}, s.Request.Now)
}

func inPlace(s *session.Session, sentence string, with words.With) reply.Reply {
	answer := s.Sentence(sentence, with)
	answer.Visibility = reply.InPlace
	return answer
}

// dateOf is the date of an instant where nobody's zone is known.
func dateOf(t time.Time) content.Date { return content.DateOf(t.UTC()) }
