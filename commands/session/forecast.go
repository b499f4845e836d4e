package session

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"prayerbot/commands/record"
)

// A Forecast says how long what is due in a minute of the next day takes at the pace of
// its platform. The zero Forecast knows nothing: with it no minute is too full.
type Forecast struct {
	from    time.Time // the first minute
	pace    float64   // deliveries a second
	due     []int     // in each minute
	waiting []float64 // what is left over at the beginning of each minute of those before
}

// NewForecast works out what is left over. from is a whole minute; pace is in deliveries
// a second.
func NewForecast(from time.Time, pace float64, due []int) Forecast {
	f := Forecast{from, pace, due, make([]float64, len(due))}
	for i := 1; i < len(due); i++ {
		f.waiting[i] = max(0, f.total(i-1)-f.most())
	}
	return f
}

// most is how many deliveries there can be in a minute.
func (f Forecast) most() float64 { return f.pace * 60 }

// total is how many deliveries are to be made in a minute.
func (f Forecast) total(i int) float64 { return f.waiting[i] + float64(f.due[i]) }

// minute finds the minute of a time of day, of whichever day.
func (f Forecast) minute(at time.Time) int {
	n := len(f.due)
	return (int(at.Sub(f.from)/time.Minute)%n + n) % n
}

// Span is when something comes that is due at a time, in whole minutes; false where it
// comes in the minute in which it is due.
func (f Forecast) Span(at time.Time) (first, last time.Time, crowded bool) {
	if len(f.due) == 0 {
		return at, at, false
	}
	i := f.minute(at)
	later := func(n float64) time.Time { return at.Add(time.Duration(n / f.pace * float64(time.Second))) }
	first, last = later(f.waiting[i]).Truncate(time.Minute), later(f.total(i)).Add(time.Minute-1).Truncate(time.Minute)
	return first, last, f.total(i) > f.most()
}

// freeWithin is how many minutes away another time may be.
const freeWithin = 30

// Free finds the nearest minute before or after a time in which one more comes at once,
// as so many minutes from it, of those that fit; false where none is near.
func (f Forecast) Free(at time.Time, fits func(minutes int) bool) (minutes int, found bool) {
	if len(f.due) == 0 {
		return 0, false
	}
	for away := 1; away <= freeWithin; away++ {
		for _, minutes := range []int{-away, away} {
			if fits(minutes) && f.total(f.minute(at.Add(time.Duration(minutes)*time.Minute)))+1 <= f.most() {
				return minutes, true
			}
		}
	}
	return 0, false
}

// Forecasts makes forecasts of platforms, each at most once a minute.
type Forecasts struct {
	store record.Loads
	pace  func(platform string) float64
	log   *slog.Logger
	mu    sync.Mutex
	known map[string]Forecast
}

// Forecast is that of a platform for the day from now on; the zero Forecast where its
// pace is not known, or the store does not tell.
func (f *Forecasts) Forecast(ctx context.Context, platform string, now time.Time) Forecast {
	if f.pace == nil || f.pace(platform) <= 0 {
		return Forecast{}
	}
	from := now.Truncate(time.Minute)
	f.mu.Lock()
	last, is := f.known[platform]
	f.mu.Unlock()
	if is && last.from.Equal(from) {
		return last
	}
	due, err := f.store.Load(ctx, platform, from)
	if err != nil {
		f.log.Warn("how much is due cannot be counted", "platform", platform, "error", err)
		return Forecast{}
	}
	made := NewForecast(from, f.pace(platform), due)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.known[platform] = made
	return made
}
