package adapter

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"prayerbot/bot/clock"
	"prayerbot/commands/reply"
)

// The bounds of what pictures may take.
const (
	maxOpen     = 32 << 20        // bytes of all pictures that are being sent at once
	openWithin  = 5 * time.Second // after it a message goes without its picture
	refusedFor  = time.Hour       // that a chat is not sent a picture again which was refused there
	doubtfulFor = 10 * time.Minute
	doubtful    = 3    // refusals without a success, from which on nobody is sent a picture
	maxRefusals = 2000 // that are remembered; then it begins anew
)

// ErrNoRoom says that so many pictures are on their way that this one would
// hold its message up.
var ErrNoRoom = errors.New("too many pictures are being sent")

// Pictures are what the messages of a platform show besides text. It reads a
// picture when it is sent, once for all who are sent it at the same time, and
// remembers where one was refused, so that no message is held up by its picture
// twice. All of it is in memory alone. It is safe for concurrent use.
type Pictures struct {
	clock clock.Clock
	room  *semaphore.Weighted

	mu      sync.Mutex
	open    map[reply.PictureFile]*openPicture
	refused map[refusal]time.Time // until when
	strikes map[any]int           // refusals of a picture since its last success
}

// A refusal is a picture that a chat does not get; "" is any chat.
type refusal struct {
	chat    string
	picture any
}

// An openPicture is a file that is being sent.
type openPicture struct {
	users int
	read  sync.Once
	data  []byte
	err   error
}

// NewPictures makes Pictures that have sent nothing yet.
func NewPictures(c clock.Clock) *Pictures {
	return &Pictures{
		clock: c, room: semaphore.NewWeighted(maxOpen), open: map[reply.PictureFile]*openPicture{},
		refused: map[refusal]time.Time{}, strikes: map[any]int{},
	}
}

// SourceOf is what makes a picture the same as another: its address, its file or
// its bytes. It can be compared.
func SourceOf(p *reply.Picture) any {
	switch {
	case p.Link != "":
		return p.Link
	case p.File != nil:
		return p.File
	case len(p.Data) > 0:
		return &p.Data[0]
	}
	return nil
}

// Open gives the bytes of a picture; none where the platform fetches it. done
// must be called once they are not needed any more; it is nil with an error,
// with which the message goes without its picture.
func (s *Pictures) Open(ctx context.Context, p *reply.Picture) (data []byte, done func(), err error) {
	if p.File == nil {
		return p.Data, func() {}, nil
	}
	o := s.join(p.File)
	o.read.Do(func() { o.data, o.err = p.File.Bytes() })
	if o.err != nil {
		s.leave(p.File, o)
		return nil, nil, o.err
	}
	ctx, cancel := context.WithTimeout(ctx, openWithin)
	defer cancel()
	size := int64(min(len(o.data), maxOpen))
	if s.room.Acquire(ctx, size) != nil {
		s.leave(p.File, o)
		return nil, nil, ErrNoRoom
	}
	return o.data, func() { s.room.Release(size); s.leave(p.File, o) }, nil
}

func (s *Pictures) join(f reply.PictureFile) *openPicture {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.open[f]
	if o == nil {
		o = &openPicture{}
		s.open[f] = o
	}
	o.users++
	return o
}

func (s *Pictures) leave(f reply.PictureFile, o *openPicture) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if o.users--; o.users == 0 {
		delete(s.open, f)
	}
}

// Wanted tells whether a chat is to be sent a picture: not where it was refused
// of late.
func (s *Pictures) Wanted(chat string, p *reply.Picture) bool {
	source, now := SourceOf(p), s.clock.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	return source != nil && !now.Before(s.refused[refusal{chat, source}]) && !now.Before(s.refused[refusal{"", source}])
}

// Refused notes that a chat was not shown a picture, or that nobody can tell.
func (s *Pictures) Refused(chat string, p *reply.Picture) {
	source, now := SourceOf(p), s.clock.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.refused) >= maxRefusals {
		clear(s.refused)
		clear(s.strikes)
	}
	s.refused[refusal{chat, source}] = now.Add(refusedFor)
	if s.strikes[source]++; s.strikes[source] >= doubtful {
		s.refused[refusal{"", source}] = now.Add(doubtfulFor)
		delete(s.strikes, source)
	}
}

// Shown notes that a picture was taken.
func (s *Pictures) Shown(p *reply.Picture) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.strikes, SourceOf(p))
}
