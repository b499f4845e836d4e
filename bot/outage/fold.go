package outage

import (
	"context"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// sayAgain is how long a failure that repeats is not said again.
	sayAgain = 5 * time.Minute
	// quiet is from how long on a failure that was not met again is over. It is longer
	// than any pause between two tries of the platforms and the store.
	quiet = 2 * time.Minute
	// mostKinds bounds the kinds of failures that are counted at once; further ones are
	// said each time.
	mostKinds = 256
)

// varies are the attributes in which two lines may differ and still say the same.
var varies = []string{"tries", "count", "stack", "times", "for"}

// Fold makes a handler of log lines that says a warning or a fault which repeats once,
// and then every few minutes with for how long and how many times it was met. Lines
// that differ in more than numbers are not the same. Other lines pass.
func Fold(next slog.Handler) slog.Handler {
	return &folder{next: next, met: &met{kinds: map[string]*kind{}}}
}

type folder struct {
	next  slog.Handler
	about string // the attributes that all of its lines have
	met   *met
}

// met are the failures of the last minutes, by what they say.
type met struct {
	mu    sync.Mutex
	kinds map[string]*kind
}

// A kind is one failure that may repeat.
type kind struct {
	line                slog.Record
	to                  slog.Handler
	since, last, saidAt time.Time
	times, said         int // times it was met, and of those how many were told of
}

func (f *folder) Enabled(ctx context.Context, level slog.Level) bool {
	return f.next.Enabled(ctx, level)
}

func (f *folder) WithAttrs(attrs []slog.Attr) slog.Handler {
	about := f.about
	for _, a := range attrs {
		about += same(a)
	}
	return &folder{f.next.WithAttrs(attrs), about, f.met}
}

func (f *folder) WithGroup(name string) slog.Handler {
	return &folder{f.next.WithGroup(name), f.about + name + "\x00", f.met}
}

// Handle says a line, or counts it. What has stopped meanwhile is told of before.
func (f *folder) Handle(ctx context.Context, line slog.Record) error {
	ended, pass := f.met.meet(f, &line)
	for _, k := range ended {
		_ = k.to.Handle(ctx, k.told(line.Time, "until", k.last.UTC().Format(time.RFC3339)))
	}
	if !pass {
		return nil
	}
	return f.next.Handle(ctx, line)
}

// meet notes a line: the failures that have stopped with something untold, and whether
// the line is to be said, to which for how long it lasts may have been added.
func (m *met) meet(f *folder, line *slog.Record) (ended []*kind, pass bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for key, k := range m.kinds {
		if line.Time.Sub(k.last) > quiet {
			delete(m.kinds, key)
			if k.said < k.times {
				ended = append(ended, k)
			}
		}
	}
	if line.Level < slog.LevelWarn {
		return ended, true
	}
	key := f.key(*line)
	k := m.kinds[key]
	if k == nil {
		if len(m.kinds) < mostKinds {
			m.kinds[key] = &kind{line: line.Clone(), to: f.next, since: line.Time, last: line.Time, saidAt: line.Time, times: 1, said: 1}
		}
		return ended, true
	}
	k.times++
	k.last = line.Time
	if line.Time.Sub(k.saidAt) < sayAgain {
		return ended, false
	}
	k.saidAt, k.said = line.Time, k.times
	line.AddAttrs(k.lasts()...)
	return ended, true
}

// lasts says for how long a failure has been met, and how many times.
func (k *kind) lasts() []slog.Attr {
	return []slog.Attr{slog.String("for", span(k.since, k.last)), slog.Int("times", k.times)}
}

// told is the line of a failure with for how long it was met, said at a time.
func (k *kind) told(at time.Time, about ...any) slog.Record {
	line := k.line.Clone()
	line.Time = at
	line.AddAttrs(k.lasts()...)
	line.Add(about...)
	return line
}

// key is the same for lines that say the same.
func (f *folder) key(line slog.Record) string {
	var text strings.Builder
	text.WriteString(line.Level.String() + line.Message + "\x00" + f.about)
	line.Attrs(func(a slog.Attr) bool {
		text.WriteString(same(a))
		return true
	})
	return text.String()
}

// numbers are what differs in an error from one try to the next, such as the port of
// this end of a connection.
var numbers = regexp.MustCompile(`[0-9]+`)

// same is what an attribute says, but for what varies.
func same(a slog.Attr) string {
	if slices.Contains(varies, a.Key) {
		return ""
	}
	text := a.Value.Resolve().String()
	if a.Key == "error" || a.Key == "panic" {
		text = numbers.ReplaceAllString(text, "#")
	}
	return a.Key + "=" + text + "\x00"
}
