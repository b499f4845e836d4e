package redisstore

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"prayerbot/bot/news"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// headlines keeps the news and how its feeds are.
type headlines struct{ *connection }

// kept is a headline as it is stored.
type kept struct {
	content.Headline
	Sure []string `json:"s,omitempty"`
	Near []string `json:"n,omitempty"`
}

// Known gives, by mark, the stored headlines that bear it.
func (s headlines) Known(ctx context.Context, marks []string) (map[string][]content.Headline, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	known := map[string][]content.Headline{}
	if len(marks) == 0 {
		return known, nil
	}
	bearers, err := s.client.HMGet(ctx, marksKey, marks...).Result()
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, b := range bearers {
		text, _ := b.(string)
		ids = append(ids, strings.Fields(text)...)
	}
	headlines, err := s.byID(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, b := range bearers {
		text, _ := b.(string)
		for _, id := range strings.Fields(text) {
			if h, ok := headlines[id]; ok {
				known[marks[i]] = append(known[marks[i]], h)
			}
		}
	}
	return known, nil
}

// byID reads headlines by id; one that is not stored is left out.
func (s headlines) byID(ctx context.Context, ids []string) (map[string]content.Headline, error) {
	found := map[string]content.Headline{}
	if len(ids) == 0 {
		return found, nil
	}
	all, err := s.client.HMGet(ctx, headlinesKey, ids...).Result()
	if err != nil {
		return nil, err
	}
	for i, one := range all {
		text, ok := one.(string)
		if !ok {
			continue
		}
		if h, is := s.read(text); is && h.ID == ids[i] {
			found[ids[i]] = h
		}
	}
	return found, nil
}

// read reads a headline; false where it cannot be read.
func (s headlines) read(text string) (content.Headline, bool) {
	h, is := decodeHeadline(text)
	if !is {
		s.unreadable.Note("headline", text)
	}
	return h, is
}

func decodeHeadline(text string) (content.Headline, bool) {
	var h content.Headline
	if json.Unmarshal([]byte(text), &h) != nil || h.ID == "" {
		return content.Headline{}, false
	}
	return h, true
}

// Keep stores finds in one step.
func (s headlines) Keep(ctx context.Context, finds []news.Find) (int, error) {
	if len(finds) == 0 {
		return 0, nil
	}
	ctx, cancel := within(ctx)
	defer cancel()
	keys := []string{headlinesKey, marksKey, inTheNewsKey, allKey}
	names := []any{news.MaxNear, 0}
	seen := map[string]bool{}
	var args []any
	for _, f := range finds {
		text, err := json.Marshal(kept{f.Headline, f.Sure, f.Near})
		if err != nil {
			return 0, fmt.Errorf("write a headline: %w", err)
		}
		args = append(args, f.ID, text, member(f.Headline), f.Published.UnixMilli(),
			strings.Join(f.Countries, " "), strings.Join(f.Sure, " "), strings.Join(f.Near, " "))
		for _, country := range f.Countries {
			if !seen[country] {
				seen[country] = true
				keys, names = append(keys, newsOfKey(country)), append(names, country)
			}
		}
	}
	names[1] = len(seen)
	return s.runOnce(ctx, "news_keep", newsTag, keys, append(names, args...)...).Int()
}

// member is how a headline stands in the sets: what a query looks at without
// reading all of it.
func member(h content.Headline) string {
	return content.BaseLanguage(h.Language) + "|" + strconv.FormatInt(h.Kept.UnixMilli(), 10) + "|" + h.ID
}

// trimBatch is how many headlines one call forgets: a few milliseconds, so that
// nobody else waits for long.
const trimBatch = 200

// Trim forgets what is old or too much.
func (s headlines) Trim(ctx context.Context, before time.Time, most int) error {
	for {
		n, err := s.trim(ctx, before, most)
		if err != nil || n < trimBatch {
			return err
		}
	}
}

func (s headlines) trim(ctx context.Context, before time.Time, most int) (int, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	countries, err := s.client.SMembers(ctx, inTheNewsKey).Result()
	if err != nil {
		return 0, err
	}
	keys, args := []string{headlinesKey, marksKey, allKey}, []any{before.UnixMilli(), most, trimBatch}
	for _, country := range countries {
		keys, args = append(keys, newsOfKey(country)), append(args, country)
	}
	return s.run(ctx, "news_trim", keys, args...).Int()
}

// Headlines gives the headlines of a query, the newest published first.
func (s headlines) Headlines(ctx context.Context, q record.HeadlineQuery) ([]content.Headline, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	keys := []string{headlinesKey}
	for _, country := range q.Countries {
		keys = append(keys, newsOfKey(country))
	}
	if len(q.Countries) == 0 {
		keys = append(keys, allKey)
	}
	args := []any{bound(q.From, "-inf"), bound(q.To, "+inf"), bound(q.KeptAfter, "-inf"), bound(q.KeptTo, "+inf"), q.Limit}
	for _, language := range q.Languages {
		args = append(args, language)
	}
	texts, err := s.run(ctx, "news_find", keys, args...).StringSlice()
	if err != nil {
		return nil, err
	}
	var found []content.Headline
	for _, text := range texts {
		if h, is := s.read(text); is {
			found = append(found, h)
		}
	}
	return found, nil
}

// bound writes an end of a span; the zero time is open.
func bound(t time.Time, open string) string {
	if t.IsZero() {
		return open
	}
	return millis(t)
}

// States gives what is known of each feed.
func (s headlines) States(ctx context.Context) (map[string]news.State, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	all, err := s.client.HGetAll(ctx, feedsKey).Result()
	if err != nil {
		return nil, err
	}
	states := map[string]news.State{}
	for feed, text := range all {
		var state news.State
		if json.Unmarshal([]byte(text), &state) != nil {
			s.unreadable.Note("state of a feed", feed)
			continue
		}
		states[feed] = state
	}
	return states, nil
}

// SaveState stores what is known of a feed.
func (s headlines) SaveState(ctx context.Context, feed string, state news.State) error {
	ctx, cancel := within(ctx)
	defer cancel()
	text, err := json.Marshal(state)
	if err != nil {
		return fmt.Errorf("write the state of a feed: %w", err)
	}
	return s.client.HSet(ctx, feedsKey, feed, text).Err()
}
