package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/load"
)

// A Poison is junk in one place of what is stored.
type Poison struct {
	What string // the place and the junk; it holds the key of every chat that may suffer
	Put  func()
}

// A Victim is a world with what can go wrong there.
type Victim struct {
	Store   store.Store
	Poisons []Poison
	Reset   func(log *slog.Logger) store.Store // the world as it was, and its store, which names what it cannot read in the log
}

// RunPoisons puts every poison into the world, one after the other, and looks
// whether all others go on: they are delivered to, nothing fails, panics or
// comes back for ever, and what is poisoned can be forgotten. Under the race
// detector, to which hundreds of worlds one after the other tell nothing new, it is
// skipped; make test runs it without.
func RunPoisons(t *testing.T, v Victim) {
	if raced {
		t.Skip("tried without the race detector")
	}
	library, err := load.Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	tried := sampled(v.Poisons)
	for _, p := range tried {
		var log bytes.Buffer
		b := &poisoned{T: t, what: p.What, ctx: t.Context(), library: library, catalogue: catalogue, listed: map[string]bool{}}
		b.Store = v.Reset(slog.New(slog.NewTextHandler(&log, nil)))
		p.Put()
		b.core = b.newCore()
		b.deliver()
		b.read()
		b.shown(log.String())
		b.forget()
		b.quiet(log.String())
	}
	t.Logf("%d of %d kinds of junk were tried", len(tried), len(v.Poisons))
}

// stride leaves out most poisons, so that a starved machine is done in minutes.
// It has no factor in common with the kinds of junk that most places get (7 or
// 11), so that each of those gets some and every kind comes to some places. A
// place with fewer than four kinds may get none: those are for the soak.
const stride = 4

// sampled are every fourth of the poisons; with PRAYERBOT_SOAK all of them.
func sampled(all []Poison) []Poison {
	if os.Getenv("PRAYERBOT_SOAK") != "" {
		return all
	}
	var some []Poison
	for i := 0; i < len(all); i += stride {
		some = append(some, all[i])
	}
	return some
}

type poisoned struct {
	*testing.T
	store.Store
	what      string
	ctx       context.Context
	library   *content.Library
	catalogue *words.Catalogue // read once: it takes longer than what is tried
	listed    map[string]bool  // what could be asked for, by kind and mark
	core      *commands.Core   // one for the couriers and for who forgets: it prepares its library anew
}

func (b *poisoned) fail(format string, args ...any) {
	b.Helper()
	b.Errorf("%s: %.250q", fmt.Sprintf(format, args...), b.what)
}

// fine fails where something went wrong but that a chat cannot be read, or that
// what cannot be read is taken for not stored.
func (b *poisoned) fine(what string, err error) {
	b.Helper()
	var unreadable *record.UnreadableError
	if err != nil && !errors.As(err, &unreadable) && !errors.Is(err, record.ErrNotFound) {
		b.fail("%s: %v", what, err)
	}
}

// newCore is a core on the world.
func (b *poisoned) newCore() *commands.Core {
	var n atomic.Int64
	core, err := commands.New(commands.Config{
		Library: func() *content.Library { return b.library }, Store: b.Store, Catalogue: b.catalogue,
		Random: func() string { return fmt.Sprintf("%08dabcdefgh", n.Add(1)) },
	})
	if err != nil {
		b.Fatal(err)
	}
	return core
}

// most is how many steps the couriers may need for all that is due.
const most = 20

// patience is how long the couriers of a world may take, on a busy machine; one
// that waits for something that never comes takes for ever.
const patience = time.Minute

// deliver lets a courier of each platform work until nothing is due.
func (b *poisoned) deliver() {
	stuck := time.AfterFunc(patience, func() { panic("a courier is stuck: " + b.what) })
	defer stuck.Stop()
	for _, platform := range []string{"telegram", "discord"} {
		_, err := b.Paused(b.ctx, platform)
		b.fine("the pause", err)
		b.fine("taking over", b.Reclaim(b.ctx, platform))
		_, err = b.Acquire(b.ctx, platform, "courier", time.Minute)
		b.fine("the lock", err)
		p := &acceptsAll{sent: map[string]int{}}
		courier := outbox.New(outbox.Config{
			Platform: platform, Sender: p, Editor: p, Core: b.core, Store: b.Store, Clock: clock.NewManual(noon), Log: slog.New(slog.DiscardHandler),
		})
		for step, idle := 0, 0; idle < 2; step++ {
			n, err := courier.Step(b.ctx)
			b.fine("the courier", err)
			if idle++; n > 0 {
				idle = 0
			}
			if step > most {
				b.fail("the courier of %s never came to rest", platform)
				break
			}
		}
		for _, id := range receivers {
			nonce := delivery.Nonce(outbox.Delivery{Chat: id, Subscription: 1}.Key(), today)
			if id.Platform == platform && p.sent[nonce] != 1 && !strings.Contains(b.what, id.Key) {
				b.fail("%s received %d points", id, p.sent[nonce])
			}
		}
	}
}

// read reads everything that there is.
func (b *poisoned) read() {
	_, err := Snapshot(b.ctx, b.Store)
	for _, one := range parts(err) {
		b.fine("reading", one)
	}
	for _, to := range []record.Audience{{Kind: record.ToEveryone}, {Kind: record.ToGroup, Key: "telegram:-55"}, {Kind: record.ToCommunity, Key: "aaaaaaaa"}, {Kind: record.ToCountry, Key: "NG"}} {
		_, err := b.Audience(b.ctx, record.Announcement{To: to})
		b.fine("the audience "+to.String(), err)
	}
	for _, of := range []string{"-55", "-79"} {
		_, err := b.GroupChats(b.ctx, "telegram", of)
		b.fine("the chats of a group", err)
	}
	b.list()
	b.fine("forgetting headlines", b.Trim(b.ctx, at(-200), 1))
	_, err = b.CountRequest(b.ctx, "telegram", []record.RateCount{{Key: "mark", Cost: 3, Max: 60, Window: time.Minute}}, noon)
	b.fine("counting questions", err)
	b.fine("a pause", b.Pause(b.ctx, "telegram", at(2)))
}

// parts are the errors that were joined.
func parts(err error) []error {
	if joined, is := err.(interface{ Unwrap() []error }); is {
		return joined.Unwrap()
	}
	return []error{err}
}

// forget forgets every chat that may suffer, and another, by their own command.
func (b *poisoned) forget() {
	for _, id := range worldlys {
		if id != receivers[0] && !strings.Contains(b.what, id.Key) {
			continue
		}
		want := b.catalogue.In(b.language(id)).Say("forget.done")
		answer := b.core.Handle(b.ctx, reply.Request{Chat: id, Private: true, Person: "1", Now: noon, Payload: "1 forget yes"})
		if len(answer.Blocks) != 1 || answer.Blocks[0].Text != want {
			b.fail("%s is not forgotten: %v", id, answer.Blocks)
		}
		if chat, err := b.Chat(b.ctx, id); err != nil || chat.Revision != "" || len(chat.Subscriptions) > 0 {
			b.fail("after it was forgotten %s is %+v, %v", id, chat, err)
		}
		b.fine("a new beginning", b.SaveChat(b.ctx, record.Chat{ID: id, Zone: "UTC"}, "new", nil))
	}
}

// language is the one in which a chat is answered; "" where it cannot be read.
func (b *poisoned) language(id record.ChatID) string {
	chat, err := b.Chat(b.ctx, id)
	b.fine("the language", err)
	return chat.Language
}

// named is how the log names what cannot be read: nothing of it but its kind.
var named = regexp.MustCompile(`^time=\S+ level=ERROR msg="a stored record cannot be read and was set aside; all others go on" kind=("[a-z' ]+"|[a-z]+) mark=[a-z2-7]{6}$`)

// logged is a line of the log about what cannot be read.
var logged = regexp.MustCompile(`kind=("[^"]+"|\S+) mark=(\S+)`)

// mended are the kinds that are written anew where they cannot be read, so that
// nothing is left to show: a delivery, which is made, and the secret of a day, of
// which nothing is to be kept.
var mended = []string{"delivery", "salt"}

// list notes what can be asked for by its mark now.
func (b *poisoned) list() {
	all, err := b.Dead(b.ctx)
	b.fine("what was set aside", err)
	for _, d := range all {
		b.listed[d.Kind+" "+d.Mark] = true
	}
}

// shown checks that all that the log names can be asked for by its mark, now or
// before it went with its time.
func (b *poisoned) shown(log string) {
	b.list()
	for _, line := range logged.FindAllStringSubmatch(log, -1) {
		kind := strings.Trim(line[1], `"`)
		if !b.listed[kind+" "+line[2]] && !slices.Contains(mended, kind) {
			b.fail("nobody can see the %s that was set aside", kind)
		}
	}
}

// quiet checks that the log names nothing that points to a chat.
func (b *poisoned) quiet(log string) {
	for line := range strings.Lines(log) {
		if !named.MatchString(strings.TrimSpace(line)) {
			b.fail("the log says %s", line)
		}
	}
}

// acceptsAll is a platform that accepts everything.
type acceptsAll struct {
	mu   sync.Mutex
	sent map[string]int // by nonce
}

func (p *acceptsAll) Send(_ context.Context, m delivery.Message) ([]string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent[m.Nonce]++
	return []string{"1"}, nil
}

func (p *acceptsAll) Edit(context.Context, delivery.Message, []string) error { return nil }

func (p *acceptsAll) Delete(context.Context, record.ChatID, []string) error { return nil }
