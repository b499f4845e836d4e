// Package redisstore keeps everything in Redis: one server, Sentinel or
// Cluster.
//
// Every change is one script, so it happens whole or not at all, and a repeat
// of it does no harm. What was confirmed survives a crash of any bot; a crash
// of the Redis server it survives as far as the server's own settings say
// (appendfsync always: all of it). It never waits longer than a person would,
// and never shows the password.
package redisstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store"
)

// Store is the store on Redis: a part for each subject, on one connection.
type Store struct {
	*connection
	chats
	queue
	announcements
	fanOuts
	recipients
	auditLog
	communities
	members
	moderatorRoles
	recalls
	concerns
	headlines
	prayers
	questions
	maintenance
	locks
	rateLimits
	archives
}

// newStore makes the parts of a store on one connection.
func newStore(c *connection) *Store {
	return &Store{
		connection: c, chats: chats{c}, queue: queue{c}, announcements: announcements{c}, fanOuts: fanOuts{c}, recipients: recipients{c},
		auditLog: auditLog{c}, communities: communities{c}, members: members{c}, moderatorRoles: moderatorRoles{c}, recalls: recalls{c}, concerns: concerns{c},
		headlines: headlines{c}, prayers: prayers{c}, questions: questions{c}, maintenance: maintenance{c}, locks: locks{c}, rateLimits: rateLimits{c}, archives: archives{c},
	}
}

var _ store.Store = (*Store)(nil)

// Open connects to the server at an address such as redis://localhost:6379/0;
// address.go names all forms. It refuses a server that keeps nothing on its disk,
// may throw away what it has, or is a replica, and warns in the log where the
// server is full or does not tell. Where nobody answers, the error is *AwayError;
// what a server refuses is a *doctor.Result.
func Open(ctx context.Context, address string, log *slog.Logger, options ...Option) (*Store, error) {
	client, err := connect(address, log)
	if err != nil {
		return nil, err
	}
	all, err := readScripts()
	if err != nil {
		return nil, err
	}
	c := &connection{client: client, scripts: all, backup: hasReplicas(address), platforms: map[string]bool{}, unreadable: store.NewUnreadableLog(log)}
	for _, option := range options {
		option(c)
	}
	client.AddHook(healer{c})
	err = c.prepare(ctx, log)
	if err == nil {
		err = migration{c, steps, grace, time.Second}.run(ctx)
		if refused := redis.Error(nil); errors.As(err, &refused) {
			err = speak(err)
		}
	}
	if err != nil {
		client.Close()
		return nil, err
	}
	c.takeSalt(ctx)
	return newStore(c), nil
}

// An Option changes how a store works.
type Option func(*connection)

// Observe has somebody told how long each question and change took, and whether the
// server has failed it.
func Observe(told func(took time.Duration, failed bool)) Option {
	return func(c *connection) { c.client.AddHook(observer(told)) }
}

// clientLog is the client's own log, which is one for the whole program: what
// matters of it comes back as an error too.
type clientLog struct{ log *slog.Logger }

// Printf puts a line of the client's log into the program's.
func (w clientLog) Printf(ctx context.Context, format string, args ...any) {
	w.log.DebugContext(ctx, "redis client", "said", fmt.Sprintf(format, args...))
}
