package news

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"prayerbot/content"
	"prayerbot/content/feed"
)

// visit asks for one feed and keeps what is new. What the feed answered is kept
// before it is noted as read. An error is one of the store, and then nothing is
// noted.
func (f *Fetcher) visit(ctx context.Context, c *course) error {
	if ctx.Err() != nil {
		return nil
	}
	got, err := f.web.get(ctx, request{address: c.state.Address(), etag: c.state.ETag, modified: c.state.Modified})
	var wait *retryAfterError
	switch {
	case ctx.Err() != nil:
		return nil
	case errors.As(err, &wait):
		c.state.Next = wait.until
		return f.save(ctx, c)
	}
	items := 0
	if err == nil && !got.unchanged {
		var failed error
		if items, err, failed = f.take(ctx, c, got); failed != nil {
			return failed
		}
	}
	f.note(c, got, items, err)
	return f.save(ctx, c)
}

// spare leaves a feed in peace for a while, because what it answered could not
// be stored: a full disk must not make the bot ask again and again.
func (f *Fetcher) spare(c *course) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.spared[c.Key] = f.cfg.Clock.Now().Add(f.cfg.Every)
}

// note writes down what came of a visit.
func (f *Fetcher) note(c *course, got answer, items int, err error) {
	now := f.cfg.Clock.Now()
	if err == nil {
		if got.moved != "" && got.moved != c.state.Moved {
			f.cfg.Log.Info("a feed has moved for good", "feed", c.Key)
		}
		c.state = c.state.well(got, items, now, f.cfg.Every)
		f.cfg.Metrics.FeedFetched(c.Key, c.state.Status)
		return
	}
	c.state = c.state.ill(err, now, f.cfg.Every)
	f.cfg.Metrics.FeedFetched(c.Key, "failed")
	c.failed = true
	if c.state.FailsTooLong(now) && now.Sub(c.state.Named) >= nameEvery {
		c.state.Named, c.named = now, true
	}
}

// tell names in the log what failed in one round, in one line.
func (f *Fetcher) tell(all []*course) {
	var failed, long []string
	for _, c := range all {
		if c.failed {
			failed = append(failed, fmt.Sprintf("%s: %s (failure %d)", c.Key, c.state.Status, c.state.Failures))
		}
		if c.named {
			long = append(long, fmt.Sprintf("%s since %s: %s", c.Key, c.state.Failing.UTC().Format(time.DateTime), c.state.Status))
		}
	}
	if len(failed) > 0 {
		f.cfg.Log.Info("feeds could not be fetched", "count", len(failed), "feeds", strings.Join(failed, ", "))
	}
	if len(long) > 0 {
		f.cfg.Log.Warn("feeds have been failing for days", "count", len(long), "feeds", strings.Join(long, ", "))
	}
}

// save notes what came of a visit, even where the fetcher has to stop meanwhile.
func (f *Fetcher) save(ctx context.Context, c *course) error {
	if err := f.cfg.Store.SaveState(context.WithoutCancel(ctx), c.Key, c.state); err != nil {
		return fmt.Errorf("note a fetch: %w", err)
	}
	return nil
}

// take reads an answer and keeps what is new in it. wrong is what is wrong with
// the feed, failed what went wrong with the store.
func (f *Fetcher) take(ctx context.Context, c *course, got answer) (items int, wrong, failed error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	result, finds, skipped, wrong := f.read(c.Feed, got)
	if wrong != nil {
		return 0, wrong, nil
	}
	for reason, n := range skipped {
		f.cfg.Metrics.FeedSkipped(c.Key, reason, n)
	}
	known, err := f.cfg.Store.Known(ctx, marks(finds))
	if err != nil {
		return 0, nil, fmt.Errorf("look for known headlines: %w", err)
	}
	added, err := f.cfg.Store.Keep(ctx, unknown(finds, known))
	if err != nil {
		return 0, nil, fmt.Errorf("keep headlines: %w", err)
	}
	f.cfg.Metrics.FeedKept(c.Key, added)
	f.cfg.Log.Debug("a feed was read", "feed", c.Key, "items", len(result.Items), "new", added)
	return len(result.Items), nil, nil
}

// read makes finds of an answer, and counts what is no find. Foreign bytes that
// the reader stumbles over are a fault of the feed, never the end of the bot.
// The caller holds f.mu.
func (f *Fetcher) read(of content.Feed, got answer) (result feed.Result, finds []Find, skipped map[string]int, err error) {
	defer func() {
		if r := recover(); r != nil {
			f.cfg.Log.Error("a feed made the reader stumble", "feed", of.Key, "panic", r)
			err = errors.New("the feed could not be read")
		}
	}()
	classifier, err := f.classify()
	if err != nil {
		return result, nil, nil, err
	}
	now := f.cfg.Clock.Now()
	result, err = parse(got, now)
	if err != nil {
		return result, nil, nil, err
	}
	finds, skipped = sifter{of, classifier, result.Language, now}.sift(result.Items)
	for reason, n := range result.Skipped {
		skipped[string(reason)] += n
	}
	return result, finds, skipped, nil
}

// parse reads an answer. Of a body that breaks off the whole items count, and its
// end as one that is cut off; where there is none, the answer is not read.
func parse(got answer, now time.Time) (feed.Result, error) {
	result, err := feed.Parse(got.body, got.contentType, got.from, now)
	switch {
	case got.broken == nil:
	case len(result.Items) == 0:
		return feed.Result{}, fmt.Errorf("the connection failed: %w", got.broken)
	case result.Skipped[feed.CutOff] == 0:
		result.Skipped[feed.CutOff] = 1
	}
	return result, err
}

// classify is the classifier of the content in force. The caller holds f.mu.
func (f *Fetcher) classify() (*feed.Classifier, error) {
	library := f.cfg.Library()
	if f.classifier != nil && f.library == library {
		return f.classifier, nil
	}
	build := f.cfg.Classifier
	if build == nil {
		build = feed.NewClassifier
	}
	classifier, err := build(library)
	if err != nil {
		return nil, fmt.Errorf("learn the names of countries: %w", err)
	}
	f.library, f.classifier = library, classifier
	return classifier, nil
}
