package redisstore

import (
	"testing"

	"prayerbot/bot/store/redistest"
	"prayerbot/bot/store/storetest"
	"prayerbot/commands/record"
)

// openLossy opens a store whose server loses the first answer to everything.
func openLossy(t *testing.T, server *redistest.Server) *Store {
	t.Helper()
	lossy := server.Lose()
	lossy.Losing(false)
	s := open(t, lossy.URL())
	lossy.Losing(true)
	t.Cleanup(func() { lossy.Losing(false) })
	return s
}

// whereAnswersAreLost are the tests that do not hold there, and why.
var whereAnswersAreLost = map[string]string{
	"no delivery is leased twice at a time": "a repeat of a lease finds what the newest one took: there is one courier of a platform at a time, and here are eight. What they miss comes when its lease has run out; that nothing is leased twice is tried without loss",
}

// The first answer to every command, script and transaction is lost, though the
// server has done it: to whoever asked, it is as if nothing had been lost.
func TestConformanceWhereAnswersAreLost(t *testing.T) {
	server := redistest.Start(t)
	storetest.RunExcept(t, whereAnswersAreLost, func(t *testing.T) storetest.Harness {
		s := openLossy(t, server)
		plain := open(t, server.URL())
		return storetest.Harness{Store: s, Dump: func() string { return dump(t, plain) }, Break: func(id record.ChatID) { spoil(t, plain, id) }}
	})
}
