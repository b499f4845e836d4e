package main

import (
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/redisstore"
)

// deliveries races the courier against the floors and the peer. In all of them
// n things are due when the runner starts, and what counts is the time from its
// start until the last is finished.
func deliveries(r *rig) []row {
	n := r.size.deliveries
	server := r.redis()
	race := race{}
	for round := range r.size.rounds {
		race.effort("courier", n, courierRace(r, r.fresh(server), n))
		race.effort("floor", n, floorRace(r, r.fresh(server), n, everyCommand))
		race.effort("one by one", n, floorRace(r, r.fresh(server), n, oneByOne))
		race.effort("tuned", n, asynqRace(r, r.fresh(server), server.Address(), n, tuned))
		if round == 0 {
			race.effort("default", n, asynqRace(r, r.fresh(server), server.Address(), n, asItComes))
		}
	}
	beside := func(runner, what, target string) row {
		return row{"Deliveries, from lease to finish", race.told("courier"), what + ": " + race.told(runner), race.ratio("courier", runner), target}
	}
	return []row{
		beside("floor", "the same Redis commands, raw, in pipelines of the same depth", "at least 0.5"),
		beside("one by one", "the same where each delivery has commands of its own", ""),
		beside("tuned", "asynq's scheduled tasks, tuned", "at least 3"),
		beside("default", "asynq's scheduled tasks, by default", ""),
	}
}

// courierRace runs the real courier on the real store, with the real core and
// a sender that accepts at once.
func courierRace(r *rig, on stores, n int) effort {
	fillDue(r, on.store, n)
	core := core(r, on.store)
	return measure(r, on.raw, func() time.Duration {
		return deliver(r, outbox.Config{Platform: "telegram", Sender: accepting{}, Core: core, Store: on.store}, n)
	})
}

// fillDue fills a store with n deliveries that are due now.
func fillDue(r *rig, store *redisstore.Store, n int) {
	due := time.Now().Truncate(time.Minute)
	r.must(fill(r, store, "telegram", n, func(int) time.Time { return due }))
}
