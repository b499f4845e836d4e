// Package contentwatch keeps the content in force: it loads the library, and takes a
// changed folder up while the bot runs.
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

// Every is how long the shelf waits between two looks at the folder. A look
// asks for the size and the time of each file, so it may be often; a change is
// taken up once the folder has been quiet for one look.
const Every = 3 * time.Second

// maxSaid bounds how many faults of one change go to the log.
const maxSaid = 20

// Config is what a Shelf needs.
type Config struct {
	Builtin fs.FS
	Over    fs.FS  // the folder laid over it and looked at; nil is none
	Folder  string // the folder's name, for the log
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics *ops.Metrics // nil counts nothing
}

// A Shelf holds the library in force. It is safe for concurrent use.
type Shelf struct {
	Config
	library atomic.Pointer[content.Library]
	taken   string // the folder's stamp when it was last loaded, or tried
	seen    string // the folder's stamp at the last look
}

// New loads the content. The error is a load.FaultsError where it has faults.
func New(cfg Config) (*Shelf, error) {
	s := &Shelf{Config: cfg}
	if cfg.Over != nil {
		s.taken = load.Stamp(cfg.Over) // before loading: a change meanwhile is seen
		s.seen = s.taken
	}
	library, err := s.load()
	if err != nil {
		return nil, err
	}
	s.put(library)
	return s, nil
}

// Library is the content in force. Whoever holds it may use it to the end; it
// does not change under them.
func (s *Shelf) Library() *content.Library { return s.library.Load() }

func (s *Shelf) put(library *content.Library) {
	s.library.Store(library)
	s.Metrics.Loaded(s.Clock.Now())
}

func (s *Shelf) load() (*content.Library, error) {
	if s.Over == nil {
		return load.Library(s.Builtin)
	}
	return load.Library(s.Builtin, s.Over)
}

// Run looks at the folder until the context ends.
func (s *Shelf) Run(ctx context.Context) {
	for s.Over != nil && s.Clock.Sleep(ctx, Every) == nil {
		s.Look()
	}
}

// Look takes the folder up where it has changed and is quiet since the last
// look. It is called by one goroutine at a time.
func (s *Shelf) Look() {
	stamp := load.Stamp(s.Over)
	quiet := stamp == s.seen
	s.seen = stamp
	if stamp == s.taken || !quiet {
		return
	}
	s.taken = stamp
	library, err := s.load()
	if err != nil {
		s.refuse(err)
		return
	}
	s.put(library)
	s.Metrics.Reloaded(ops.ContentTaken)
	s.Log.Info("the changed content is in force", "folder", s.Folder, "countries", len(library.Countries), "posts", len(library.Posts))
}

// refuse says what is wrong with a changed folder.
func (s *Shelf) refuse(err error) {
	s.Metrics.Reloaded(ops.ContentRefused)
	var faults load.FaultsError
	if !errors.As(err, &faults) {
		faults = load.FaultsError{{Tree: 1, What: fmt.Sprintf("It cannot be loaded: %v.", err)}}
	}
	s.Log.Error("the changed content has faults, so what was there before stays in force", "folder", s.Folder, "faults", len(faults))
	for _, f := range faults[:min(len(faults), maxSaid)] {
		s.Log.Error("a fault in the content", "fault", f.In("", s.Folder))
	}
}
