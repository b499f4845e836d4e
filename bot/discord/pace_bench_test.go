package discord

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/commandstest"
)

// BenchmarkInteractionsAtFiftyASecond measures how long the adapter itself takes
// with an interaction, from the gateway to the answer, the network of this
// machine and the platform of the tests included; 50 come each second.
func BenchmarkInteractionsAtFiftyASecond(b *testing.B) {
	srv := discordtest.New()
	defer srv.Close()
	srv.Guild(guild, owner, channel)
	srv.Member(guild, member, 1024)
	p, err := New(Config{Token: discordtest.Token, URL: srv.URL(), Core: commandstest.New(), Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(b.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx, func() bool { return true }) }()
	if err := srv.Await(ctx, func() bool { return srv.Connected() == 1 }); err != nil {
		b.Fatal(err)
	}
	took := make(chan time.Duration, 1<<20)
	ticks := time.NewTicker(time.Second / 50)
	defer ticks.Stop()
	asked := 0
	for b.Loop() {
		<-ticks.C
		began := time.Now()
		i, err := srv.Command(member, channel, "pray", map[string]string{"country": fmt.Sprint(asked)})
		if err != nil {
			b.Fatal(err)
		}
		asked++
		go func() {
			srv.Await(ctx, func() bool { return srv.Answer(i) != nil })
			took <- time.Since(began)
		}()
	}
	var all []time.Duration
	for range asked {
		all = append(all, <-took)
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "ms-p50")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "ms-p99")
	stop()
	if err := <-done; err != nil {
		b.Error(err)
	}
}
