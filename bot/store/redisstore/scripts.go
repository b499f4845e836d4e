package redisstore

import (
	"context"
	"crypto/rand"
	"embed"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// files are the scripts. Each says above its code what it takes, what it
// returns, and why a repeat does no harm: the client repeats a command whose
// answer was lost.
//
//go:embed lua/*.lua
var files embed.FS

// scripts are the scripts by name.
type scripts map[string]*redis.Script

func readScripts() (scripts, error) {
	entries, err := files.ReadDir("lua")
	if err != nil {
		return nil, err
	}
	all := scripts{}
	for _, e := range entries {
		source, err := files.ReadFile("lua/" + e.Name())
		if err != nil {
			return nil, err
		}
		all[e.Name()] = redis.NewScript(wholeScript(e.Name(), string(source)))
	}
	return all, nil
}

// once are the scripts whose answer says how much is new, which a repeat cannot
// know: theirs is remembered for as long as one may come.
var once = map[string]bool{"fanout.lua": true, "fanout_step.lua": true, "recall.lua": true, "reconcile.lua": true, "news_keep.lua": true, "count_concern.lua": true}

// onceHead and onceTail stand around a script that is run by runOnce. Its last
// key is where its answer is remembered.
const (
	onceHead = `local answerKey = table.remove(KEYS)
local known = redis.call('GET', answerKey)
if known then return tonumber(known) or 0 end
local function body()
`
	onceTail = `
end
local answer = body()
redis.call('SET', answerKey, answer, 'PX', 60000)
return answer
`
)

func wholeScript(name, source string) string {
	if once[name] {
		return onceHead + source + onceTail
	}
	return source
}

// runOnce runs one of the scripts of once, whose keys live together with those of
// a platform, or of the news. A repeat of the same call, because an answer was
// lost, gets the answer that was lost.
func (s *connection) runOnce(ctx context.Context, name, platform string, keys []string, args ...any) *redis.Cmd {
	return s.run(ctx, name, append(keys[:len(keys):len(keys)], answerKey(platform, rand.Text())), args...)
}

// loadScripts loads all scripts into the server, so that the first use is as short as
// any. A server that forgets them, as after a restart, gets them again when
// they are used.
func (s *connection) loadScripts(ctx context.Context) error {
	for name, script := range s.scripts {
		if err := script.Load(ctx, s.client).Err(); err != nil {
			return fmt.Errorf("load %s: %w", name, speak(err))
		}
	}
	return nil
}
