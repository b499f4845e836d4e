package redisstore

import (
	"bytes"
	"log/slog"
	"path/filepath"
	"testing"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store/redistest"
)

// The redis.conf that the project ships must start a server, and one that the
// store has nothing to say against.
func TestTheShippedConfigurationIsTaken(t *testing.T) {
	conf, err := filepath.Abs("../../../deploy/redis.conf")
	if err != nil {
		t.Fatal(err)
	}
	server := redistest.StartWith(t, conf)
	var log bytes.Buffer
	s, err := Open(t.Context(), server.URL(), slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := s.client.ConfigGet(t.Context(), "appendfsync").Val()["appendfsync"]; got != "always" || log.Len() > 0 {
		t.Errorf("appendfsync is %q, the log says %s", got, log.String())
	}
}

// The sentinel.conf that the project ships must start a sentinel that calls a master
// gone soon enough for a bot to go on with the next.
func TestTheShippedSentinelIsTaken(t *testing.T) {
	server := redistest.StartSentinel(t, "../../../deploy/sentinel.conf")
	c := redis.NewSentinelClient(&redis.Options{Addr: server.Address()})
	defer c.Close()
	master, err := c.Master(t.Context(), "mymaster").Result()
	if err != nil || master["quorum"] != "2" || master["down-after-milliseconds"] != "5000" {
		t.Errorf("it watches %v, %v", master, err)
	}
}
