package cardcache

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/content/card"
)

// A brush is a painter that takes a while, and counts.
type brush struct {
	mu    sync.Mutex
	clock *clock.Manual
	takes time.Duration
	drawn int
	made  int
	ends  []time.Time   // of the drawings
	waits chan struct{} // it draws when something comes; nil: at once
	err   error
	data  string
}

func (b *brush) Draw(c card.Card) ([]byte, error) {
	if b.waits != nil {
		<-b.waits
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.drawn++
	b.clock.Advance(b.takes)
	b.ends = append(b.ends, b.clock.Now())
	if c.Title == "broken" {
		panic("a card broke")
	}
	return []byte(b.data + c.Title), b.err
}

func (b *brush) count() (drawn, made int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.drawn, b.made
}

// cacheWith is a cache that draws with a brush.
func cacheWith(t *testing.T, b *brush, folder string) *Cache {
	t.Helper()
	b.clock = clock.NewManual(time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC))
	return New(Config{Folder: folder, Clock: b.clock, Log: slog.New(slog.DiscardHandler), Painter: func() (Painter, error) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.made++
		return b, nil
	}})
}

// get is a card of a title, which must be there.
func get(t *testing.T, c *Cache, title string) string {
	t.Helper()
	data, err := c.File(card.Card{Title: title}).Bytes()
	if err != nil {
		t.Fatalf("%s: %v", title, err)
	}
	return string(data)
}

func TestAThousandWhoAskAtOnceShareOneDrawing(t *testing.T) {
	b := &brush{waits: make(chan struct{})}
	c := cacheWith(t, b, "")
	var all sync.WaitGroup
	for range 1000 {
		all.Go(func() {
			if got := get(t, c, "one"); got != "one" {
				t.Errorf("somebody got %q", got)
			}
		})
	}
	b.waits <- struct{}{}
	all.Wait()
	if drawn, _ := b.count(); drawn != 1 || get(t, c, "one") != "one" {
		t.Errorf("it was drawn %d times", drawn)
	}
}

func TestFilesOfEqualCardsAreEqual(t *testing.T) {
	c := cacheWith(t, &brush{}, "")
	if c.File(card.Card{Title: "a"}) != c.File(card.Card{Title: "a"}) || c.File(card.Card{Title: "a"}) == c.File(card.Card{Title: "b"}) {
		t.Error("a platform could not tell which picture it has already")
	}
}

func TestACardIsNotDrawnAgainAfterARestart(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "cards")
	first, second := &brush{data: "first "}, &brush{data: "second "}
	get(t, cacheWith(t, first, folder), "a card")
	if got := get(t, cacheWith(t, second, folder), "a card"); got != "first a card" {
		t.Errorf("it was drawn anew: %q", got)
	}
}

func TestAFileThatIsDamagedIsDrawnAnew(t *testing.T) {
	folder := t.TempDir()
	get(t, cacheWith(t, &brush{data: "first "}, folder), "a card")
	files, _ := filepath.Glob(filepath.Join(folder, "*"+ending))
	for i, damage := range []func([]byte) []byte{
		func(d []byte) []byte { return d[:len(d)/2] },
		func(d []byte) []byte { d[len(d)-1]++; return d },
		func([]byte) []byte { return nil },
	} {
		data, err := os.ReadFile(files[0])
		if err != nil || os.WriteFile(files[0], damage(data), 0o600) != nil {
			t.Fatal(err)
		}
		if got := get(t, cacheWith(t, &brush{data: "second "}, folder), "a card"); got != "second a card" {
			t.Errorf("damage %d: it was taken for a card: %q", i, got)
		}
	}
}

func TestAFolderThatCannotBeWrittenLosesNoCard(t *testing.T) {
	place := filepath.Join(t.TempDir(), "a-file")
	if err := os.WriteFile(place, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := get(t, cacheWith(t, &brush{}, place), "a card"); got != "a card" {
		t.Errorf("got %q", got)
	}
}

func TestTheFolderLetsTheOldestGo(t *testing.T) {
	f := &folder{path: t.TempDir(), most: 1000}
	at := time.Date(2020, 11, 30, 6, 0, 0, 0, time.UTC)
	for i, key := range []string{"a", "b", "c", "d"} {
		if err := f.write(key, make([]byte, 300)); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(f.name(key), at, at.Add(time.Duration(i)*time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	var kept []string
	for _, key := range []string{"a", "b", "c", "d"} {
		if f.read(key) != nil {
			kept = append(kept, key)
		}
	}
	if got := strings.Join(kept, " "); got != "b c d" && got != "c d" {
		t.Errorf("it keeps %s", got)
	}
	if entries, _ := os.ReadDir(f.path); len(entries) != len(kept) {
		t.Errorf("there are %d files for %d cards", len(entries), len(kept))
	}
}

func TestMemoryHasABound(t *testing.T) {
	m := memory{most: 100}
	for i := range 50 {
		m.put(string(rune('a'+i)), make([]byte, 10))
	}
	kept := 0
	for _, half := range []map[string][]byte{m.young, m.old} {
		for _, data := range half {
			kept += len(data)
		}
	}
	if kept == 0 || kept > 100 {
		t.Errorf("it keeps %d bytes", kept)
	}
	if m.put("large", make([]byte, 51)); m.young["large"] != nil {
		t.Error("one card took more than half of it")
	}
}

// TestWhoAsksDoesNotWaitForLong asks while a drawing takes too long. Who asks again
// later gets it.
func TestWhoAsksDoesNotWaitForLong(t *testing.T) {
	b := &brush{waits: make(chan struct{})}
	c := cacheWith(t, b, "")
	got := make(chan error)
	go func() {
		_, err := c.File(card.Card{Title: "slow"}).Bytes()
		got <- err
	}()
	<-b.clock.Asleep()
	b.clock.Advance(patience)
	if err := <-got; !errors.Is(err, ErrBusy) {
		t.Errorf("after %v it says %v", patience, err)
	}
	b.waits <- struct{}{}
	if got := get(t, c, "slow"); got != "slow" {
		t.Errorf("later it is %q", got)
	}
}

func TestACardThatCannotBeDrawnIsNotTriedForEveryone(t *testing.T) {
	b := &brush{}
	c := cacheWith(t, b, "")
	ask := func() error {
		_, err := c.File(card.Card{Title: "broken"}).Bytes()
		return err
	}
	if err := ask(); err == nil || !strings.Contains(err.Error(), "a card broke") {
		t.Errorf("the first is told %v", err)
	}
	if err := ask(); !errors.Is(err, ErrFailed) {
		t.Errorf("the second is told %v", err)
	}
	if drawn, _ := b.count(); drawn != 1 {
		t.Errorf("it was tried %d times", drawn)
	}
	if got := get(t, c, "whole"); got != "whole" {
		t.Errorf("another card is %q", got)
	}
	b.clock.Advance(failedFor)
	if err := ask(); errors.Is(err, ErrFailed) {
		t.Error("after a while it is not tried again")
	}
}

// TestDrawingTakesHalfOfAProcessor draws three cards of a second each: the next one
// waits until a second has passed in which nothing was drawn.
func TestDrawingTakesHalfOfAProcessor(t *testing.T) {
	b := &brush{takes: time.Second}
	c := cacheWith(t, b, "")
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 3 {
			_, _ = c.draw(card.Card{Title: "a card"})
		}
	}()
	for moving := true; moving; {
		select {
		case <-done:
			moving = false
		default:
			b.clock.Advance(10 * time.Millisecond)
		}
	}
	for i := 1; i < len(b.ends); i++ {
		if rest := b.ends[i].Sub(b.ends[i-1]) - time.Second; rest < time.Second {
			t.Errorf("before drawing %d it rested %v", i+1, rest)
		}
	}
	if len(b.ends) != 3 {
		t.Errorf("%d were drawn", len(b.ends))
	}
}

// kept is how many cards are in memory.
func kept(c *Cache) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.memory.young) + len(c.memory.old)
}

// TestWhatDrawsIsGivenBack waits until nothing has been drawn for a while.
func TestWhatDrawsIsGivenBack(t *testing.T) {
	b := &brush{}
	c := cacheWith(t, b, "")
	get(t, c, "first")
	given := clock.Await(10*time.Second, time.Millisecond, func() bool {
		b.clock.Advance(time.Second)
		s := <-c.slot
		defer func() { c.slot <- s }()
		return s.painter == nil
	})
	if !given {
		t.Fatal("it is kept")
	}
	if kept := kept(c); kept != 1 {
		t.Errorf("%d cards are in memory after it", kept)
	}
	if !clock.Await(10*time.Second, time.Millisecond, func() bool { b.clock.Advance(quiet); return kept(c) == 0 }) {
		t.Error("the card stays in memory")
	}
	get(t, c, "second")
	if _, made := b.count(); made != 2 {
		t.Errorf("what draws was made %d times", made)
	}
}

// TestCardsOfTheFolderAreGivenBackToo brings one that an earlier process has drawn.
func TestCardsOfTheFolderAreGivenBackToo(t *testing.T) {
	folder := t.TempDir()
	get(t, cacheWith(t, &brush{}, folder), "a card")
	b := &brush{}
	c := cacheWith(t, b, folder)
	get(t, c, "a card")
	if drawn, _ := b.count(); drawn > 0 || kept(c) != 1 {
		t.Fatalf("%d are drawn, and %d in memory", drawn, kept(c))
	}
	if !clock.Await(10*time.Second, time.Millisecond, func() bool { b.clock.Advance(quiet); return kept(c) == 0 }) {
		t.Error("it stays in memory")
	}
}
