package schedule

import (
	"context"
	"maps"
	"strconv"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// An asking is how a command asks for what is not clear of a wish, so that the answer
// goes on with it.
type asking struct {
	command string     // which goes on with the answer
	keys    reply.Args // its arguments beside those of the wish, before which they go
	// await makes a reply the question, with its buttons to leave it; nil is as every
	// question is left.
	await func(ctx context.Context, s *session.Session, r reply.Reply, q record.Question, example string) reply.Reply
}

// subscribing is how /subscribe asks.
func subscribing() asking { return asking{command: subscribeName} }

// changingOne is how /schedule asks that changes the subscription of a number.
func changingOne(id int) asking {
	return asking{command: "schedule", keys: reply.Args{session.Do: "change", argWhich: strconv.Itoa(id)}}
}

// with is an asking that has one more argument.
func (a asking) with(name, value string) asking {
	keys := reply.Args{name: value}
	maps.Copy(keys, a.keys)
	keys[name] = value
	a.keys = keys
	return a
}

// args are the arguments with which a wish goes on.
func (a asking) args(w subscribeArgs) reply.Args {
	args := w.keys()
	maps.Copy(args, a.keys)
	return args
}

// then is what goes on with a wish that is clear, whatever is asked besides.
func (a asking) then(s *session.Session, w subscribeArgs) record.Question {
	q := record.Question{Command: a.command, Args: a.args(w)}
	for _, name := range []string{session.ArgAnyway, argTag} {
		if value := s.Arg(name); value != "" {
			q.Args[name] = value
		}
	}
	return q
}

// ask makes a reply a question for one of the arguments.
func (a asking) ask(ctx context.Context, s *session.Session, r reply.Reply, param string, args reply.Args, example string) reply.Reply {
	q := record.Question{Command: a.command, Param: param, Args: args}
	if a.await != nil {
		return a.await(ctx, s, r, q, example)
	}
	return s.GoOn(ctx, r, q, example)
}
