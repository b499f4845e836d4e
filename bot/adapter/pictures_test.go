package adapter_test

import (
	"bytes"
	"errors"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/commands/reply"
)

// A file counts how often it is read.
type file struct {
	mu    sync.Mutex
	reads int
	err   error
}

func (f *file) Bytes() ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reads++
	return []byte("pixels"), f.err
}

func TestAPictureIsReadOnceForAllWhoAreSentItAtOnce(t *testing.T) {
	f := &file{}
	pictures, p := adapter.NewPictures(clock.System{}), &reply.Picture{File: f}
	var ends []func()
	for range 10 {
		data, done, err := pictures.Open(t.Context(), p)
		if err != nil || !bytes.Equal(data, []byte("pixels")) {
			t.Fatal(string(data), err)
		}
		ends = append(ends, done)
	}
	if f.reads != 1 {
		t.Errorf("it was read %d times", f.reads)
	}
	for _, done := range ends {
		done()
	}
	if _, done, err := pictures.Open(t.Context(), p); err != nil || f.reads != 2 {
		t.Error("it is kept though nobody is sent it", f.reads, err)
	} else {
		done()
	}
	f.err = errors.New("it is gone")
	if _, _, err := pictures.Open(t.Context(), p); err == nil {
		t.Error("a file that is gone is opened")
	}
	f.err = nil
	if _, _, err := pictures.Open(t.Context(), p); err != nil {
		t.Error("a file that came back is not opened:", err)
	}
}

func TestARefusedPictureIsNotSentAgainForAWhile(t *testing.T) {
	c := clock.NewManual(time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC))
	pictures, p, other := adapter.NewPictures(c), &reply.Picture{Link: "https://example.org/a.jpg"}, &reply.Picture{Link: "https://example.org/b.jpg"}
	pictures.Refused("one", p)
	for _, tt := range []struct {
		chat string
		p    *reply.Picture
		want bool
	}{{"one", p, false}, {"one", other, true}, {"two", p, true}} {
		if got := pictures.Wanted(tt.chat, tt.p); got != tt.want {
			t.Errorf("%s is sent %s: %v", tt.chat, tt.p.Link, got)
		}
	}
	pictures.Shown(p)
	pictures.Refused("two", p)
	pictures.Refused("three", p)
	if !pictures.Wanted("four", p) {
		t.Error("two refusals after a success keep it from all")
	}
	pictures.Refused("four", p)
	if pictures.Wanted("five", p) || !pictures.Wanted("five", other) {
		t.Error("a picture that is refused everywhere is sent on")
	}
	c.Advance(time.Hour)
	if !pictures.Wanted("one", p) || !pictures.Wanted("five", p) {
		t.Error("it is never sent again")
	}
}
