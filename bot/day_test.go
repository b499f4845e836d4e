package bot_test

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot"
	"prayerbot/bot/cardcache"
	"prayerbot/bot/clock"
	"prayerbot/bot/discord"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/news"
	"prayerbot/bot/pace"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
	"prayerbot/bot/telegram"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/load"
	"prayerbot/content/search"
)

// The people and places of the tests.
const (
	ada     = int64(7)
	guild   = "100"
	channel = "110"
	quiet   = "111" // a channel without a subscription
	admin   = "8"
)

// A town is the whole bot on a fake Telegram and a fake Discord, on a real
// store, with a clock that the test moves.
type town struct {
	*testing.T
	open     func() store.Store
	telegram *telegramtest.Server
	discord  *discordtest.Server
	library  *content.Library
	clock    *clock.Manual
	news     func() *news.Fetcher // nil is no news
	cards    *cardcache.Cache     // nil draws none
	limited  bool                 // who asks too often is left without an answer
	stop     func()

	operators []record.UserID
}

// builtin is the content that ships with the program, which nothing changes. With it
// all languages are read: the race detector makes that take longer than an answer may.
var builtin = sync.OnceValues(func() (*content.Library, error) {
	catalogue, err := words.New()
	if err != nil {
		return nil, err
	}
	for _, language := range catalogue.Languages() {
		voice := catalogue.In(language)
		voice.Say("help.title")
		voice.ReadGist("7")
	}
	catalogue.IsLabel("7")
	library, err := load.Library(content.Builtin())
	if err == nil {
		search.Find(library, "Lagos")
	}
	return library, err
})

func newTown(t *testing.T, open func() store.Store) *town {
	t.Helper()
	library, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	w := &town{
		T: t, open: open, telegram: telegramtest.New(), discord: discordtest.New(), library: library,
		clock: clock.NewManual(time.Date(2026, 11, 24, 5, 58, 0, 0, time.UTC)),
	}
	t.Cleanup(w.telegram.Close)
	t.Cleanup(func() {
		if broken := w.telegram.Violations(); len(broken) > 0 {
			t.Errorf("the bot breaks Telegram's rules: %q", broken)
		}
	})
	t.Cleanup(func() {
		w.discord.Close()
		if broken := w.discord.Violations(); len(broken) > 0 {
			t.Errorf("the bot breaks Discord's rules: %q", broken)
		}
	})
	w.telegram.Person(ada)
	w.discord.Guild(guild, admin, channel, quiet)
	w.discord.Member(guild, admin, 32)
	return w
}

// start starts the bot; w.stop ends it as SIGTERM does.
func (w *town) start() {
	w.Helper()
	kept := w.open()
	if _, is := kept.(discreetStore); is {
		w.Cleanup(discreetTown{w}.checkCovered)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	config := w.config(kept)
	if w.news != nil {
		config.News = w.news()
	}
	go func() { done <- bot.Run(ctx, config) }()
	w.stop = func() {
		cancel()
		if err := <-done; err != nil {
			w.Error(err)
		}
		// What is said next is for the session that begins next.
		w.await("the end of the session on Discord", func() bool { return w.discord.Connected() == 0 })
		kept.Close()
		w.stop = func() {}
	}
	w.Cleanup(func() { w.stop() })
	w.await("a session on Discord", func() bool { return w.discord.Connected() > 0 })
}

func (w *town) config(kept store.Store) bot.Config {
	w.Helper()
	log := slog.New(slog.DiscardHandler)
	rights, invites := &bot.Rights{}, &bot.Invites{}
	settings := commands.Config{
		Library: func() *content.Library { return w.library }, Store: kept, Rights: rights, Log: log, Random: randomText,
		Invite: invites.Invite, Limited: w.limited, Operators: w.operators,
	}
	if w.cards != nil {
		settings.Cards = w.cards
	}
	core, err := commands.New(settings)
	if err != nil {
		w.Fatal(err)
	}
	onTelegram, err := telegram.New(telegram.Config{Token: telegramtest.Token, URL: w.telegram.URL(), Core: core, Clock: w.clock, Log: log, Limits: &pace.Limits{PerSecond: 30, Deliveries: 25}})
	if err != nil {
		w.Fatal(err)
	}
	onDiscord, err := discord.New(discord.Config{Token: discordtest.Token, URL: w.discord.URL(), Core: core, Clock: w.clock, Log: log})
	if err != nil {
		w.Fatal(err)
	}
	invites.Add(onTelegram)
	invites.Add(onDiscord)
	rights.Add(onTelegram)
	rights.Add(onDiscord)
	return bot.Config{Platforms: []bot.Platform{onTelegram, onDiscord}, Core: core, Store: kept, Clock: w.clock, Owner: randomText(), Log: log}
}

// patience ends a wait that nothing would end; it promises nothing of how long
// anything takes, since the machine may be busy with something else.
const patience = 2 * time.Minute

// await waits until something holds. For the first second the clock stands still;
// then it goes on as clocks do, for what has to wait for its turn, such as the
// twenty-first message of a minute in a group.
func (w *town) await(what string, holds func() bool) {
	w.Helper()
	for end, looks := time.Now().Add(patience), 1; time.Now().Before(end); looks++ {
		if w.holdsWithin(50*time.Millisecond, holds) {
			return
		}
		if looks%20 == 0 {
			w.clock.Advance(time.Second)
		}
	}
	w.Fatalf("%s did not come", what)
}

// holdsWithin looks for a while whether something holds.
func (w *town) holdsWithin(d time.Duration, holds func() bool) bool {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	return w.telegram.Await(ctx, holds) == nil
}

// awaitTicking is await while the clock goes on slowly, a second at a time, so
// that the couriers look at their queues.
func (w *town) awaitTicking(what string, holds func() bool) {
	w.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); w.clock.Advance(time.Second) {
		if w.holdsWithin(250*time.Millisecond, holds) {
			return
		}
	}
	w.Fatalf("%s did not come", what)
}

// onTelegram counts Ada's messages that hold a text.
func (w *town) onTelegram(text string) int {
	n := 0
	for _, m := range w.telegram.Messages(ada) {
		if strings.Contains(m.Text, text) {
			n++
		}
	}
	return n
}

// onDiscord counts the deliveries to a channel that hold a text.
func (w *town) onDiscord(where, text string) int {
	n := 0
	for _, m := range w.discord.Messages(where) {
		if m.Answers == "" && strings.Contains(m.Title+m.Text, text) {
			n++
		}
	}
	return n
}

// subscribe makes both subscribe to 07:00 in Lagos.
func (w *town) subscribe() {
	w.Helper()
	w.telegram.Say(ada, ada, "/subscribe 07:00 Lagos")
	w.await("the answer on Telegram", func() bool { return w.onTelegram("07:00") == 1 })
	i := w.command("subscribe", map[string]string{"time": "07:00", "place": "Lagos"})
	w.await("the answer on Discord", func() bool { m := w.discord.Answer(i); return m != nil && strings.Contains(m.Text, "07:00") })
}

func (w *town) command(name string, options map[string]string) *discordtest.Interaction {
	w.Helper()
	i, err := w.discord.Command(admin, channel, name, options)
	if err != nil {
		w.Fatal(err)
	}
	return i
}

// point is the title of the point of a day.
func (w *town) point(day int) string {
	w.Helper()
	date := content.Date{Year: 2026, Month: 11, Day: day}
	p := w.library.Daily(date, content.Selection{}, date)
	if p == nil {
		w.Fatal("there is no point")
	}
	return p.Title
}

// TestADay is the program from end to end, on each store.
func TestADay(t *testing.T) { onBothStores(t, day) }

// onBothStores runs a test on each store, beside the others: most of them wait
// more than they compute.
func onBothStores(t *testing.T, test func(t *testing.T, open func() store.Store)) {
	t.Parallel()
	t.Run("on the embedded store", func(t *testing.T) {
		t.Parallel()
		folder := t.TempDir()
		test(t, func() store.Store {
			s, err := boltstore.Open(folder)
			if err != nil {
				t.Fatal(err)
			}
			return s
		})
	})
	t.Run("on Redis", func(t *testing.T) {
		t.Parallel()
		server := redistest.Start(t)
		test(t, func() store.Store {
			s, err := redisstore.Open(context.Background(), server.URL(), slog.New(slog.DiscardHandler))
			if err != nil {
				t.Fatal(err)
			}
			return s
		})
	})
}

func day(t *testing.T, open func() store.Store) {
	w := newTown(t, open)
	w.start()
	w.subscribe()
	today, tomorrow, after := w.point(24), w.point(25), w.point(26)
	w.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	w.awaitTicking("today's point", func() bool { return w.onTelegram(today) == 1 && w.onDiscord(channel, today) == 1 })

	w.stop()
	w.start()
	w.clock.Set(time.Date(2026, 11, 25, 5, 30, 0, 0, time.UTC))
	w.stop()
	w.clock.Set(time.Date(2026, 11, 25, 6, 3, 0, 0, time.UTC))
	w.start()
	w.awaitTicking("tomorrow's point", func() bool { return w.onTelegram(tomorrow) == 1 && w.onDiscord(channel, tomorrow) == 1 })

	w.announce()
	w.clock.Set(time.Date(2026, 11, 26, 6, 0, 0, 0, time.UTC))
	w.awaitTicking("the point after", func() bool { return w.onTelegram(after) == 1 && w.onDiscord(channel, after) == 1 })
	for _, title := range []string{today, tomorrow} {
		if n, m := w.onTelegram(title), w.onDiscord(channel, title); n != 1 || m != 1 {
			t.Errorf("%q came %d times on Telegram and %d times on Discord", title, n, m)
		}
	}
	w.status()
}

// announce announces on Discord, and stops the bot before it has gone out.
func (w *town) announce() {
	w.Helper()
	preview := w.command("announce", map[string]string{"text": "We meet at the church at 7."})
	w.await("the preview", func() bool { m := w.discord.Answer(preview); return m != nil && m.Flags != 0 })
	var pressed []*discordtest.Interaction
	for range 2 {
		i, err := w.discord.Press(admin, channel, "Send to 1 chat")
		if err != nil {
			w.Fatal(err)
		}
		pressed = append(pressed, i)
	}
	for _, i := range pressed {
		w.await("the answer", func() bool { return w.discord.Answer(i) != nil })
	}
	w.stop()
	w.start()
	w.awaitTicking("the announcement", func() bool { return w.onDiscord(channel, "We meet at the church") == 1 })
	if n := w.onDiscord(quiet, "We meet"); n != 0 {
		w.Error("a channel without a subscription got it")
	}
	if n := w.onTelegram("We meet"); n != 0 {
		w.Error("it went to Telegram")
	}
}

// status waits until the chat can read how its deliveries went: a delivery is
// in the ledger a moment after it has arrived.
func (w *town) status() {
	w.Helper()
	w.await("a status that tells all", func() bool {
		i := w.command("status", nil)
		w.await("the status", func() bool { return w.discord.Answer(i) != nil })
		text := w.discord.Answer(i).Text
		return strings.Count(text, "delivered") == 4 && strings.Count(text, "November, 07:00: Prayer point delivered") == 2
	})
}
