package announce

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// standingOf is what a person who is not here may do with an announcement, asked
// at this moment. The operator at the machine ("") may do everything.
func standingOf(ctx context.Context, env *session.Env, a record.Announcement, person string) (standing, error) {
	who, err := record.ParseUserID(person)
	switch {
	case person == "":
		return decider, nil
	case err != nil:
		return outsider, nil
	case slices.Contains(env.Operators(), who):
		return decider, nil
	case a.Wide():
		return outsider, nil
	case a.To.Kind == record.ToCommunity:
		return standingIn(ctx, env, a.To.Key, who, a.From)
	case a.Alone:
		return decider, nil
	}
	role, err := env.RoleOf(ctx, a.From, a.GroupID, who.Key)
	if role < reply.Moderator {
		return outsider, err
	}
	return decider, err
}

// askerStanding is what the asker, whom mayManage has let through, may do with an
// announcement.
func askerStanding(ctx context.Context, s *session.Session, announcement record.Announcement) (standing, error) {
	if s.IsOperator() || announcement.To.Kind != record.ToCommunity {
		return decider, nil
	}
	community, err := s.Store().Community(ctx, announcement.To.Key)
	switch {
	case errors.Is(err, record.ErrNotFound):
		return outsider, nil
	case err != nil:
		return outsider, fmt.Errorf("read a community: %w", err)
	case s.Owns(community):
		return decider, nil
	}
	return writer, nil
}

// maySteer lets through who may stop, correct and retract what was sent: whom
// mayManage lets through, but in a community only its author and who decides.
// A correction is sent as an announcement is, see send.
func maySteer(ctx context.Context, s *session.Session, announcement record.Announcement) error {
	if err := mayManage(ctx, s, announcement); err != nil {
		return err
	}
	mine, err := askerStanding(ctx, s, announcement)
	if err == nil && mine != decider && s.User().String() != announcement.Person {
		err = s.Problem("problem.steer")
	}
	return err
}

// mayManage lets through who has any standing with an announcement to its
// audience: an operator, who leads the community, or who moderates the server
// or group where it was drafted.
func mayManage(ctx context.Context, s *session.Session, announcement record.Announcement) error {
	switch {
	case s.IsOperator():
		return nil
	case s.Elsewhere() && s.Request.Barred:
		return s.Problem("problem.barred")
	case announcement.Wide():
		return s.Problem("problem.operators")
	case announcement.To.Kind == record.ToCommunity:
		return requireLeader(ctx, s, announcement.To.Key)
	case s.Request.Chat == announcement.From, here(s, announcement.To):
		return s.Require(ctx, reply.Moderator)
	case announcement.From.Platform != s.Request.Chat.Platform || announcement.Alone:
		return s.Problem("problem.moderators")
	}
	role, err := s.RoleOf(ctx, announcement.From, announcement.GroupID, s.Request.Person)
	if err == nil && role < reply.Moderator {
		err = s.Problem("problem.moderators")
	}
	if err != nil || announcement.To.Kind != record.ToChat || announcement.GroupID != s.Request.GroupID {
		return err
	}
	return mayWriteThere(ctx, s, announcement.From)
}

// mayWriteThere refuses who may not write themselves in another chat of this server
// or group at this moment, or does not even see it.
func mayWriteThere(ctx context.Context, s *session.Session, chat record.ChatID) error {
	place, err := s.Describe(ctx, chat.Key)
	switch {
	case err != nil:
		return err
	case !place.Seen:
		return s.Problem("problem.no_channel")
	case !place.Writes:
		return s.Problem("problem.barred")
	}
	return nil
}

// here tells whether an audience is the server or group where the asker is.
func here(s *session.Session, to record.Audience) bool {
	return to.Kind == record.ToGroup && s.Request.GroupID != "" && to == thisGroup(s)
}

// thisGroup is the server or group where the asker is.
func thisGroup(s *session.Session) record.Audience {
	return record.Audience{Kind: record.ToGroup, Key: record.ChatID{Platform: s.Request.Chat.Platform, Key: s.Request.GroupID}.String()}
}

// mayDecide lets only the one who wrote a draft decide on it, and only while
// they may still announce to its audience. Where a second person has to agree,
// it is anybody else who may announce there and shows who they are: an anonymous
// administrator may be the author.
func mayDecide(ctx context.Context, s *session.Session, draft record.Announcement) error {
	switch {
	case s.User().String() == draft.Person:
	case !draft.Agreed:
		return s.Problem("problem.not_yours")
	case s.Request.Person == "":
		return s.Named("")
	}
	return mayManage(ctx, s, draft)
}

// found reads an announcement that a button or a line names; a Problem where
// it is gone.
func found(ctx context.Context, s *session.Session, id string) (record.Announcement, error) {
	announcement, err := s.Store().Announcement(ctx, id, s.Request.Now)
	if errors.Is(err, record.ErrNotFound) {
		return announcement, s.Problem("announce.gone")
	}
	return announcement, err
}
