package news

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"sync"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/ops"
	"prayerbot/content"
	"prayerbot/content/feed"
)

// Config is what a fetcher needs.
type Config struct {
	Store    Store
	Library  func() *content.Library // the content in force; a new one is taken up at the next step
	Feeds    func() []content.Feed   // those that are off are passed over
	Clock    clock.Clock
	Every    time.Duration // the interval; 0 is DefaultEvery
	Agent    string        // how the bot names itself to publishers' servers
	Private  bool          // lets the hosts that Feeds names stand in private networks
	Resolver *net.Resolver // nil is the system's
	Log      *slog.Logger
	Metrics  *ops.Metrics // nil counts nothing
	// Classifier finds the countries of what is told, for the content in force; nil
	// builds one for each new content, which takes some time.
	Classifier func(*content.Library) (*feed.Classifier, error)
}

// DefaultEvery is the usual interval: news of the hour, at 48 small requests a
// day for each publisher.
const DefaultEvery = 30 * time.Minute

// maxHeadlines bounds what is kept: ninety days of some 200 headlines a day.
const maxHeadlines = 20_000

// lanes is how many hosts are asked at the same time.
const lanes = 4

// idle is the longest pause between two looks at the list: it may change.
const idle = time.Minute

// trouble is the pause after the store failed.
const trouble = 5 * time.Second

// trimEvery is how often old headlines are forgotten.
const trimEvery = time.Hour

// A Fetcher fetches all feeds of a list. Only one should run at a time; two do
// no harm but for the pace.
type Fetcher struct {
	cfg     Config
	web     *web
	trimmed time.Time

	mu         sync.Mutex // one feed is read at a time: it bounds the memory
	library    *content.Library
	classifier *feed.Classifier
	spared     map[string]time.Time // feeds not to be asked before, whatever the store says
}

// New makes a fetcher that has not begun.
func New(cfg Config) *Fetcher {
	cfg.Every = cmp.Or(cfg.Every, DefaultEvery)
	return &Fetcher{cfg: cfg, web: newWeb(cfg), spared: map[string]time.Time{}}
}

// Run fetches until the context ends.
func (f *Fetcher) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		pause := trouble
		next, err := f.Step(ctx)
		if err == nil {
			pause = min(idle, next.Sub(f.cfg.Clock.Now()))
		} else if ctx.Err() == nil {
			f.cfg.Log.Error("the news could not be kept", "error", err)
		}
		if f.cfg.Clock.Sleep(ctx, max(pause, time.Second)) != nil {
			break
		}
	}
	return nil
}

// A course is one feed with what is known of it, while it is fetched.
type course struct {
	content.Feed
	state State

	failed, named bool // in this round: it could not be fetched, and that for days
}

// Step fetches every feed that is due now, one after the other for each host,
// and forgets what is old. It returns when the next one is due. An error is one
// of the store; what is wrong with a feed is noted in its state.
func (f *Fetcher) Step(ctx context.Context) (time.Time, error) {
	if err := f.trim(ctx); err != nil {
		return time.Time{}, err
	}
	all, err := f.courses(ctx)
	if err != nil {
		return time.Time{}, err
	}
	err = f.fetch(ctx, f.dueByHost(all))
	f.tell(all)
	next := f.cfg.Clock.Now().Add(idle)
	for _, c := range all {
		f.cfg.Metrics.FeedFails(c.Key, f.failingFor(c.state))
		if due := c.state.due(f.cfg.Every); due.Before(next) {
			next = due
		}
	}
	return next, err
}

// courses are the feeds that are on, with what is known of them.
func (f *Fetcher) courses(ctx context.Context) ([]*course, error) {
	states, err := f.cfg.Store.States(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what is known of the feeds: %w", err)
	}
	var all []*course
	for _, one := range f.cfg.Feeds() {
		if one.On {
			all = append(all, &course{Feed: one, state: states[one.Key].Of(one)})
		}
	}
	return all, nil
}

// dueByHost are the feeds that are due, those of one host together, the longest
// waiting first.
func (f *Fetcher) dueByHost(all []*course) map[string][]*course {
	now := f.cfg.Clock.Now()
	due := map[string][]*course{}
	for _, c := range slices.SortedStableFunc(slices.Values(all), func(a, b *course) int {
		return a.state.due(f.cfg.Every).Compare(b.state.due(f.cfg.Every))
	}) {
		if !c.state.due(f.cfg.Every).After(now) && !f.spared[c.Key].After(now) {
			name := hostOfAddress(c.state.Address())
			due[name] = append(due[name], c)
		}
	}
	return due
}

// fetch fetches what is due, a few hosts at a time.
func (f *Fetcher) fetch(ctx context.Context, due map[string][]*course) error {
	var (
		wait sync.WaitGroup
		mu   sync.Mutex
		errs []error
		free = make(chan struct{}, lanes)
	)
	for _, ofHost := range due {
		wait.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			for _, c := range ofHost {
				if err := f.visit(ctx, c); err != nil {
					f.spare(c)
					mu.Lock()
					errs = append(errs, err)
					mu.Unlock()
				}
			}
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}

// trim forgets what is old, once an hour.
func (f *Fetcher) trim(ctx context.Context) error {
	now := f.cfg.Clock.Now()
	if since := now.Sub(f.trimmed); since >= 0 && since < trimEvery {
		return nil
	}
	if err := f.cfg.Store.Trim(ctx, now.Add(-Life), maxHeadlines); err != nil {
		return fmt.Errorf("forget old headlines: %w", err)
	}
	f.trimmed = now
	return nil
}

// failingFor is how long a feed has been failing; 0 is not.
func (f *Fetcher) failingFor(s State) time.Duration {
	if s.Failing.IsZero() {
		return 0
	}
	return max(f.cfg.Clock.Now().Sub(s.Failing), time.Second)
}
