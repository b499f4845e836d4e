package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/doctor"
)

// AwayError says that a server does not answer, or not yet: a start may wait for it.
type AwayError struct{ Cause error }

func (e *AwayError) Error() string {
	return "the Redis server does not answer: " + strings.TrimRight(e.Cause.Error(), ".") + ". Look whether it runs and whether REDIS_URL names it"
}

func (e *AwayError) Unwrap() error { return e.Cause }

// notYet are the beginnings of what a server answers that will serve in a while.
var notYet = []string{"LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY"}

// away tells whether an error says that nobody is there to answer.
func away(err error) bool {
	var refused redis.Error
	if err == nil || !errors.As(err, &refused) {
		return err != nil
	}
	for _, begins := range notYet {
		if redis.HasErrorPrefix(err, begins) {
			return true
		}
	}
	return false
}

// refusals are what a server may refuse with, by the beginning of its answer.
var refusals = []struct{ begins, what, remedy string }{
	{"NOAUTH", "the Redis server answers, and wants a password", "Put it into REDIS_URL, such as redis://user:password@localhost:6379/0."},
	{"WRONGPASS", "the Redis server answers, and refused the password", "Put the right one, with its user, into REDIS_URL."},
	{"ERR invalid password", "the Redis server answers, and refused the password", "Put the right one, with its user, into REDIS_URL."},
	{"ERR AUTH <password> called without any password configured", "the Redis server answers, and has no password, but REDIS_URL gives one", "Take it out, or set one there."},
	{"NOPERM", "the Redis server answers, and does not let this user do what is needed", "Allow it all commands on keys that begin with pb."},
	{"DENIED", "the Redis server answers, and lets nobody in from another machine", "Set a password there, and put it into REDIS_URL."},
	{"READONLY", isReplica.Found, isReplica.Remedy},
	{"OOM", "this Redis is full and takes no change", raise},
	{"MISCONF", "this Redis cannot write to its disk and takes no change", "Look at its own log, and whether its disk is full."},
	{"NOREPLICAS", "this Redis has too few replicas and takes no change", "Look whether its replicas run, or lower min-replicas-to-write."},
}

// speak says an error in a sentence with its remedy: *AwayError, *doctor.Result, or
// the error itself.
func speak(err error) error {
	if err == nil {
		return nil
	}
	if away(err) {
		return &AwayError{err}
	}
	for _, r := range refusals {
		if redis.HasErrorPrefix(err, r.begins) || strings.HasPrefix(err.Error(), r.begins) {
			return &doctor.Result{State: doctor.Fault, Found: r.what, Remedy: r.remedy}
		}
	}
	return fmt.Errorf("the Redis server answers, and refuses: %w", err)
}

// probeLife is how long the key is kept with which a change is tried.
const probeLife = time.Minute

// Ping tells whether the server answers, and takes a change.
func (s *connection) Ping(ctx context.Context) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return speak(s.client.Set(ctx, probeKey, rand.Text(), probeLife).Err())
}

// Probe examines the server at an address and changes nothing of what is kept
// there: all that is wrong, or that it is well. It takes as long as the context
// lets it.
func Probe(ctx context.Context, address string) []*doctor.Result {
	client, err := connect(address, slog.New(slog.DiscardHandler))
	if err != nil {
		return []*doctor.Result{{State: doctor.Fault, Found: err.Error()}}
	}
	defer client.Close()
	c := &connection{client: client}
	all, err := c.results(ctx)
	if err == nil {
		err = c.Ping(ctx)
	}
	if err == nil {
		var r *doctor.Result
		if r, err = c.formResult(ctx); r != nil {
			all = append(all, r)
		}
	}
	if f := resultOf(speak(err)); f != nil && !said(all, f) {
		all = append(all, f)
	}
	if len(all) == 0 {
		all = []*doctor.Result{{State: doctor.OK, Found: "Redis answers and takes changes"}}
	}
	return all
}

// resultOf makes a result of an error; nil stays nil.
func resultOf(err error) *doctor.Result {
	var f *doctor.Result
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f):
		return f
	}
	return &doctor.Result{State: doctor.Fault, Found: err.Error()}
}

// said tells whether a result has the remedy of one that was found already: what a
// server says of itself, and what it refuses then, are the same fault.
func said(all []*doctor.Result, f *doctor.Result) bool {
	for _, other := range all {
		if f.Remedy != "" && other.State == doctor.Fault && other.Remedy == f.Remedy {
			return true
		}
	}
	return false
}
