// Package contentwatch keeps the content in force: it loads the library, and
// takes a changed folder up while the bot runs.
//
// It never writes to the folder, and never takes up what has a fault: then the
// library stays as it was, and the log and the metrics say so. It stores
// nothing; after a crash the next start loads what is there.
package contentwatch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"sync/atomic"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/ops"
	"prayerbot/content"
	"prayerbot/content/load"
)

// Interval is how long the watcher waits between two looks at the folder. A
// look asks for the size and the time of each file, so it may be often; a change
// is taken up once the folder has been quiet for one look.
const Interval = 3 * time.Second

// maxLogged bounds how many faults of one change go to the log.
const maxLogged = 20

// Config is what a Watcher needs.
type Config struct {
	Builtin fs.FS
	Overlay fs.FS  // the folder laid over it and looked at; nil is none
	Folder  string // the folder's name, for the log
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics *ops.Metrics // nil counts nothing
}

// A Watcher holds the library in force. It is safe for concurrent use.
type Watcher struct {
	config  Config
	library atomic.Pointer[content.Library]
	tried   string // the folder's stamp when it was last loaded, or was to be
	seen    string // the folder's stamp at the last look
}

// New loads the content. The error is a load.FaultsError where it has faults.
func New(cfg Config) (*Watcher, error) {
	w := &Watcher{config: cfg}
	if cfg.Overlay != nil {
		w.tried = load.Stamp(cfg.Overlay) // before loading: a change meanwhile is seen
		w.seen = w.tried
	}
	library, err := w.load()
	if err != nil {
		return nil, err
	}
	w.put(library)
	return w, nil
}

// Library is the content in force. Whoever holds it may use it to the end; it
// does not change under them.
func (w *Watcher) Library() *content.Library { return w.library.Load() }

func (w *Watcher) put(library *content.Library) {
	w.library.Store(library)
	w.config.Metrics.Loaded(w.config.Clock.Now())
}

func (w *Watcher) load() (*content.Library, error) {
	if w.config.Overlay == nil {
		return load.Library(w.config.Builtin)
	}
	return load.Library(w.config.Builtin, w.config.Overlay)
}

// Run looks at the folder until the context ends.
func (w *Watcher) Run(ctx context.Context) {
	for w.config.Overlay != nil && w.config.Clock.Sleep(ctx, Interval) == nil {
		w.Check()
	}
}

// Check takes the folder up where it has changed and is quiet since the last
// look. It is called by one goroutine at a time.
func (w *Watcher) Check() {
	stamp := load.Stamp(w.config.Overlay)
	quiet := stamp == w.seen
	w.seen = stamp
	if stamp == w.tried || !quiet {
		return
	}
	w.tried = stamp
	library, err := w.load()
	if err != nil {
		w.refuse(err)
		return
	}
	w.put(library)
	w.config.Metrics.Reloaded(ops.ContentTaken)
	w.config.Log.Info("the changed content is in force", "folder", w.config.Folder, "countries", len(library.Countries), "posts", len(library.Posts))
}

// refuse says what is wrong with a changed folder.
func (w *Watcher) refuse(err error) {
	w.config.Metrics.Reloaded(ops.ContentRefused)
	var faults load.FaultsError
	if !errors.As(err, &faults) {
		faults = load.FaultsError{{Tree: 1, What: fmt.Sprintf("It cannot be loaded: %v.", err)}}
	}
	w.config.Log.Error("the changed content has faults, so what was there before stays in force", "folder", w.config.Folder, "faults", len(faults))
	for _, f := range faults[:min(len(faults), maxLogged)] {
		w.config.Log.Error("a fault in the content", "fault", f.In("", w.config.Folder))
	}
}
