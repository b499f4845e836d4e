package outbox

import (
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

func TestADeliveryKeyIsReadAsItWasWritten(t *testing.T) {
	for _, d := range []Delivery{
		{Chat: record.ChatID{Platform: "telegram", Key: "-100123/45"}, Subscription: 3},
		{Chat: record.ChatID{Platform: "telegram", Key: "7"}, Announcement: "abcdefgh"},
	} {
		got, err := ParseKey("telegram", d.Key())
		if err != nil || got != d {
			t.Errorf("%s: got %+v, %v", d.Key(), got, err)
		}
	}
	for _, bad := range []string{"", "s", "s/1", "s/x/7", "s/0/7", "a//7", "b/1/7", "s/1/"} {
		if d, err := ParseKey("telegram", bad); err == nil {
			t.Errorf("%q is taken as %+v", bad, d)
		}
	}
}

func TestAllTriesTakeOneToTwoHours(t *testing.T) {
	for range 50 {
		all := time.Duration(0)
		for tries := 1; tries < maxTries; tries++ {
			all += backoff(tries)
		}
		if all < time.Hour || all > 2*time.Hour+5*time.Minute {
			t.Fatalf("they take %s", all)
		}
	}
}

func TestWhatWasSentIsForgottenAfterAWhile(t *testing.T) {
	six := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	m, point := newMemory(), occurrence{key: "s/1/7", date: content.Date{Year: 2026, Month: 11, Day: 24}}
	m.note(point, six)
	m.forget(six.Add(lately))
	if !m.knows(point) {
		t.Error("it is forgotten too early")
	}
	m.forget(six.Add(lately + time.Second))
	if m.knows(point) {
		t.Error("it is never forgotten")
	}
}

func TestTheBackoffGrowsAndEnds(t *testing.T) {
	for tries := 1; tries < maxTries; tries++ {
		span := min(longestPause, firstPause<<(tries-1))
		for range 50 {
			if d := backoff(tries); d < span/2 || d > span {
				t.Fatalf("after %d tries the pause is %s", tries, d)
			}
		}
	}
}
