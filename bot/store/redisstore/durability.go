package redisstore

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/doctor"
)

// What may be wrong with a server.
var (
	forgetful = &doctor.Result{State: doctor.Fault, Found: "this Redis keeps nothing on its disk, so a restart would lose every subscription",
		Remedy: "Set appendonly yes in its configuration (deploy/redis.conf is an example)."}
	evicts = &doctor.Result{State: doctor.Fault, Found: "this Redis may throw away what it was given when its memory is full",
		Remedy: "Set maxmemory-policy noeviction in its configuration."}
	isReplica = &doctor.Result{State: doctor.Fault, Found: "this Redis is a replica of another one, and what is written to it is refused or lost",
		Remedy: "Give REDIS_URL the address of the one that it follows."}
	saves = &doctor.Result{State: doctor.Warning, Found: "this Redis saves only now and then, so what was confirmed since may be lost when it crashes",
		Remedy: "Set appendonly yes."}
	unsynced = &doctor.Result{State: doctor.Warning, Found: "this Redis leaves it to the system when it writes to its disk",
		Remedy: "Set appendfsync always or everysec."}
	untold = &doctor.Result{State: doctor.Warning, Found: "this Redis does not tell whether it keeps what it is given on its disk, and what it does when it is full",
		Remedy: "Make sure of appendonly yes and maxmemory-policy noeviction."}
)

// nearlyFull is from how much of its memory on a server is said to be nearly full.
const nearlyFull = 0.9

// results says what is wrong with every server that keeps something.
func (s *connection) results(ctx context.Context) (all []*doctor.Result, err error) {
	cluster, is := s.client.(*redis.ClusterClient)
	if !is {
		return resultsOf(ctx, s.client)
	}
	var mu sync.Mutex // the servers are asked at the same time
	err = cluster.ForEachMaster(ctx, func(ctx context.Context, server *redis.Client) error {
		some, err := resultsOf(ctx, server)
		mu.Lock()
		defer mu.Unlock()
		all = append(all, some...)
		return err
	})
	return all, err
}

// resultsOf says what is wrong with one server. What it does not tell is a
// warning.
func resultsOf(ctx context.Context, server redis.Cmdable) ([]*doctor.Result, error) {
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
		all = append(all, &doctor.Result{State: doctor.Warning, Found: fmt.Sprintf("this Redis has used %.0f%% of its memory, and takes no change when it is full", 100*used/most), Remedy: raise})
	}
	return all, nil
}

const raise = "Raise maxmemory in its configuration, or give it a machine with more memory."

func full(used, most float64) *doctor.Result {
	return &doctor.Result{State: doctor.Fault, Found: fmt.Sprintf("this Redis is full (%.0f of %.0f MB) and takes no change", used/1e6, most/1e6), Remedy: raise}
}

// settingsOf reads what a server is set to do.
func settingsOf(ctx context.Context, server redis.Cmdable) ([]*doctor.Result, error) {
	settings := map[string]string{}
	for _, name := range []string{"appendonly", "save", "maxmemory-policy", "appendfsync"} {
		got, err := server.ConfigGet(ctx, name).Result()
		if away(err) {
			return nil, err
		}
		if err != nil {
			return []*doctor.Result{untold}, nil
		}
		settings[name] = got[name]
	}
	var all []*doctor.Result
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
	all, err := s.results(ctx)
	if err != nil {
		return speak(err)
	}
	for _, f := range all {
		if f.State == doctor.Fault && f.Remedy != raise {
			return f
		}
		if log != nil {
			log.Warn(f.Found, "remedy", f.Remedy)
		}
	}
	return nil
}
