package gateway

import (
	"errors"

	"github.com/gorilla/websocket"
)

// A FatalError says in one sentence why no session can be had until an operator
// acts.
type FatalError struct {
	Code   int // Discord's close code
	Reason string
}

func (e *FatalError) Error() string { return e.Reason }

// Is tells whether another error is of the same code.
func (e *FatalError) Is(other error) bool {
	fatal, is := other.(*FatalError)
	return is && fatal.Code == e.Code
}

// A fate is what follows for a session when the gateway closes a connection.
type fate int

const (
	resume fate = iota // the session goes on, on another connection
	anew               // the session is over, and another one is begun
	stop               // no session can be had
)

// A closing is what a close code means.
type closing struct {
	fate   fate
	reason string
}

func (c closing) fatal(code int) *FatalError { return &FatalError{code, c.reason} }

const (
	refusedToken  = 4004
	needsSharding = 4011
)

// closes are the codes with which the gateway closes a connection
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes).
var closes = map[int]closing{
	4000:          {resume, "the gateway does not know what went wrong"},
	4001:          {resume, "the gateway does not know the opcode that it was sent"},
	4002:          {resume, "the gateway could not read what it was sent"},
	4003:          {anew, "something was sent before the session was open"},
	refusedToken:  {stop, "the token was refused: copy it again from your application's page Bot"},
	4005:          {resume, "the bot said twice who it is"},
	4007:          {anew, "the session was resumed from an event that the gateway has not sent"},
	4008:          {resume, "too much was sent to the gateway at once"},
	4009:          {anew, "the session has timed out"},
	4010:          {stop, "the gateway refuses the number of this shard: a newer version of the bot is needed"},
	needsSharding: {stop, "the bot is in so many servers that it needs sharding, and Discord recommends no more shards than it has"},
	4012:          {stop, "the gateway does not serve this version of its API any more: a newer version of the bot is needed"},
	4013:          {stop, "the gateway does not know an intent that was asked for: a newer version of the bot is needed"},
	4014:          {stop, "an intent was asked for that is switched off for the application: switch it on on your application's page Bot"},
}

// ErrToken is the refusal that a new token mends.
var ErrToken error = closes[refusedToken].fatal(refusedToken)

// closingOf is what the end of a connection means for its session, and the code
// where the gateway has closed it, else 0: a wire that is cut leaves the session
// as it is, as a code does that is not known.
func closingOf(err error) (closing, int) {
	var closed *websocket.CloseError
	if !errors.As(err, &closed) || closed.Code == websocket.CloseAbnormalClosure {
		return closing{resume, "the connection was cut"}, 0
	}
	if c, known := closes[closed.Code]; known {
		return c, closed.Code
	}
	return closing{resume, "the gateway has closed the connection"}, closed.Code
}
