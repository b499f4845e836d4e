package pray

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// TellCommand is what *Tell the editors* does.
func TellCommand() session.Command {
	return session.Command{
		Row:  reply.Row{Name: "tell", Role: reply.Anyone, Params: []reply.Param{{Name: argReason, Inner: true}, {Name: argItem, Inner: true}, {Name: argDate, Inner: true}}},
		Read: readTell, Run: tell, Hidden: true, Shows: true,
	}
}

// argReason is what is wrong; "" asks.
const argReason = "reason"

// readTell takes a line apart: "harm kp-camps 2026-11-24", or "kp-camps" alone.
func readTell(_ *session.Session, line string) (reply.Args, error) {
	line, day := cutDay(line)
	reason, key := reply.CutWord(line)
	if key == "" {
		reason, key = "", reason
	}
	return reply.Args{argReason: reason, argItem: key, argDate: day}, nil
}

// tell asks what is wrong with something, and counts the answer.
func tell(ctx context.Context, s *session.Session) (reply.Reply, error) {
	about, err := asked(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	reason := record.ConcernReason(s.Arg(argReason))
	if !slices.Contains(record.ConcernReasons(), reason) {
		return askReason(s, about), nil
	}
	if err := noteConcern(ctx, s, about.key, reason); err != nil {
		return reply.Reply{}, err
	}
	thanks := s.Replace("concern.thanks")
	thanks.Buttons = [][]reply.Button{{{Label: s.Say("button.back_to_it"), Do: about.show}}}
	return thanks, nil
}

// askReason offers the reasons.
func askReason(s *session.Session, about item) reply.Reply {
	var rows [][]reply.Button
	for _, reason := range record.ConcernReasons() {
		rows = append(rows, []reply.Button{{Label: s.Say("button.concern_" + string(reason)), Do: "tell " + string(reason) + " " + about.key + about.day}})
	}
	rows = append(rows, []reply.Button{{Label: s.Say("button.back_to_it"), Do: about.show}})
	return s.Picker(about.title, s.Say("concern.ask"), rows)
}

// noteConcern counts a reason, and brings the first about an item on a day to the
// operators. Nothing is kept or passed on of who gave it. What was cut off in
// between, the next one goes on with.
func noteConcern(ctx context.Context, s *session.Session, key string, reason record.ConcernReason) error {
	now := s.Request.Now
	id, err := s.Store().CountConcern(ctx, content.DateOf(now.UTC()), key, reason, s.Random()[:8])
	if err != nil {
		return fmt.Errorf("count a concern: %w", err)
	}
	if len(s.Operators()) == 0 {
		return nil
	}
	_, err = s.Store().Announcement(ctx, id, now)
	if errors.Is(err, record.ErrNotFound) {
		err = s.Store().SaveDraft(ctx, record.Announcement{
			ID: id, To: record.Audience{Kind: record.ToOperators, Key: key}, Text: string(reason), State: record.StateDraft, Created: now,
		})
	}
	if err == nil || errors.Is(err, record.ErrStale) { // somebody was faster
		_, _, err = s.Store().Confirm(ctx, id, 0, len(s.Operators()), now)
	}
	if err != nil {
		return fmt.Errorf("bring a concern to the operators: %w", err)
	}
	return nil
}

// ConcernNotice is the word of a concern, as the operators receive it.
func ConcernNotice(env *session.Env, a record.Announcement, language string) reply.Reply {
	s := env.Session(reply.Request{Language: language, Now: a.Created})
	title, show := a.To.Key, ""
	if about, err := itemOf(s, env.WholeLibrary(), a.To.Key, content.DateOf(a.Created)); err == nil {
		title, show = about.title, about.show
	}
	with := words.With{"Title": title, "ID": strings.TrimPrefix(a.To.Key, reply.Keyed("")), "Reason": s.Say("button.concern_" + a.Text)}
	notice := reply.Reply{
		Blocks:  []reply.Block{{Kind: reply.Paragraph, Text: s.Say("concern.what", with)}, {Kind: reply.Note, Text: s.Say("concern.rest")}},
		Accent:  reply.AccentQuestion,
		Neutral: s.Say("concern.title"),
	}
	if show != "" {
		notice.Buttons = append(notice.Buttons, []reply.Button{{Label: s.Say("button.show_it"), Do: show}})
	}
	if _, country := reply.ReadKeyed(a.To.Key); !country {
		notice.Blocks = append(notice.Blocks, reply.Block{Kind: reply.Note, Text: s.Say("concern.recall", with)})
	}
	return notice
}
