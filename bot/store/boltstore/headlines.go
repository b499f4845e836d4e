package boltstore

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// Headlines gives the headlines of a query, the newest published first.
func (s headlines) Headlines(ctx context.Context, q record.HeadlineQuery) ([]content.Headline, error) {
	var found []content.Headline
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		seen := map[string]bool{}
		for _, country := range orAll(q.Countries) {
			some, err := ofCountry(tx, country, q, seen)
			if err != nil {
				return err
			}
			found = append(found, some...)
		}
		return nil
	})
	slices.SortFunc(found, func(a, b content.Headline) int {
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(b.ID, a.ID))
	})
	return found[:min(len(found), q.Limit)], err
}

// orAll is the place of headlinesby that holds all headlines, where no country
// is named.
func orAll(countries []string) []string {
	if len(countries) == 0 {
		return []string{""}
	}
	return countries
}

// ofCountry walks over a country's headlines from the newest on, and takes
// those that the query wants and nobody has seen, up to its limit.
func ofCountry(tx *bbolt.Tx, country string, q record.HeadlineQuery, seen map[string]bool) ([]content.Headline, error) {
	prefix := []byte(country + sep)
	var found []content.Headline
	c := tx.Bucket(bucketBy).Cursor()
	for k := lastUpTo(c, prefix, q.To); k != nil && bytes.HasPrefix(k, prefix) && len(found) < q.Limit; k, _ = c.Prev() {
		rest := k[len(prefix):]
		if !q.From.IsZero() && dueTime(rest).Before(q.From) {
			break
		}
		var stored kept
		if _, err := get(tx, bucketHeadlines, dueDelivery(rest), &stored); err != nil {
			return nil, err
		}
		if stored.ID != "" && wanted(stored.Headline, q) && !seen[stored.ID] {
			seen[stored.ID] = true
			found = append(found, stored.Headline)
		}
	}
	return found, nil
}

// lastUpTo is the last key with a prefix that is published up to a time; the
// zero time is open. nil where there is none.
func lastUpTo(c *bbolt.Cursor, prefix []byte, to time.Time) []byte {
	end := append(bytes.Clone(prefix), 0xFF)
	if !to.IsZero() {
		end = binary.BigEndian.AppendUint64(bytes.Clone(prefix), uint64(max(0, to.UnixMilli()+1)))
	}
	if k, _ := c.Seek(end); k == nil {
		k, _ = c.Last()
		return k
	}
	k, _ := c.Prev()
	return k
}

// wanted tells whether a headline is in one of a query's languages and was kept
// in its time.
func wanted(h content.Headline, q record.HeadlineQuery) bool {
	if h.Language != "" && len(q.Languages) > 0 && !slices.Contains(q.Languages, content.BaseLanguage(h.Language)) {
		return false
	}
	return (q.KeptAfter.IsZero() || h.Kept.After(q.KeptAfter)) && (q.KeptTo.IsZero() || !h.Kept.After(q.KeptTo))
}
