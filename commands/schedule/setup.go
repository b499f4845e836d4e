package schedule

import (
	"context"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
	"prayerbot/content/places"
)

// setupName is the command that sets up a subscription one step after the other.
const setupName = "setup"

// The parameters of buttons that lead to a step: which one, and what was chosen
// there.
const (
	argStep  = "step"
	argValue = "value"
)

// The steps of a set-up, as its buttons name them.
const (
	stepTime   = "time" // with a time behind it, that was chosen
	stepHours  = "hours"
	stepPlace  = "place"
	stepFor    = "for"
	stepCheck  = "check"  // all that was chosen
	stepSample = "sample" // with what would come today above it
	stepYes    = "yes"    // in a set-up behind the mark of the question that showed all that was chosen
	stepLeave  = "not"
	stepPing   = "ping" // with the key of a role behind it, or that nobody is pinged
)

// argSaid is what was typed under all that was chosen.
const argSaid = "said"

// A Sample is the point that a chat would be sent today for a selection, which another
// feature knows.
type Sample func(ctx context.Context, s *session.Session, sel content.Selection) (reply.Reply, error)

// SetupCommand is the row of /setup: what /subscribe does, as a conversation. What
// was chosen so far stands in the question that waits, so that each step can be
// answered by a button or by a text, and left.
func SetupCommand(sample Sample) session.Command {
	row := reply.Row{Name: setupName, Role: reply.Moderator, Sends: true}
	for _, name := range []string{argStep, argValue, argTime, argPlace, argWhat, argFor, argOn, argCannot, argAlso, argOpen, argTag, argSaid, argHow} {
		row.Params = append(row.Params, reply.Param{Name: name, Inner: true, IsPlace: name == argPlace})
	}
	row.Params = append(append(row.Params, session.ChatParam(), session.AnywayParam(), reply.Param{Name: argPing, Inner: true}), toggleParams()...)
	return session.Command{Row: row, Read: readSetup, Run: func(ctx context.Context, s *session.Session) (reply.Reply, error) { return setup(ctx, s, sample) }, KeepsQuestion: true}
}

// readSetup takes the line of a button apart: a step, and what was chosen there. What
// is typed behind the command is a wish.
func readSetup(s *session.Session, line string) (reply.Args, error) {
	if s.Request.Payload == "" && line != "" {
		return readWish(s, line)
	}
	step, value := reply.CutWord(line)
	return reply.Args{argStep: step, argValue: value}, nil
}

// setup answers a step, and asks for what is still missing. sample may be nil.
func setup(ctx context.Context, s *session.Session, sample Sample) (reply.Reply, error) {
	value := s.Arg(argValue)
	step, err := chosenStep(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	if step == stepLeave {
		s.EndQuestion(ctx)
		return leftReply(s, chat), nil
	}
	if step == stepTime && value != "" {
		s.SetArg(argTime, value)
		step = ""
	}
	if t, is := toggleOf(step); is {
		s.SetArg(string(t.setting), value)
	}
	if step == stepHow && takeHow(s) {
		step = ""
	}
	if step == stepPing && value != "" {
		if err := takeRole(ctx, s, value); err != nil {
			return reply.Reply{}, err
		}
		step = ""
	}
	readWholeWish(s)
	if len(chat.Subscriptions) >= record.MaxSubscriptions {
		return reply.Reply{}, s.Problem("problem.five")
	}
	f, err := newFlow(s, chat)
	if err != nil {
		return reply.Reply{}, err
	}
	f.sample = sample
	answer, err := f.at(ctx, step)
	return s.ExplainedAll(f.wish.wanted, answer), err
}

// chosenStep is the step that is answered, with all that was chosen in those before it.
func chosenStep(ctx context.Context, s *session.Session) (step string, err error) {
	step = s.Arg(argStep)
	switch said := s.Arg(argSaid); {
	case step == stepLeave:
		return step, nil
	case step == stepYes || strings.HasPrefix(step, session.ThisQuestion): // what begins is what stands above the button
		if _, err := s.QuestionUnder(ctx, step); err != nil {
			return "", err
		}
		step = stepYes
	case s.Own.MeansYes(said) || s.Own.MeansFine(said): // the question brings what was chosen
		return stepYes, nil
	case said != "": // another time, with which they may say more
		s.SetArg(argTime, said)
	}
	return step, recallSteps(ctx, s, step)
}

// leftReply ends the matter.
func leftReply(s *session.Session, chat record.Chat) reply.Reply {
	if len(chat.Subscriptions) > 0 {
		return s.Replace("question.left")
	}
	return s.Replace("setup.left")
}

// recallSteps takes up what was chosen in the steps before. Only the choice of a time
// can begin a set-up.
func recallSteps(ctx context.Context, s *session.Session, step string) error {
	if step == "" {
		return nil
	}
	q, is := s.Question(ctx)
	if !is || q.Command != setupName {
		if step == stepTime || step == stepHours {
			return nil
		}
		return s.Problem("question.gone")
	}
	if !s.IsAbout(q.Args) {
		return s.Problem("question.gone")
	}
	for name, value := range q.Args {
		s.SetArg(name, value)
	}
	return nil
}

// readWholeWish understands who answers the question for the time with all that they
// want: "7am lagos for Nigeria".
func readWholeWish(s *session.Session) {
	text := s.Arg(argTime)
	if _, is := readClock(s, text); text == "" || is {
		return
	}
	args, err := readWish(s, text)
	if err != nil || args[argTime] == "" {
		return // it is no time, which is said where it is read
	}
	for name, value := range args {
		if value != "" {
			s.SetArg(name, value)
		}
	}
}

// A setupFlow is a set-up at one of its steps.
type setupFlow struct {
	s      *session.Session
	chat   record.Chat
	wish   subscribeArgs
	keys   reply.Args // what is chosen so far
	sample Sample     // nil is none
}

// newFlow reads what is chosen so far.
func newFlow(s *session.Session, chat record.Chat) (*setupFlow, error) {
	w, err := parseWish(s)
	f := &setupFlow{s: s, chat: chat, wish: w, keys: w.keys()}
	if zone, is := reply.ReadKeyed(w.place); is && places.Valid(zone) {
		f.keys[argPlace] = w.place
	}
	return f, err
}

// at is the answer to a step.
func (f *setupFlow) at(ctx context.Context, step string) (reply.Reply, error) {
	switch step {
	case stepTime:
		return f.askTime(ctx), nil
	case stepHours:
		return f.askHours(ctx), nil
	case stepPlace:
		return f.askPlace(ctx), nil
	case stepFor:
		return f.askFor(ctx), nil
	case stepPing:
		return f.askRole(ctx), nil
	case stepHow:
		return f.askHow(ctx), nil
	}
	if f.wish.isOpen(f.s) {
		return f.wish.askFor(ctx, f.s, f.asking())
	}
	return f.next(ctx, step)
}

// next asks for what is missing, the time first, or shows what was chosen. Where
// nothing is missing and the step agrees to it, or answers what is asked only after
// that, it is stored.
func (f *setupFlow) next(ctx context.Context, step string) (reply.Reply, error) {
	s, w := f.s, &f.wish
	if f.keys[argPlace] == "" && w.place != "" { // typed text is not kept while the time is asked
		here, question, err := f.here(ctx)
		if err != nil || question != nil {
			return orEmpty(question), err
		}
		f.keys[argPlace], w.place = reply.Keyed(here.zone), reply.Keyed(here.zone)
	}
	if w.clock == nil && w.cannot == "" {
		return f.askTime(ctx), nil
	}
	if w.cannot != "" || w.at == nil && w.clock.Instant.IsZero() {
		if question := w.settle(ctx, s, clockPlace{zone: "Etc/UTC"}, f.asking()); question != nil {
			return *question, nil
		}
	}
	here, question, err := f.here(ctx)
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	f.keys[argPlace] = reply.Keyed(here.zone)
	if question := w.settle(ctx, s, here, f.asking()); question != nil {
		return *question, nil
	}
	f.keys[argTime] = w.at.String()
	switch {
	case w.pick == nil:
		return f.askFor(ctx), nil
	case step != stepYes && s.Arg(session.ArgAnyway) == "" && s.Arg(argTag) == "":
		return f.check(ctx, here, step)
	}
	s.EndQuestion(ctx)
	here.sure = true
	return addSubscription(ctx, s, *w, here, f.asking())
}

// here is where the asker is: what they have said, else what the chat knows; else the
// reply asks.
func (f *setupFlow) here(ctx context.Context) (clockPlace, *reply.Reply, error) {
	if f.wish.place != "" {
		return f.picker().find(ctx, f.s, f.wish.place)
	}
	if zone := f.chat.Zone; zone != "" {
		return clockPlace{zone, session.City(zone), true}, nil, nil
	}
	question := f.askPlace(ctx)
	return clockPlace{}, &question, nil
}
