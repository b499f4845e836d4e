// Package recall withdraws a point or a post that was found dangerous: it is not
// sent and not shown any more, and what was sent of it lately is taken back.
//
// It never deletes a message itself: that is for the outbox, at its pace. What is
// withdrawn is stored before anything is taken back, so that a crash in between
// leaves nothing in force that was withdrawn; to withdraw it again goes on.
package recall

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// A Subject is what can be withdrawn.
type Subject struct {
	ID    string
	Title string         // of the point or the post; "" where the content does not hold it any more
	Chats int            // in how many chats it would be taken back, where it is not withdrawn yet
	Since *record.Recall // nil: it is not withdrawn
	Done  Progress       // how far taking it back is, where it is withdrawn
}

// Progress counts the chats from which something is taken back.
type Progress struct {
	Deleted, Replaced, Waiting, Failed int
}

// titleOf is the title of a point or post in a voice's language, else in English.
func titleOf(library *content.Library, voice words.Voice, u content.Unit) string {
	if texts, found := library.Translated(voice.Language, u); found {
		return texts[content.FieldTitle]
	}
	return u.Field(content.FieldTitle)
}

// Find looks for what has an id (of a point) or a key (of a post). A Problem
// says that there is none, in a voice.
func Find(ctx context.Context, env *session.Env, voice words.Voice, id string, now time.Time) (Subject, error) {
	subject := Subject{ID: strings.TrimSpace(id)}
	library := env.WholeLibrary()
	if p := library.Point(subject.ID); p != nil {
		subject.Title = titleOf(library, voice, p.Unit())
	}
	if p := library.Post(subject.ID); p != nil {
		subject.Title = titleOf(library, voice, p.HeadUnit())
	}
	all, err := env.Store().Recalls(ctx)
	if err != nil {
		return Subject{}, fmt.Errorf("read what is withdrawn: %w", err)
	}
	if i := slices.IndexFunc(all, func(r record.Recall) bool { return r.ID == subject.ID }); i >= 0 {
		subject.Since = &all[i]
		subject.Done, err = progress(ctx, env, all[i])
		return subject, err
	}
	if subject.Title == "" {
		return Subject{}, reply.Problem(voice.Say("recall.unknown", words.With{"ID": subject.ID}))
	}
	subject.Chats, err = env.Store().Audience(ctx, newAnnouncement(env, subject, "", now))
	if err != nil {
		err = fmt.Errorf("count the chats: %w", err)
	}
	return subject, err
}

// progress is how far a recall has come.
func progress(ctx context.Context, env *session.Env, r record.Recall) (p Progress, err error) {
	copies, err := env.Store().Progress(ctx, r.Announcement)
	if err != nil {
		return p, fmt.Errorf("count what was taken back: %w", err)
	}
	for state, n := range copies {
		switch state.Kind {
		case record.CopyRetracted:
			p.Deleted += n
		case record.CopyReplaced:
			p.Replaced += n
		case record.CopySent:
			p.Waiting += n
		default:
			p.Failed += n
		}
	}
	return p, nil
}

// newAnnouncement is what brings a recall to the chats: its copies are the
// messages that are taken back.
func newAnnouncement(env *session.Env, s Subject, person string, now time.Time) record.Announcement {
	return record.Announcement{
		ID: env.Random()[:8], To: record.Audience{Kind: record.ToRecall, Key: s.ID},
		Person: person, State: record.StateDraft, Created: now,
	}
}

// Start withdraws something, in somebody's name ("" is the operator at the
// machine). Where it is withdrawn already, nothing happens, unless taking it
// back had not begun.
func Start(ctx context.Context, env *session.Env, s Subject, person string, now time.Time) error {
	if s.Since != nil {
		begun, err := hasBegun(ctx, env, *s.Since, now)
		if err != nil || begun {
			return err
		}
	}
	a := newAnnouncement(env, s, person, now)
	if err := env.Store().SaveDraft(ctx, a); err != nil {
		return fmt.Errorf("note a recall: %w", err)
	}
	if err := env.Store().SaveRecall(ctx, record.Recall{ID: s.ID, Announcement: a.ID, At: now, Person: person}); err != nil {
		return fmt.Errorf("withdraw something: %w", err)
	}
	if _, _, err := env.Store().Confirm(ctx, a.ID, a.Edition, s.Chats, now); err != nil {
		return fmt.Errorf("begin a recall: %w", err)
	}
	return env.RefreshNow(ctx, now)
}

// hasBegun tells whether the messages of a recall are being taken back, were, or
// are too old for it.
func hasBegun(ctx context.Context, env *session.Env, r record.Recall, now time.Time) (bool, error) {
	a, err := env.Store().Announcement(ctx, r.Announcement, now)
	switch {
	case errors.Is(err, record.ErrNotFound):
		return now.Sub(r.At) > record.RecallSpan, nil
	case err != nil:
		return false, fmt.Errorf("read a recall: %w", err)
	}
	return a.Sent(), nil
}

// End brings something back: it may be sent and shown again. What was not taken
// back by now stays where it is.
func End(ctx context.Context, env *session.Env, voice words.Voice, s Subject, now time.Time) error {
	if s.Since == nil {
		return reply.Problem(voice.Say("recall.not", words.With{"ID": s.ID}))
	}
	if err := env.Store().EndRecall(ctx, s.ID); err != nil {
		return fmt.Errorf("bring something back: %w", err)
	}
	err := env.Store().Amend(ctx, s.Since.Announcement, record.Amendment{State: record.StateStopped}, now)
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		return fmt.Errorf("end a recall: %w", err)
	}
	return env.RefreshNow(ctx, now)
}

// Note is what stands in the place of a message that cannot be deleted.
func Note(env *session.Env, language string) reply.Reply {
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: env.VoiceIn(language).Say("recall.note")}}}
}
