package redisstore

import (
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// errAddress does not repeat the address, which may hold a password.
var errAddress = errors.New("REDIS_URL cannot be read. Write it such as redis://user:password@localhost:6379/0, " +
	"redis+sentinel://localhost:26379/0?master_name=mymaster or redis+cluster://localhost:7000")

// The pauses of the client: each shorter than patience, so that a second try
// fits.
const (
	dialTime = time.Second
	talkTime = time.Second
)

// connect makes a client for an address:
//
//	redis://user:password@host:6379/0              one server
//	rediss://...                                   the same, encrypted
//	unix://user:password@/path/to/redis.sock?db=0  one server, by its socket
//	redis+sentinel://user:password@host:26379/0?master_name=mymaster&addr=host2:26379
//	redis+cluster://user:password@host:7000?addr=host2:7000
//
// rediss+sentinel and rediss+cluster are encrypted. Options of go-redis may
// follow the question mark. For Sentinel, user and password are the sentinels';
// the server's own follow the question mark as username= and password=.
//
// The log gets what the client has to say beside its errors.
func connect(address string, log *slog.Logger) (redis.UniversalClient, error) {
	redis.SetLogger(clientLog{log})
	scheme, rest, _ := strings.Cut(address, "://")
	base, kind, _ := strings.Cut(scheme, "+")
	plain := base + "://" + rest
	switch kind {
	case "":
		return connectOne(plain)
	case "sentinel":
		return connectSentinel(plain)
	case "cluster":
		return connectCluster(plain)
	}
	return nil, errAddress
}

// hasReplicas tells whether an address is of a kind where a replica may take
// over: Sentinel or Cluster.
func hasReplicas(address string) bool {
	scheme, _, _ := strings.Cut(address, "://")
	return strings.Contains(scheme, "+")
}

func connectOne(address string) (redis.UniversalClient, error) {
	o, err := redis.ParseURL(address)
	if err != nil {
		return nil, errAddress
	}
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.ContextTimeoutEnabled = dialTime, talkTime, talkTime, true
	return redis.NewClient(o), nil
}

func connectSentinel(address string) (redis.UniversalClient, error) {
	o, err := redis.ParseFailoverURL(address)
	if err != nil || o.MasterName == "" {
		return nil, errAddress
	}
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.ContextTimeoutEnabled = dialTime, talkTime, talkTime, true
	return redis.NewFailoverClient(o), nil
}

func connectCluster(address string) (redis.UniversalClient, error) {
	o, err := redis.ParseClusterURL(address)
	if err != nil {
		return nil, errAddress
	}
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.ContextTimeoutEnabled = dialTime, talkTime, talkTime, true
	return redis.NewClusterClient(o), nil
}
