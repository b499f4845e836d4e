package main

import (
	"net/http/httptest"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/outbox"
	"prayerbot/bot/telegram"
	"prayerbot/bot/telegram/telegramtest"
)

// throughTelegram runs deliveries through the real Telegram adapter to a server
// without limits, beside a bare client that posts the same bodies over as many
// connections to the same server. A server that answers at once leaves nothing
// but the work of the processors to be compared; one that takes its time, as any
// across a network does, leaves the courier time for its own.
func throughTelegram(r *rig) []row {
	return append(
		telegramRows(r, 0, "that answers at once", "at least 0.8"),
		telegramRows(r, 20*time.Millisecond, "that answers after 20 ms", "")...,
	)
}

// telegramRows races the courier, and what no courier could beat on this
// machine: the bare client and the raw Redis commands of as many deliveries at
// the same time, without anything between them.
func telegramRows(r *rig, after time.Duration, which, target string) []row {
	n := r.size.deliveries * 2 / 5
	server, race := r.redis(), race{}
	sink := &recorder{after: after, keep: true}
	local := httptest.NewServer(sink)
	r.Cleanup(local.Close)
	telegramRace(r, r.fresh(server), local.URL, n)
	sink.keep = false
	for range r.size.rounds {
		on := r.fresh(server)
		race.effort("courier", n, telegramRace(r, on, local.URL, n))
		race.effort("bare", n, measure(r, on.raw, func() time.Duration { return bareRace(r, local.URL, sink.kept) }))
		race.effort("both", n, bothRace(r, on, local.URL, sink.kept))
	}
	bare := "a bare net/http client, same bodies, as many connections: " + race.told("bare")
	return []row{
		{"Deliveries through the Telegram courier to a local server " + which, race.told("courier"), bare, race.ratio("courier", "bare"), target},
		{"The bare client and the raw Redis commands at the same time, nothing else", race.told("both"), bare, race.ratio("both", "bare"), ""},
	}
}

// telegramRace delivers n through the real adapter.
func telegramRace(r *rig, on stores, url string, n int) effort {
	fillDue(r, on.store, n)
	core := core(r, on.store)
	return measure(r, on.raw, func() time.Duration {
		return deliver(r, outbox.Config{Platform: "telegram", Sender: telegramPlatform(r, url, core), Core: core, Store: on.store}, n)
	})
}

// telegramPlatform is the real adapter on a server.
func telegramPlatform(r *rig, url string, core telegram.Core) *telegram.Platform {
	p, err := telegram.New(telegram.Config{Token: telegramtest.Token, URL: url, Core: core, Clock: clock.System{}, Log: silent})
	r.must(err)
	return p
}
