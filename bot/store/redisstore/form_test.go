package redisstore

import (
	"testing"
	"time"

	"prayerbot/commands/record"
)

// Records that were written before there was news are read as they were meant.
func TestOldRecordsAreRead(t *testing.T) {
	id := record.ChatID{Platform: "telegram", Key: "7"}
	chat, err := decodeChat(id, map[string]string{
		"r": "one", "z": "Africa/Lagos", "n": "2", "1d": "20781",
		"1": "420|0||1795500000000", "2": "1170|62|Asia/Tokyo|1795500000000|1|20800|KP,NG|middle-east",
	})
	if err != nil || len(chat.Subscriptions) != 2 {
		t.Fatalf("got %+v, %v", chat, err)
	}
	first, second := chat.Subscriptions[0], chat.Subscriptions[1]
	if first.News || first.At != 420 || first.Zone != "Africa/Lagos" || first.Last.IsZero() || !first.Told.IsZero() {
		t.Errorf("the first is %+v", first)
	}
	if second.News || !second.Paused || len(second.Selection.Countries) != 2 || second.Selection.Regions[0] != "middle-east" {
		t.Errorf("the second is %+v", second)
	}
	if got := encodeSubscription(first, chat.Zone); got != "420|||1795500000000" {
		t.Errorf("it is written as %q", got)
	}
	news := record.Subscription{News: true, At: 420, Zone: "UTC", Since: time.UnixMilli(5)}
	if got := encodeSubscription(news, "UTC"); got != "420|||5|||||n" {
		t.Errorf("the news is written as %q", got)
	}
}
