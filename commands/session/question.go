package session

import (
	"context"
	"errors"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/words"
)

// Ask makes a reply a question: what the asker says next in private, or in reply
// to the bot in a group, is the argument param of the command, to which keys are
// the other arguments so far. keys hold nothing that somebody typed. The reply
// gets a button that leaves the question, and says that the answer may be typed,
// such as example. Where the question cannot be kept, its buttons do what they say
// all the same.
func (s *Session) Ask(ctx context.Context, r reply.Reply, param string, keys reply.Args, example string) reply.Reply {
	return s.GoOn(ctx, r, record.Question{Command: s.Command.Name, Param: param, Args: keys}, example)
}

// GoOn is Ask for a question as it is kept: that of another command, or the next
// page of one that waits already.
func (s *Session) GoOn(ctx context.Context, r reply.Reply, q record.Question, example string) reply.Reply {
	r = s.Await(ctx, r, q, example)
	r.Buttons = append(r.Buttons, []reply.Button{{Label: s.Say("button.leave"), Do: LeaveQuestion}})
	return r
}

// Await is GoOn for a question that has buttons of its own to leave it.
func (s *Session) Await(ctx context.Context, r reply.Reply, q record.Question, example string) reply.Reply {
	s.Wait(ctx, q)
	r.Buttons = marked(r.Buttons, ThisQuestion+s.asked(q).Mark())
	r.Accent = reply.AccentQuestion
	if example != "" {
		r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say(s.howToAnswer(), words.With{"Example": example})})
	}
	return r
}

// howToAnswer is the sentence that says how else than by a button.
func (s *Session) howToAnswer() string {
	switch {
	case !s.Request.Hears:
		return "question.again"
	case s.Request.Private, s.Request.Channel: // what is asked of a channel is asked in private
		return "question.type"
	}
	return "question.reply"
}

// Types tells whether a command that is typed where the answer is shown is about the
// chat that the session is about.
func (s *Session) Types() bool { return !s.Request.Through && !s.Elsewhere() }

// HowTyped is small print on what can be typed; none where it would be about another
// chat.
func (s *Session) HowTyped(name string, with ...words.With) []reply.Block {
	if !s.Types() {
		return nil
	}
	return []reply.Block{{Kind: reply.Note, Text: s.Say(name, with...)}}
}

// SayTyped is a sentence that says what to type, or another one where that would be
// about another chat.
func (s *Session) SayTyped(typed, otherwise string, with ...words.With) string {
	if s.Types() {
		return s.Say(typed, with...)
	}
	return s.Say(otherwise, with...)
}

// The commands of buttons under a question.
const (
	LeaveQuestion  = "cancel" // ends it
	AnswerQuestion = "answer" // answers it with the key behind it
)

// ThisQuestion, as the first word behind the command of a button's line, is the question
// under which the button stands. Await puts the question's mark behind it, so that the
// button answers no other one.
const ThisQuestion = "?"

// AnswerButton is a button that answers the question under which it stands with a key.
func AnswerButton(label, key string) reply.Button {
	return reply.Button{Label: label, Do: AnswerQuestion + " " + ThisQuestion + " " + reply.Keyed(key)}
}

// marked are buttons of which those that name ThisQuestion carry its mark.
func marked(rows [][]reply.Button, mark string) [][]reply.Button {
	all := make([][]reply.Button, len(rows))
	for i, row := range rows {
		all[i] = slices.Clone(row)
		for j, b := range row {
			words := strings.SplitN(b.Do, " ", 3)
			if len(words) > 1 && words[1] == ThisQuestion {
				words[1] = mark
				all[i][j].Do = strings.Join(words, " ")
			}
		}
	}
	return all
}

// Wait keeps a question, without a word of it: one whose reply has buttons of its
// own for every answer, or whose answer did not fit.
func (s *Session) Wait(ctx context.Context, q record.Question) {
	q = s.asked(q)
	if err := s.questions().save(ctx, q); err != nil {
		s.Log().Warn("a question could not be kept", "command", q.Command, "error", err)
	}
}

// asked is a question as it is kept: when it was asked, and about which chat.
func (s *Session) asked(q record.Question) record.Question {
	q.Asked, q.Args = s.Request.Now, s.withPlace(q.Args)
	return q
}

// questions keeps what the asker is asked.
func (s *Session) questions() questions { return questions{s.Env, &s.Asker} }

// Question is what the asker was asked in this chat; false where they were asked
// nothing of late.
func (s *Session) Question(ctx context.Context) (record.Question, bool) {
	q, err := s.questions().find(ctx)
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		s.Log().Warn("a question could not be read", "error", err)
	}
	return q, err == nil
}

// QuestionUnder is the question under which a button stands, as the first word of its
// line names it; a Problem where it does not wait any more, or another one does.
func (s *Session) QuestionUnder(ctx context.Context, word string) (record.Question, error) {
	q, is := s.Question(ctx)
	if !is || word != ThisQuestion+q.Mark() {
		return record.Question{}, s.Problem("question.gone")
	}
	return q, nil
}

// EndQuestion forgets what the asker was asked.
func (s *Session) EndQuestion(ctx context.Context) {
	if err := s.questions().end(ctx); err != nil {
		s.Log().Warn("a question could not be forgotten", "error", err)
	}
}
