package outbox

import (
	"testing"
	"time"

	"prayerbot/commands"
)

func TestADeliveryKeyIsReadAsItWasWritten(t *testing.T) {
	for _, d := range []Delivery{
		{Chat: commands.ChatID{Platform: "telegram", Key: "-100123/45"}, Subscription: 3},
		{Chat: commands.ChatID{Platform: "telegram", Key: "7"}, Announcement: "abcdefgh"},
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

func TestThePaceHoldsInEverySecond(t *testing.T) {
	p := newPacer(Pace{PerSecond: 25})
	start := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	var sent []time.Time
	for now := start; now.Before(start.Add(10 * time.Second)); now = now.Add(5 * time.Millisecond) {
		for range p.free(now) {
			p.sent(now)
			sent = append(sent, now)
		}
	}
	if n := len(sent); n < 245 || n > 256 {
		t.Errorf("in ten seconds %d went out", n)
	}
	for i, from := range sent {
		n := 0
		for _, at := range sent[i:] {
			if at.Sub(from) < time.Second {
				n++
			}
		}
		if n > 30 {
			t.Fatalf("%d went out in the second after %s", n, from)
		}
	}
}

func TestOneChatIsNotFlooded(t *testing.T) {
	p := newPacer(Pace{PerChat: time.Second})
	now := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	chat := commands.ChatID{Platform: "telegram", Key: "7"}
	if !p.chat(chat, now) || p.chat(chat, now.Add(999*time.Millisecond)) || !p.chat(chat, now.Add(time.Second)) {
		t.Error("two deliveries to one chat need a second between them")
	}
}

func TestAPausedPlatformLetsNothingOut(t *testing.T) {
	p := newPacer(Pace{PerSecond: 25})
	now := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	p.pause(now.Add(10 * time.Second))
	if p.free(now.Add(9*time.Second)) != 0 || p.free(now.Add(10*time.Second)) == 0 {
		t.Error("the pause does not hold, or does not end")
	}
}
