package boltstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/news"
	"prayerbot/content"
)

// The buckets of the news:
//
//	headlines      id: a headline with its marks
//	headlinemarks  mark: the ids of the headlines that bear it, newest kept first
//	headlinesby    country or "", eight bytes of milliseconds, id: what a query looks at
//	feeds          feed: what is known of it
var (
	bucketHeadlines = []byte("headlines")
	bucketMarked    = []byte("headlinemarks")
	bucketBy        = []byte("headlinesby")
	bucketFeeds     = []byte("feeds")
)

// headlines keeps the news and how its feeds are.
type headlines struct{ *file }

// kept is a headline as it is stored.
type kept struct {
	content.Headline
	Sure []string `json:"s,omitempty"`
	Near []string `json:"n,omitempty"`
}

// byKey orders headlines in headlinesby. country "" is all of them.
func byKey(country string, h content.Headline) string {
	return country + sep + string(binary.BigEndian.AppendUint64(nil, uint64(max(0, h.Published.UnixMilli())))) + h.ID
}

// Known gives, by mark, the stored headlines that bear it.
func (s headlines) Known(ctx context.Context, marks []string) (map[string][]content.Headline, error) {
	known := map[string][]content.Headline{}
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		for _, mark := range marks {
			for _, id := range bearers(tx, mark) {
				var k kept
				if found, err := get(tx, bucketHeadlines, id, &k); err != nil {
					return err
				} else if found {
					known[mark] = append(known[mark], k.Headline)
				}
			}
		}
		return nil
	})
	return known, err
}

// bearers are the ids of the headlines that bear a mark.
func bearers(tx *bbolt.Tx, mark string) []string {
	return strings.Fields(string(tx.Bucket(bucketMarked).Get([]byte(mark))))
}

// Keep stores finds in one transaction.
func (s headlines) Keep(ctx context.Context, finds []news.Find) (int, error) {
	return change(ctx, s.file, func(tx *bbolt.Tx) (added int, err error) {
		for _, f := range finds {
			isNew, err := keepOne(tx, f)
			if err != nil {
				return 0, err
			}
			if isNew {
				added++
			}
		}
		return added, nil
	})
}

// keepOne stores a find, or the new words of one that is there.
func keepOne(tx *bbolt.Tx, f news.Find) (isNew bool, err error) {
	var old kept
	found, err := get(tx, bucketHeadlines, f.ID, &old)
	if err != nil {
		return false, err
	}
	if found {
		return false, reword(tx, old, f)
	}
	if slices.ContainsFunc(f.Sure, func(mark string) bool { return borne(tx, mark) }) {
		return false, nil
	}
	for _, mark := range slices.Concat(f.Sure, f.Near) {
		ids := append([]string{f.ID}, bearers(tx, mark)...)
		if err := setBearers(tx, mark, ids[:min(len(ids), news.MaxNear)]); err != nil {
			return false, err
		}
	}
	for _, country := range append([]string{""}, f.Countries...) {
		if err := tx.Bucket(bucketBy).Put([]byte(byKey(country, f.Headline)), nil); err != nil {
			return false, err
		}
	}
	return true, put(tx, bucketHeadlines, f.ID, kept{f.Headline, f.Sure, f.Near})
}

// borne tells whether a stored headline bears a mark. One that cannot be read
// bears none.
func borne(tx *bbolt.Tx, mark string) bool {
	return slices.ContainsFunc(bearers(tx, mark), func(id string) bool {
		found, err := get(tx, bucketHeadlines, id, &kept{})
		return found && err == nil
	})
}

// reword gives a stored headline new words, the countries that they are about, and
// marks that nobody bears.
func reword(tx *bbolt.Tx, old kept, f news.Find) error {
	if err := move(tx, old.Headline, f.Countries); err != nil {
		return err
	}
	old.Title, old.Excerpt, old.Link, old.Countries = f.Title, f.Excerpt, f.Link, f.Countries
	for _, mark := range f.Sure {
		if borne(tx, mark) {
			continue
		}
		old.Sure = append(old.Sure, mark)
		if err := setBearers(tx, mark, []string{old.ID}); err != nil {
			return err
		}
	}
	return put(tx, bucketHeadlines, old.ID, old)
}

// move puts a stored headline under other countries.
func move(tx *bbolt.Tx, h content.Headline, countries []string) error {
	by := tx.Bucket(bucketBy)
	for _, country := range h.Countries {
		if err := by.Delete([]byte(byKey(country, h))); err != nil {
			return err
		}
	}
	for _, country := range countries {
		if err := by.Put([]byte(byKey(country, h)), nil); err != nil {
			return err
		}
	}
	return nil
}

func setBearers(tx *bbolt.Tx, mark string, ids []string) error {
	if len(ids) == 0 {
		return tx.Bucket(bucketMarked).Delete([]byte(mark))
	}
	return tx.Bucket(bucketMarked).Put([]byte(mark), []byte(strings.Join(ids, " ")))
}

// Trim forgets what is old or too much.
func (s headlines) Trim(ctx context.Context, before time.Time, most int) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		excess := tx.Bucket(bucketHeadlines).Stats().KeyN - most
		var gone []string
		scan(tx, bucketBy, sep, "", func(rest, _ []byte) bool {
			if len(gone) >= excess && !dueTime(rest).Before(before) {
				return false
			}
			gone = append(gone, dueDelivery(rest))
			return true
		})
		for _, id := range gone {
			if err := forgetHeadline(tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func forgetHeadline(tx *bbolt.Tx, id string) error {
	var k kept
	found, err := get(tx, bucketHeadlines, id, &k)
	if err != nil {
		return err
	}
	if !found {
		return forgetTraces(tx, id)
	}
	for _, mark := range slices.Concat(k.Sure, k.Near) {
		if err := unbear(tx, mark, id); err != nil {
			return err
		}
	}
	for _, country := range append([]string{""}, k.Countries...) {
		if err := tx.Bucket(bucketBy).Delete([]byte(byKey(country, k.Headline))); err != nil {
			return err
		}
	}
	return tx.Bucket(bucketHeadlines).Delete([]byte(id))
}

// forgetTraces removes what leads to a headline that is not stored, or cannot be
// read.
func forgetTraces(tx *bbolt.Tx, id string) error {
	var marks []string
	scan(tx, bucketMarked, "", "", func(mark, value []byte) bool {
		if slices.Contains(strings.Fields(string(value)), id) {
			marks = append(marks, string(mark))
		}
		return true
	})
	for _, mark := range marks {
		if err := unbear(tx, mark, id); err != nil {
			return err
		}
	}
	if err := tx.Bucket(bucketHeadlines).Delete([]byte(id)); err != nil {
		return err
	}
	return drop(tx, bucketBy, func(key, _ []byte) bool {
		_, rest, _ := bytes.Cut(key, []byte(sep))
		return dueDelivery(rest) == id
	})
}

// unbear takes a mark off a headline.
func unbear(tx *bbolt.Tx, mark, id string) error {
	ids := slices.DeleteFunc(bearers(tx, mark), func(other string) bool { return other == id })
	return setBearers(tx, mark, ids)
}

// States gives what is known of each feed.
func (s headlines) States(ctx context.Context) (map[string]news.State, error) {
	states := map[string]news.State{}
	var failed error
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		scan(tx, bucketFeeds, "", "", func(key, _ []byte) bool {
			var state news.State
			found := false
			if found, failed = get(tx, bucketFeeds, string(key), &state); found {
				states[string(key)] = state
			}
			return failed == nil
		})
		return failed
	})
	return states, err
}

// SaveState stores what is known of a feed.
func (s headlines) SaveState(ctx context.Context, feed string, state news.State) error {
	return s.update(ctx, func(tx *bbolt.Tx) error { return put(tx, bucketFeeds, feed, state) })
}
