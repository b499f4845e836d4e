package discord

import (
	"context"
	"errors"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
)

// A threadChange changes a thread; what is nil stays as it is.
type threadChange struct {
	Name     string `json:"name,omitempty"`
	Archived *bool  `json:"archived,omitempty"`
	Locked   *bool  `json:"locked,omitempty"`
}

// An opened is a thread that is opened under a message.
type opened struct {
	Name    string `json:"name"`
	Minutes int    `json:"auto_archive_duration"`
}

var yes, no = true, false

// The codes of what is done already, which is no failure.
const (
	codePublished    = 40033
	codeThreadOpened = 160004
)

// ask makes one request about what was sent, at the pace of messages. The error is
// sorted; code is Discord's own for it.
func (s *sender) ask(ctx context.Context, method, where string, body any) (code int, err error) {
	if err := s.pacer.Question(ctx); err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	rest, err := s.session()
	if err != nil {
		return 0, err
	}
	ctx, trace := adapter.WithTrace(ctx)
	_, err = request(ctx, rest, method, where, where, body, nil)
	return codeOf(err), s.sort(err, trace)
}

// awake does something in a thread; where that is archived, it is opened, and the
// thing done once more. Elsewhere it is done once.
func (s *sender) awake(ctx context.Context, channel string, do func() error) error {
	err := do()
	if !isArchived(err) {
		return err
	}
	_, failed := s.ask(ctx, "PATCH", discordgo.EndpointChannel(channel), threadChange{Archived: &no})
	var (
		gone    *delivery.GoneError
		refused *delivery.RefusedError
		unknown *delivery.InDoubtError
	)
	switch {
	case failed == nil:
		return do()
	case errors.As(failed, &gone), errors.As(failed, &refused):
		return err // the bot may not open it
	case errors.As(failed, &unknown): // nothing was sent
		return unknown.Err
	}
	return failed
}

// isArchived tells whether a sorted failure is that a thread is archived.
func isArchived(err error) bool {
	var archived *archivedError
	return errors.As(err, &archived)
}

// An archivedError says that a thread is archived: it may be opened.
type archivedError struct{ delivery.GoneError }

func (e *archivedError) Unwrap() error { return &e.GoneError }

// finish does what a chat wants beside a message that was sent: it publishes it, and
// opens a thread under it. Where that fails the message stays as it is.
func (s *sender) finish(ctx context.Context, m delivery.Message, id string) {
	message := discordgo.EndpointChannelMessage(m.Chat.Key, id)
	if m.Publish {
		if code, err := s.ask(ctx, "POST", message+"/crosspost", nil); err != nil && code != codePublished {
			s.log.Warn("a message could not be published", "code", code, "error", err)
		}
	}
	if m.Thread {
		thread := opened{postName(m), openFor}
		if code, err := s.ask(ctx, "POST", message+"/threads", thread); err != nil && code != codeThreadOpened {
			s.log.Warn("a thread could not be opened under a message", "code", code, "error", err)
		}
	}
}

// close ends a post whose first message was taken back: its name says no more than
// what stands there now, and nobody can answer. To lock it the bot has to manage
// threads; else it is archived alone.
func (s *sender) close(ctx context.Context, thread string, m delivery.Message) {
	change := threadChange{Name: postName(m), Archived: &yes, Locked: &yes}
	where := discordgo.EndpointChannel(thread)
	code, err := s.ask(ctx, "PATCH", where, change)
	if code == discordgo.ErrCodeMissingPermissions {
		change.Locked = nil
		code, err = s.ask(ctx, "PATCH", where, change)
	}
	if err != nil {
		s.log.Warn("a post that was taken back could not be closed", "code", code, "error", err)
	}
}

// deletePost removes a post with all that stands in it. Where the bot may not it is a
// delivery.RefusedError: then its first message can be changed.
func (s *sender) deletePost(ctx context.Context, thread string) error {
	code, err := s.ask(ctx, "DELETE", discordgo.EndpointChannel(thread), nil)
	var gone *delivery.GoneError
	switch {
	case code == discordgo.ErrCodeUnknownChannel:
		return &delivery.MissingError{Err: errPostGone}
	case errors.As(err, &gone):
		return &delivery.RefusedError{Err: errKept}
	}
	return err
}

// errKept says that the bot may not delete a post.
var errKept = errors.New("the bot may not delete the post")
