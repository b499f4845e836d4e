package discord

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

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

// The codes of what is done already, which is no failure.
const (
	codePublished    = 40033
	codeThreadOpened = 160004
)

// threads opens, closes and removes the threads of what is sent.
type threads struct{ reader }

// awake does something in a thread; where that is archived, it is opened, and the
// thing done once more. Elsewhere it is done once.
func (s threads) awake(ctx context.Context, channel string, do func() error) error {
	err := do()
	if !isArchived(err) {
		return err
	}
	_, failed := s.ask(ctx, http.MethodPatch, discordgo.EndpointChannel(channel), threadChange{Archived: new(false)})
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

// threadMark stands behind the number of a message under which the bot has opened a
// thread. That has the message's number.
const threadMark = "+"

// threadOf is the thread that belongs to what was sent, by its id: the post of a forum,
// or the thread under a message; "" is none.
func threadOf(id string) string {
	if thread, _, is := isPost(id); is {
		return thread
	}
	if message, is := strings.CutSuffix(id, threadMark); is {
		return message
	}
	return ""
}

// messageOf is the number of the message that was sent, by its id.
func messageOf(id string) string {
	if _, message, is := isPost(id); is {
		return message
	}
	return strings.TrimSuffix(id, threadMark)
}

// finish does what a chat wants beside a message that was sent: it publishes it, and
// opens a thread under it. Where that fails the message stays as it is. threaded tells
// whether there may be a thread now.
func (s threads) finish(ctx context.Context, m delivery.Message, id string) (threaded bool) {
	message := discordgo.EndpointChannelMessage(m.Chat.Key, id)
	if m.Publish {
		if code, err := s.ask(ctx, http.MethodPost, message+"/crosspost", nil); err != nil && code != codePublished {
			s.log.Warn("a message could not be published", "code", code, "error", err)
		}
	}
	if !m.Thread {
		return false
	}
	code, err := s.ask(ctx, http.MethodPost, message+"/threads", opened{postName(m), openFor})
	if err == nil || code == codeThreadOpened {
		return true
	}
	s.log.Warn("a thread could not be opened under a message", "code", code, "error", err)
	var unknown *delivery.InDoubtError
	return errors.As(err, &unknown)
}

// nameless is what a thread is called that may not say any more what it was about.
const nameless = "…"

// close ends a thread whose first message was taken back; "" is none. Its name is
// another one, and nobody can answer: to lock it the bot has to manage threads, else it
// is archived alone. Where the bot may do neither that stands in the log; the error is
// one that may pass.
func (s threads) close(ctx context.Context, thread, called string) error {
	if thread == "" {
		return nil
	}
	change := threadChange{Name: called, Archived: new(true), Locked: new(true)}
	code, err := s.changeThread(ctx, thread, change)
	if code == discordgo.ErrCodeMissingPermissions {
		change.Locked = nil
		code, err = s.changeThread(ctx, thread, change)
	}
	var (
		gone    *delivery.GoneError
		refused *delivery.RefusedError
	)
	switch {
	case code == discordgo.ErrCodeUnknownChannel:
		return nil
	case errors.As(err, &gone), errors.As(err, &refused):
		s.log.Warn("the thread of what was taken back could not be closed", "code", code, "error", err)
		return nil
	}
	return err
}

// changeThread changes a thread, archived or not.
func (s threads) changeThread(ctx context.Context, thread string, change threadChange) (code int, err error) {
	err = s.awake(ctx, thread, func() error {
		code, err = s.ask(ctx, http.MethodPatch, discordgo.EndpointChannel(thread), change)
		return err
	})
	return code, err
}

// deletePost removes a post in which nobody else has written. Where somebody has, or
// the bot may not, it is a delivery.RefusedError: then its first message can be changed.
func (s threads) deletePost(ctx context.Context, thread string) error {
	own, err := s.onlyOwn(ctx, thread)
	switch {
	case err != nil:
		return ofPost(err)
	case !own:
		return &delivery.RefusedError{Err: errAnswered}
	}
	code, err := s.ask(ctx, http.MethodDelete, discordgo.EndpointChannel(thread), nil)
	var gone *delivery.GoneError
	switch {
	case code == discordgo.ErrCodeUnknownChannel:
		return &delivery.MissingError{Err: errPostGone}
	case errors.As(err, &gone):
		return &delivery.RefusedError{Err: errKept}
	}
	return err
}

// onlyOwn tells whether all that stands in a post is the bot's own. What it cannot read
// may be somebody else's.
func (s threads) onlyOwn(ctx context.Context, thread string) (bool, error) {
	self, err := s.myself(ctx)
	if err != nil {
		return false, err
	}
	recent, readable, err := s.recent(ctx, thread)
	if err != nil || !readable || len(recent) == readBack {
		return false, err
	}
	return !slices.ContainsFunc(recent, func(w written) bool { return w.Author.ID != self }), nil
}

// Why a post is not deleted.
var (
	errKept     = errors.New("the bot may not delete the post")
	errAnswered = errors.New("others have written in the post")
)
