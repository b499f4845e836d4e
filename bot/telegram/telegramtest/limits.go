package telegramtest

import (
	"time"

	"prayerbot/bot/adapter/fake"
)

// rateLimits are Telegram's documented limits, where they are enforced.
type rateLimits struct {
	state  *fake.State
	limits bool
	now    func() time.Time // nil is the machine's clock
	sentAt []time.Time
	sentTo map[int64][]time.Time
}

// EnforceLimits makes the server answer 429 past Telegram's documented limits:
// 30 messages a second, one a second to a chat, 20 a minute to a group.
func (s *rateLimits) EnforceLimits() {
	defer s.state.Change()()
	s.limits = true
}

// KeepTime makes the server live in another time, in which it counts and dates
// messages.
func (s *rateLimits) KeepTime(now func() time.Time) {
	defer s.state.Change()()
	s.now = now
}

// moment is what time it is.
func (s *rateLimits) moment() time.Time {
	s.state.Lock()
	defer s.state.Unlock()
	return s.timeNow()
}

// timeNow is moment for whoever holds the lock.
func (s *rateLimits) timeNow() time.Time {
	if s.now == nil {
		return time.Now()
	}
	return s.now()
}

// checkRate answers 429 past the documented limits.
func (s *rateLimits) checkRate(c *Chat, now time.Time) *refusal {
	if !s.limits {
		return nil
	}
	s.sentAt = recent(s.sentAt, now, time.Second)
	minute := recent(s.sentTo[c.ID], now, time.Minute)
	second := recent(minute, now, time.Second)
	if len(s.sentAt) >= 30 || len(second) >= 1 && c.Type == "private" || c.ID < 0 && len(minute) >= 20 {
		return &refusal{code: 429, description: "Too Many Requests: retry after 1", parameters: map[string]any{"retry_after": 1}, wrong: true}
	}
	s.sentAt = append(s.sentAt, now)
	s.sentTo[c.ID] = append(minute, now)
	return nil
}

func recent(times []time.Time, now time.Time, span time.Duration) []time.Time {
	for len(times) > 0 && now.Sub(times[0]) >= span {
		times = times[1:]
	}
	return times
}
