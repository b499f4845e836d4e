package redisstore

import (
	"strings"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/archive"
)

// deliveries gives a queue with what is known of its tries.
func (e exporting) deliveries(platform, key string) error {
	for at, more := uint64(0), true; more; more = at != 0 {
		pairs, next, err := e.server.ZScan(e.ctx, key, at, "", pageSize).Result()
		if err != nil {
			return err
		}
		if err := e.deliveriesOf(platform, pairs); err != nil {
			return err
		}
		at = next
	}
	return nil
}

// deliveriesOf gives the deliveries of a page: key and time by turns.
func (e exporting) deliveriesOf(platform string, pairs []string) error {
	var keys []string
	var times []time.Time
	for i := 0; i+1 < len(pairs); i += 2 {
		r := reader{}
		at := r.instant(wholeNumber(pairs[i+1]))
		if _, err := outbox.ParseKey(platform, pairs[i]); err == nil && r.err == nil {
			keys, times = append(keys, pairs[i]), append(times, at)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	lines, err := e.server.HMGet(e.ctx, triesKey(platform), keys...).Result()
	if err != nil {
		return err
	}
	for i, key := range keys {
		if err := e.give(deliveryItem(platform, key, times[i], lines[i])); err != nil {
			return err
		}
	}
	return nil
}

// wholeNumber is a score without what stands behind its point.
func wholeNumber(score string) string {
	whole, _, _ := strings.Cut(score, ".")
	return whole
}

// deliveryItem is a delivery with its line of tries, nil where there is none. Of a
// line that cannot be read nobody knows whether it went out.
func deliveryItem(platform, key string, at time.Time, line any) archive.Item {
	d := archive.Delivery{Platform: platform, Key: key, At: at, Due: at}
	if text, is := line.(string); is {
		if l, err := decodeLease(text); err == nil {
			d.Due, d.Tries, d.Parts, d.Unknown = l.Due, l.Tries, l.Parts, l.Unknown
		} else {
			d.Unknown = true
		}
	}
	return archive.Item{Delivery: &d}
}
