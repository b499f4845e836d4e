package bot_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"prayerbot/bot"
	"prayerbot/bot/clock"
	"prayerbot/bot/discord"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store/boltstore"
	"prayerbot/commands"
	"prayerbot/content"
)

// BenchmarkInteractionsOfTheWholeBot measures how long an interaction takes from the gateway
// to the answer, with the real core and the embedded store, the network of this machine and
// the platform of the tests included. 50 come each second: half are commands, and of the
// others half are what is typed into an option, and half are presses of "I prayed", which
// are written to the disk before they are answered.
func BenchmarkInteractionsOfTheWholeBot(b *testing.B) {
	srv := discordtest.New()
	defer srv.Close()
	srv.Guild(guild, admin, channel)
	srv.Member(guild, member, 0)
	platform := wholeBot(b, srv)
	ctx, stop := context.WithCancel(b.Context())
	done := make(chan error, 1)
	go func() { done <- platform.Run(ctx, func() bool { return true }) }()
	ready := func() bool { return srv.Connected() == 1 }
	if err := srv.Await(ctx, ready); err != nil {
		b.Fatal(err)
	}
	for n := range 3 { // what is read at its first use is read, and there is something to press
		answered, err := asks(srv, n)
		if err == nil {
			err = srv.Await(ctx, answered)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	took, asked := make(chan answer, 1<<20), 0
	ticks := time.NewTicker(time.Second / 50)
	defer ticks.Stop()
	for b.Loop() {
		<-ticks.C
		began := time.Now()
		answered, err := asks(srv, asked)
		if err != nil {
			b.Fatal(err)
		}
		press := asked%4 == 3
		asked++
		go func() {
			if srv.Await(ctx, answered) == nil {
				took <- answer{time.Since(began), press}
			}
		}()
	}
	var all, presses []time.Duration
	for range asked {
		one := <-took
		if all = append(all, one.after); one.press {
			presses = append(presses, one.after)
		}
	}
	b.ReportMetric(within(all, 50), "ms-p50")
	b.ReportMetric(within(all, 99), "ms-p99")
	b.ReportMetric(within(presses, 99), "ms-p99-press")
	stop()
	if err := <-done; err != nil {
		b.Error(err)
	}
	if broken := srv.Violations(); len(broken) > 0 {
		b.Errorf("Discord has refused %v", broken)
	}
}

// An answer is how long one took, and whether it is that to a press.
type answer struct {
	after time.Duration
	press bool
}

// within is in how many milliseconds so many of a hundred were answered.
func within(all []time.Duration, percent int) float64 {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return float64(all[len(all)*percent/100].Microseconds()) / 1000
}

// wholeBot is Discord with the real core.
func wholeBot(b *testing.B, srv *discordtest.Server) *discord.Platform {
	b.Helper()
	library, err := builtin()
	if err != nil {
		b.Fatal(err)
	}
	kept, err := boltstore.Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { kept.Close() })
	log := slog.New(slog.DiscardHandler)
	core, err := commands.New(commands.Config{Library: func() *content.Library { return library }, Store: kept, Rights: &bot.Rights{}, Log: log, Random: randomText, Invite: (&bot.Invites{}).Invite})
	if err != nil {
		b.Fatal(err)
	}
	platform, err := discord.New(discord.Config{Token: discordtest.Token, URL: srv.URL(), Core: core, Clock: clock.System{}, Log: log})
	if err != nil {
		b.Fatal(err)
	}
	return platform
}

// asks makes somebody do one of the four, and tells whether that is answered.
func asks(srv *discordtest.Server, n int) (answered func() bool, err error) {
	var i *discordtest.Interaction
	switch n % 4 {
	case 0:
		i, err = srv.Command(member, channel, "pray", map[string]string{"country": "nigeria"})
	case 1:
		i, err = srv.Type(member, channel, "country", "name", "ni")
		return func() bool { return srv.Suggested(i) != nil }, err
	case 2:
		i, err = srv.Command(member, channel, "country", map[string]string{"name": "eritrea"})
	default:
		i, err = srv.Press(member, channel, "🙏 I prayed")
	}
	return func() bool { return srv.Answer(i) != nil }, err
}
