package recall

import (
	"context"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// RecallCommand is the command of the operators. No menu shows it.
func RecallCommand() session.Command {
	return session.Command{
		Row:  reply.Row{Name: "recall", Role: reply.Anyone, Private: true, Params: []reply.Param{{Name: session.Do, Inner: true}, {Name: argID, Inner: true}}},
		Read: read, Run: run, Hidden: true,
	}
}

// argID is the id of a point or the key of a post.
const argID = "id"

// read takes a line apart: "yes kp-camps", or "kp-camps" alone.
func read(_ *session.Session, line string) (reply.Args, error) {
	do, id := reply.CutWord(line)
	if id == "" {
		do, id = "", do
	}
	return reply.Args{session.Do: do, argID: id}, nil
}

// run answers an operator; it shows first what would happen.
func run(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if !s.IsOperator() {
		return reply.Reply{}, s.Problem("recall.operators")
	}
	answer, err := answer(ctx, s)
	if answer.Visibility == reply.ForChat {
		answer.Visibility = reply.Private
	}
	return answer, err
}

func answer(ctx context.Context, s *session.Session) (reply.Reply, error) {
	id := s.Arg(argID)
	if id == "" {
		return list(ctx, s)
	}
	subject, err := Find(ctx, s.Env, s.Own, id, s.Request.Now)
	if err != nil {
		return reply.Reply{}, err
	}
	switch s.Arg(session.Do) {
	case "yes":
		if err := Start(ctx, s.Env, subject, s.User().String(), s.Request.Now); err != nil {
			return reply.Reply{}, err
		}
		return again(ctx, s, id)
	case "undo":
		if err := End(ctx, s.Env, s.Own, subject, s.Request.Now); err != nil {
			return reply.Reply{}, err
		}
		return inPlace(s.Sentence("recall.ended", words.With{"ID": subject.ID})), nil
	case "", "status":
		if subject.Since != nil {
			return status(s, subject), nil
		}
		return ask(s, subject), nil
	}
	return list(ctx, s)
}

// inPlace puts an answer where the question was.
func inPlace(r reply.Reply) reply.Reply {
	r.Visibility = reply.InPlace
	return r
}

// again shows how it stands now.
func again(ctx context.Context, s *session.Session, id string) (reply.Reply, error) {
	subject, err := Find(ctx, s.Env, s.Own, id, s.Request.Now)
	if err != nil {
		return reply.Reply{}, err
	}
	return inPlace(status(s, subject)), nil
}

// ask says what would happen, and asks.
func ask(s *session.Session, subject Subject) reply.Reply {
	with := words.With{"ID": subject.ID, "Title": subject.Title}
	return reply.Reply{
		Title: s.Say("recall.ask", with),
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: words.Sentences(s.Say("recall.what", with), s.Count("recall.chats", subject.Chats))},
			{Kind: reply.Paragraph, Text: s.Say("recall.type", with)},
		},
		Buttons: buttons(s.Say("button.recall"), "recall yes "+subject.ID),
	}
}

// status says how far a recall has come.
func status(s *session.Session, subject Subject) reply.Reply {
	done := subject.Done
	answer := reply.Reply{
		Title: s.Say("recall.withdrawn", words.With{"ID": subject.ID}),
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: s.Say("recall.progress", words.With{
				"Deleted": done.Deleted, "Replaced": done.Replaced, "Waiting": done.Waiting, "Failed": done.Failed,
			})},
			{Kind: reply.Paragraph, Text: s.Say("recall.undo_type", words.With{"ID": subject.ID})},
		},
	}
	answer.Buttons = append(buttons(s.Say("button.progress"), "recall status "+subject.ID), buttons(s.Say("button.recall_undo"), "recall undo "+subject.ID)...)
	return answer
}

// buttons are a row with one button; none where a platform could not hand it
// back: what to type says the same.
func buttons(label, do string) [][]reply.Button {
	b := reply.Button{Label: label, Do: do}
	if len(b.Payload()) > reply.MaxPayload {
		return nil
	}
	return [][]reply.Button{{b}}
}

// list says what is withdrawn, with the way to each, and how something is.
func list(ctx context.Context, s *session.Session) (reply.Reply, error) {
	all, err := s.Store().Recalls(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	answer := s.Sentence("recall.how")
	if len(all) > 0 {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Heading, Text: s.Say("recall.list")}, listed(all))
		answer.Buttons = seen(s, all)
	}
	return answer, nil
}

// mostSeen is how many of what is withdrawn have a button: the newest, as many as a
// platform shows.
const mostSeen = 20

// seen are the buttons that lead to how each recall stands.
func seen(s *session.Session, all []record.Recall) [][]reply.Button {
	newest := slices.SortedStableFunc(slices.Values(all), func(a, b record.Recall) int { return b.At.Compare(a.At) })
	var row []reply.Button
	for _, r := range newest[:min(len(newest), mostSeen)] {
		for _, see := range buttons(s.Label("button.recall_see", words.With{"ID": r.ID}), "recall status "+r.ID) {
			row = append(row, see...)
		}
	}
	return session.RowsOf(2, row)
}

func listed(all []record.Recall) reply.Block {
	block := reply.Block{Kind: reply.List}
	for _, r := range all {
		block.Items = append(block.Items, reply.Item{Text: r.ID})
	}
	return block
}
