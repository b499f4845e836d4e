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

// Questions are what a session asks back, and whose answer it waits for.
type Questions struct {
	env     *Env
	req     *reply.Request
	speech  *Speech
	asker   *Asker
	target  *Target
	command *Command // that is answered
}

// Ask makes a reply a question: what the asker says next in private, or in reply
// to the bot in a group, is the argument param of the command, to which keys are
// the other arguments so far. keys hold nothing that somebody typed. The reply
// gets a button that leaves the question, and says that the answer may be typed,
// such as example. Where the question cannot be kept, its buttons do what they say
// all the same.
func (qs *Questions) Ask(ctx context.Context, r reply.Reply, param string, keys reply.Args, example string) reply.Reply {
	return qs.GoOn(ctx, r, record.Question{Command: qs.command.Name, Param: param, Args: keys}, example)
}

// GoOn is Ask for a question as it is kept: that of another command, or the next
// page of one that waits already.
func (qs *Questions) GoOn(ctx context.Context, r reply.Reply, q record.Question, example string) reply.Reply {
	r = qs.Await(ctx, r, q, example)
	r.Buttons = append(r.Buttons, []reply.Button{{Label: qs.speech.Say("button.leave"), Do: LeaveQuestion}})
	return r
}

// Await is GoOn for a question that has buttons of its own to leave it.
func (qs *Questions) Await(ctx context.Context, r reply.Reply, q record.Question, example string) reply.Reply {
	qs.Wait(ctx, q)
	r.Buttons = marked(r.Buttons, ThisQuestion+qs.asked(q).Mark())
	r.Accent = reply.AccentQuestion
	if example != "" {
		r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Paragraph, Text: qs.speech.Say(qs.howToAnswer(), words.With{"Example": example})})
	}
	return r
}

// howToAnswer is the sentence that says how else than by a button.
func (qs *Questions) howToAnswer() string {
	switch {
	case !qs.req.Hears:
		return "question.again"
	case qs.req.Private, qs.req.Channel, qs.req.Through: // what is asked of another chat is asked in private
		return "question.type"
	}
	return "question.reply"
}

// The commands of buttons under a question.
const (
	LeaveQuestion  = "cancel" // ends it
	AnswerQuestion = "answer" // answers it with the key behind it
)

// ThisQuestion is, as the first word behind the command of a button's line, the question
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
func (qs *Questions) Wait(ctx context.Context, q record.Question) {
	q = qs.asked(q)
	if err := qs.kept().save(ctx, q); err != nil {
		qs.env.Log().Warn("a question could not be kept", "command", q.Command, "error", err)
	}
}

// asked is a question as it is kept: when it was asked, and about which chat.
func (qs *Questions) asked(q record.Question) record.Question {
	q.Asked, q.Args = qs.req.Now, qs.target.withPlace(q.Args)
	return q
}

// kept is where what the asker is asked is kept.
func (qs *Questions) kept() keptQuestions { return keptQuestions{qs.env, qs.asker} }

// Question is what the asker was asked in this chat; false where they were asked
// nothing of late.
func (qs *Questions) Question(ctx context.Context) (record.Question, bool) {
	q, err := qs.kept().find(ctx)
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		qs.env.Log().Warn("a question could not be read", "error", err)
	}
	return q, err == nil
}

// QuestionUnder is the question under which a button stands, as the first word of its
// line names it; a Problem where it does not wait any more, or another one does.
func (qs *Questions) QuestionUnder(ctx context.Context, word string) (record.Question, error) {
	q, is := qs.Question(ctx)
	if !is || word != ThisQuestion+q.Mark() {
		return record.Question{}, qs.speech.Problem("question.gone")
	}
	return q, nil
}

// EndQuestion forgets what the asker was asked.
func (qs *Questions) EndQuestion(ctx context.Context) {
	if err := qs.kept().end(ctx); err != nil {
		qs.env.Log().Warn("a question could not be forgotten", "error", err)
	}
}
