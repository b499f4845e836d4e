package redisstore

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store"
)

// What may be wrong with a server.
var (
	forgetful = &store.Finding{Level: store.Fault, What: "this Redis keeps nothing on its disk, so a restart would lose every subscription",
		Remedy: "set appendonly yes in its configuration (deploy/redis.conf is an example)"}
	evicts = &store.Finding{Level: store.Fault, What: "this Redis may throw away what it was given when its memory is full",
		Remedy: "set maxmemory-policy noeviction in its configuration"}
	isReplica = &store.Finding{Level: store.Fault, What: "this Redis is a replica of another one, and what is written to it is refused or lost",
		Remedy: "give REDIS_URL the address of the one that it follows"}
	saves = &store.Finding{Level: store.Warning, What: "this Redis saves only now and then, so what was confirmed since may be lost when it crashes",
		Remedy: "set appendonly yes"}
	unsynced = &store.Finding{Level: store.Warning, What: "this Redis leaves it to the system when it writes to its disk",
		Remedy: "set appendfsync always or everysec"}
	untold = &store.Finding{Level: store.Warning, What: "this Redis does not tell whether it keeps what it is given on its disk, and what it does when it is full",
		Remedy: "make sure of appendonly yes and maxmemory-policy noeviction"}
)

// nearlyFull is from how much of its memory on a server is said to be nearly full.
const nearlyFull = 0.9

// findings says what is wrong with every server that keeps something.
func (s *connection) findings(ctx context.Context) (all []*store.Finding, err error) {
	cluster, is := s.client.(*redis.ClusterClient)
	if !is {
		return findingsOf(ctx, s.client)
	}
	var mu sync.Mutex // the servers are asked at the same time
	err = cluster.ForEachMaster(ctx, func(ctx context.Context, server *redis.Client) error {
		some, err := findingsOf(ctx, server)
		mu.Lock()
		defer mu.Unlock()
		all = append(all, some...)
		return err
	})
	return all, err
}

// findingsOf says what is wrong with one server. What it does not tell is a
// warning.
func findingsOf(ctx context.Context, server redis.Cmdable) ([]*store.Finding, error) {
	all, err := settingsOf(ctx, server)
	if err != nil {
		return nil, err
	}
	info, err := server.Info(ctx, "replication", "memory").Result()
	if away(err) {
		return nil, err
	}
	told := infoOf(info)
	if role := told["role"]; role == "slave" {
		all = append(all, isReplica)
	}
	used, most := numberOf(told["used_memory"]), numberOf(told["maxmemory"])
	switch {
	case most > 0 && used >= most:
		all = append(all, full(used, most))
	case most > 0 && used >= nearlyFull*most:
		all = append(all, &store.Finding{Level: store.Warning, What: fmt.Sprintf("this Redis has used %.0f%% of its memory, and takes no change when it is full", 100*used/most), Remedy: raise})
	}
	return all, nil
}

const raise = "raise maxmemory in its configuration, or give it a machine with more memory"

func full(used, most float64) *store.Finding {
	return &store.Finding{Level: store.Fault, What: fmt.Sprintf("this Redis is full (%.0f of %.0f MB) and takes no change", used/1e6, most/1e6), Remedy: raise}
}

// settingsOf reads what a server is set to do.
func settingsOf(ctx context.Context, server redis.Cmdable) ([]*store.Finding, error) {
	settings := map[string]string{}
	for _, name := range []string{"appendonly", "save", "maxmemory-policy", "appendfsync"} {
		got, err := server.ConfigGet(ctx, name).Result()
		if away(err) {
			return nil, err
		}
		if err != nil {
			return []*store.Finding{untold}, nil
		}
		settings[name] = got[name]
	}
	var all []*store.Finding
	switch {
	case settings["appendonly"] != "yes" && settings["save"] == "":
		all = append(all, forgetful)
	case settings["appendonly"] != "yes":
		all = append(all, saves)
	case settings["appendfsync"] == "no":
		all = append(all, unsynced)
	}
	if policy := settings["maxmemory-policy"]; policy != "" && policy != "noeviction" {
		all = append(all, evicts)
	}
	return all, nil
}

// infoOf reads what INFO answers.
func infoOf(text string) map[string]string {
	told := map[string]string{}
	for line := range strings.Lines(text) {
		if name, value, is := strings.Cut(strings.TrimSpace(line), ":"); is {
			told[name] = value
		}
	}
	return told
}

func numberOf(text string) float64 {
	n, _ := strconv.ParseFloat(text, 64)
	return n
}

// examine refuses a server that would lose what was confirmed, and warns in the log
// of anything else that is to be done. One that is only full now is waited for: as
// soon as it has room, all goes on.
func (s *connection) examine(ctx context.Context, log *slog.Logger) error {
	all, err := s.findings(ctx)
	if err != nil {
		return speak(err)
	}
	for _, f := range all {
		if f.Level == store.Fault && f.Remedy != raise {
			return f
		}
		if log != nil {
			log.Warn(f.What, "remedy", f.Remedy)
		}
	}
	return nil
}
