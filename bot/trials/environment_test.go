package trials_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/record"
)

// The server on Discord, its owner, and one person on Telegram who talks.
const (
	guild = "100"
	owner = "8"
	ada   = int64(7)
)

// The first person on Telegram and the first channel on Discord that receive.
const (
	firstPerson  = 10_000
	firstChannel = 50_000
)

// An environment is a Telegram and a Discord with people, a store, and the bots that
// serve them, with what is expected of them.
type environment struct{ *host }

// A host is what an environment is made of: it starts the bots and keeps their store.
type host struct {
	*testing.T
	telegram *telegramtest.Server
	discord  *discordtest.Server
	redis    string // address of the store; "" is the embedded one
	folder   string // of the embedded store
	pace     string // how many times as fast as the platforms' own pace
	inDoubt  string // what to do with what is in doubt
	content  string // a folder laid over the built-in content; "" is none
	cards    bool   // whoever is seeded wants cards
	spoils   bool   // what Discord tells the bot is spoilt
	random   *rand.Rand
	people   int          // on each platform
	bots     []*bot       // all that were started
	waited   atomic.Int64 // the longest that the trial itself has waited for the processor, in ns
}

// onRedis makes an environment on a server.
func onRedis(t *testing.T, address string) *environment { return newEnvironment(t, address) }

// onFile makes an environment on the embedded store.
func onFile(t *testing.T) *environment { return newEnvironment(t, "") }

func newEnvironment(t *testing.T, redis string) *environment {
	t.Helper()
	w := &environment{&host{
		T: t, telegram: telegramtest.New(), discord: discordtest.New(), redis: redis, folder: t.TempDir(),
		pace: "1", inDoubt: "resend", random: luck(t),
	}}
	t.Cleanup(w.telegram.Close)
	t.Cleanup(func() {
		// What a dead bot had on its way arrives in one moment and takes the limits of
		// the next one's.
		broken := slices.DeleteFunc(w.telegram.Violations(), func(v string) bool {
			return len(w.bots) > 1 && strings.Contains(v, "Too Many Requests")
		})
		if len(broken) > 0 {
			t.Errorf("the bot breaks Telegram's rules: %q", broken)
		}
	})
	t.Cleanup(func() {
		w.discord.Close()
		// Of what a spoilt event names, the bot cannot know how it may be answered.
		broken := slices.DeleteFunc(w.discord.Violations(), func(v string) bool {
			return w.spoils && strings.Contains(v, "is not for this interaction")
		})
		if len(broken) > 0 {
			t.Errorf("the bot breaks Discord's rules: %q", broken)
		}
	})
	w.telegram.Person(ada)
	w.discord.Guild(guild, owner, "110")
	w.discord.Member(guild, owner, 32)
	go w.watch(t.Context())
	return w
}

// watch notes how long the trial itself, which shares the processors with its
// bots, has to wait for one.
func (w *host) watch(ctx context.Context) {
	const nap = 5 * time.Millisecond
	for ctx.Err() == nil {
		began := time.Now()
		lasts(nap)
		w.waited.Store(max(w.waited.Load(), int64(time.Since(began)-nap)))
	}
}

// lasts is the length of what befalls real processes: an outage, a freeze, the
// moment of a kill. Nothing is waited for.
func lasts(d time.Duration) { <-time.After(d) }

// server starts a redis-server that syncs before it answers, as deploy's does.
func server(t *testing.T) *redistest.Server {
	t.Helper()
	return redistest.Start(t, "--appendfsync", "always")
}

// luck is a source of numbers that can be had again: where a trial fails, its
// seed is told, and PRAYERBOT_TRIAL_SEED takes it.
func luck(t *testing.T) *rand.Rand {
	seed, err := strconv.ParseUint(os.Getenv("PRAYERBOT_TRIAL_SEED"), 10, 64)
	if err != nil {
		seed = rand.Uint64()
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("PRAYERBOT_TRIAL_SEED=%d chooses the same moments again", seed)
		}
	})
	return rand.New(rand.NewPCG(seed, 1))
}

// start starts a bot on both platforms.
func (w *host) start(env ...string) *bot {
	w.Helper()
	return w.startAs(fmt.Sprint("listener ", len(w.bots)), env...)
}

// startAs starts a bot whose messages bear a name in the ledgers, which no other
// bot has.
func (w *host) startAs(name string, env ...string) *bot {
	w.Helper()
	b := w.startAt(w.telegram.Listener(name), w.discord.Listener(name), env...)
	b.name += " (" + name + ")"
	b.listener = name
	w.bots = append(w.bots, b)
	return b
}

// awaitIdle waits until nothing is on its way any more that a bot has sent which has
// ended.
func (w *environment) awaitIdle(b *bot) {
	w.Helper()
	<-b.ended
	ctx, cancel := context.WithTimeout(context.Background(), trial.patience)
	defer cancel()
	if err := errors.Join(w.telegram.AwaitIdle(ctx, b.listener), w.discord.AwaitIdle(ctx, b.listener)); err != nil {
		w.Fatal(err)
	}
}

// forget makes Discord forget all nonces, once nothing is on its way to it any
// more. All bots must have ended.
func (w *environment) forget() {
	w.Helper()
	for _, b := range w.bots {
		w.awaitIdle(b)
	}
	w.discord.Forget()
}

func (w *host) startAt(telegram, discord string, env ...string) *bot {
	w.Helper()
	return run(w.T, append([]string{
		"TELEGRAM_TOKEN=" + telegramtest.Token, "TELEGRAM_API_URL=" + telegram,
		"DISCORD_TOKEN=" + discordtest.Token, "DISCORD_API_URL=" + discord,
		"REDIS_URL=" + w.redis, "PRAYERBOT_DATA=" + w.folder,
		"PRAYERBOT_TELEGRAM_UNKNOWN=" + w.inDoubt, "PRAYERBOT_TRIAL_PACE=" + w.pace,
		"PRAYERBOT_FEEDS=none", "PRAYERBOT_CONTENT=" + w.content,
	}, env...))
}

// aside opens the environment's store for a moment. The embedded one must not be in
// use.
func (w *host) aside(do func(context.Context, store.Store)) {
	w.Helper()
	var kept store.Store
	err := w.insist(func() (err error) { kept, err = w.open(); return err })
	if err != nil {
		w.Fatal(err)
	}
	defer kept.Close()
	do(context.Background(), kept)
}

// insist asks the environment's store for something that may be repeated: a server on a
// busy machine may be too slow to answer in time.
func (w *host) insist(ask func() error) error {
	err := ask()
	if err != nil && w.redis != "" {
		clock.Await(trial.patience, 100*time.Millisecond, func() bool { err = ask(); return err == nil })
	}
	return err
}

func (w *host) open() (store.Store, error) {
	if w.redis != "" {
		return redisstore.Open(context.Background(), w.redis, slog.New(slog.DiscardHandler))
	}
	return boltstore.Open(w.folder)
}

// clockMoved moves a bot's clock.
func clockMoved(by time.Duration) string { return "PRAYERBOT_TRIAL_CLOCK=" + by.String() }

func person(i int) record.ChatID {
	return record.ChatID{Platform: "telegram", Key: fmt.Sprint(firstPerson + i)}
}

func channel(i int) record.ChatID {
	return record.ChatID{Platform: "discord", Key: fmt.Sprint(firstChannel + i)}
}

// seed gives n more people on each platform a daily point that is due at this
// minute.
func (w *host) seed(n int) { w.Helper(); w.seedAt(n, time.Now()) }

func (w *host) seedAt(n int, now time.Time) {
	w.Helper()
	var chats []record.Chat
	var channels []string
	for i := w.people; i < w.people+n; i++ {
		w.telegram.Person(int64(firstPerson + i))
		channels = append(channels, channel(i).Key)
		chats = append(chats, daily(person(i), "", now), daily(channel(i), guild, now))
	}
	for i := range chats {
		if w.cards {
			chats[i].Choose(record.SettingPicture, record.On)
		}
	}
	w.discord.Channels(guild, channels...)
	w.people += n
	w.save(chats...)
}

// daily is a chat with one point a day, due at the minute of now, in UTC.
func daily(id record.ChatID, space string, now time.Time) record.Chat {
	now = now.UTC()
	return record.Chat{ID: id, GroupID: space, Zone: "UTC", LastID: 1, Subscriptions: []record.Subscription{{
		ID: 1, At: record.Wall(now.Hour()*60 + now.Minute()), Zone: "UTC", Since: now.Add(-24 * time.Hour),
	}}}
}

// save stores chats, each due as soon as it can be.
func (w *host) save(chats ...record.Chat) {
	w.Helper()
	w.aside(func(ctx context.Context, kept store.Store) {
		var wait sync.WaitGroup
		work := make(chan record.Chat)
		for range 16 {
			wait.Go(func() {
				for c := range work {
					slot, _ := c.Subscriptions[0].Next(c.Subscriptions[0].Since)
					if err := w.insist(func() error { return kept.SaveChat(ctx, c, c.ID.Key, map[int]time.Time{1: slot.Due}) }); err != nil {
						w.Error(err)
					}
				}
			})
		}
		for _, c := range chats {
			work <- c
		}
		close(work)
		wait.Wait()
	})
}

// await waits until something holds.
func (w *environment) await(what string, holds func() bool) {
	w.Helper()
	w.within(trial.patience, what, holds)
}

// within waits until something holds, not longer than a time, and returns how
// long it took.
func (w *environment) within(most time.Duration, what string, holds func() bool) time.Duration {
	w.Helper()
	began := time.Now()
	if !clock.Await(most, 10*time.Millisecond, holds) {
		w.Fatalf("within %s it did not come that %s: %s", most, what, w.ledger())
	}
	return time.Since(began)
}

// due counts what is due on both platforms by a time, leased or not. The embedded
// store must not be in use.
func (w *host) due(by time.Time) (n int) {
	w.Helper()
	w.aside(func(ctx context.Context, kept store.Store) {
		for _, platform := range []string{"telegram", "discord"} {
			err := w.insist(func() error {
				d, err := kept.Depth(ctx, platform, by)
				n += d.Due
				return err
			})
			if err != nil {
				w.Fatal(err)
			}
		}
	})
	return n
}

// settled waits until nothing is due any more and nothing is in flight, on
// Redis.
func (w *environment) settled() {
	w.Helper()
	w.aside(func(ctx context.Context, kept store.Store) {
		w.await("everything is settled", func() bool {
			due := 0
			for _, platform := range []string{"telegram", "discord"} {
				d, err := kept.Depth(ctx, platform, time.Now().Add(time.Hour))
				if err != nil {
					return false
				}
				due += d.Due
			}
			return due == 0
		})
	})
}
