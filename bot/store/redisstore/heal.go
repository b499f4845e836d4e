package redisstore

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// asideLife is how long what could not be read is kept for somebody to look at.
const asideLife = 30 * 24 * time.Hour

// A shape is what the keys with a beginning hold.
type shape struct {
	begins string // with * for a platform
	kind   string // in the log
	redis  string // the type of Redis
}

// shapes are those of all keys; the first that fits counts.
var shapes = []shape{
	{"pb:{community}:one:", "community", "hash"},
	{"pb:{community}:codes", "join codes", "hash"},
	{"pb:{community}:owners", "owners", "hash"},
	{"pb:{community}:of:", "members", "set"},
	{"pb:{community}:dissolved", "dissolved communities", "set"},
	{"pb:{news}:headlines", "headlines", "hash"},
	{"pb:{news}:marks", "marks of headlines", "hash"},
	{"pb:{news}:countries", "countries in the news", "set"},
	{"pb:{news}:all", "times of headlines", "zset"},
	{"pb:{news}:of:", "times of headlines", "zset"},
	{"pb:{news}:feeds", "feeds", "hash"},
	{"pb:{announcements}:", "announcement", "hash"},
	{"pb:{announcements}/scheduled", "scheduled announcements", "zset"},
	{"pb:{announcements}/drafts/", "drafts", "set"},
	{"pb:{announcements}/trail", "audit log", "zset"},
	{"pb:{announcements}/recent/", "recent announcements", "zset"},
	{"pb:{announcements}", "announcements", "zset"},
	{"pb:{concerns}:answer:", "answer", "string"},
	{"pb:{concerns}:", "concerns", "hash"},
	{"pb:{*}:chat:", "chat", "hash"},
	{"pb:{*}:due", "due times", "zset"},
	{"pb:{*}:notices", "due times", "zset"},
	{"pb:{*}:tries", "deliveries", "hash"},
	{"pb:{*}:lease", "lease", "string"},
	{"pb:{*}:answer:", "answer", "string"},
	{"pb:{*}:pause", "pause", "string"},
	{"pb:{*}:space:", "chats of a group", "set"},
	{"pb:{*}:copies:", "copies", "hash"},
	{"pb:{*}:counts:", "counts", "hash"},
	{"pb:{*}:dead", "dead letters", "stream"},
	{"pb:{*}:badges:", "roles", "set"},
	{"pb:{*}:knock:", "count of requests", "string"},
	{"pb:renamed:", "marks of moves", "set"},
	{"pb:forgottenkey", "key of the forgotten", "string"},
	{"pb:forgotten", "marks of the forgotten", "zset"},
	{"pb:restoring", "mark of a restore", "string"},
	{"pb:marksalt", "salt of the log", "string"},
	{"pb:probe", "probe", "string"},
	{"pb:form", "form", "string"},
	{"pb:recalls", "recalls", "hash"},
	{"pb:platforms", "platforms", "set"},
	{"pb:salt:", "salt", "string"},
	{"pb:prayed:", "marks of a day", "set"},
	{"pb:post:", "holder", "string"},
}

// shapeOf is the shape of a key; false where it is none of the store's.
func shapeOf(key string) (shape, bool) {
	for _, s := range shapes {
		begin, end, any := strings.Cut(s.begins, "*")
		rest, fits := strings.CutPrefix(key, begin)
		if fits && any {
			_, rest, fits = strings.Cut(rest, "}")
			fits = fits && strings.HasPrefix("}"+rest, end)
		}
		if fits {
			return s, true
		}
	}
	return shape{}, false
}

// A healer takes keys out of the way that hold what they cannot hold, such as a
// text where a queue is expected, and repeats what stumbled over them. A chat
// stays where it is: to people it is more than not stored.
type healer struct {
	c *connection
}

// DialHook changes nothing.
func (h healer) DialHook(next redis.DialHook) redis.DialHook { return next }

// ProcessHook repeats a command where that helps.
func (h healer) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if !wrongType(err) || !h.heal(ctx, cmd) {
			return err
		}
		cmd.SetErr(nil)
		return next(ctx, cmd)
	}
}

// ProcessPipelineHook repeats a whole pipeline where that helps: all that is
// ever sent in one may be repeated.
func (h healer) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		err, healed := next(ctx, cmds), false
		for _, cmd := range cmds {
			healed = wrongType(cmd.Err()) && h.heal(ctx, cmd) || healed
		}
		if !healed {
			return err
		}
		for _, cmd := range cmds {
			cmd.SetErr(nil)
		}
		return next(ctx, cmds)
	}
}

func wrongType(err error) bool { return redis.HasErrorPrefix(err, "WRONGTYPE") }

// heal looks at the keys of a command, and tells whether it may be repeated:
// where what was wrong is out of the way, perhaps because somebody else has met
// it at the same time.
func (h healer) heal(ctx context.Context, cmd redis.Cmder) bool {
	healed := false
	for _, key := range keysOf(cmd) {
		is, known := shapeOf(key)
		if !known || is.kind == "chat" {
			continue
		}
		kind, err := h.c.client.Type(ctx, key).Result()
		if err == nil && kind != "none" && kind != is.redis {
			err = h.c.setAside(ctx, is.kind, key)
		}
		healed = err == nil || healed
	}
	return healed
}

// setAside takes a key out of the way of everything else.
func (s *connection) setAside(ctx context.Context, kind, key string) error {
	s.unreadable.Note(kind, key)
	err := s.client.Rename(ctx, key, asideKey(key)).Err()
	if err == nil {
		err = s.client.PExpire(ctx, asideKey(key), asideLife).Err()
	}
	if err != nil && strings.Contains(err.Error(), "no such key") {
		return nil
	}
	return err
}

// keysOf are the keys of a command of those that the store uses.
func keysOf(cmd redis.Cmder) []string {
	args, first, last := cmd.Args(), 1, 2
	switch cmd.Name() {
	case "eval", "evalsha":
		n, _ := strconv.Atoi(text(args, 2))
		first, last = 3, 3+n
	case "multi", "exec", "wait":
		return nil
	}
	var keys []string
	for i := first; i < last && i < len(args); i++ {
		keys = append(keys, text(args, i))
	}
	return keys
}

// text is an argument of a command as text; "" where there is none.
func text(args []any, i int) string {
	switch {
	case i >= len(args):
		return ""
	default:
		switch v := args[i].(type) {
		case string:
			return v
		case int:
			return strconv.Itoa(v)
		}
		return ""
	}
}
