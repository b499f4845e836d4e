package storetest

import (
	"bytes"
	"sync"
	"time"
)

func salts(b *bench) {
	var mu sync.Mutex
	var all [][]byte
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			salt, err := b.Store.Salt(b.ctx, "2026-11-24", noon)
			if err != nil || len(salt) != 32 {
				b.Errorf("got %d bytes, %v", len(salt), err)
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, salt)
		})
	}
	wait.Wait()
	for _, salt := range all {
		if !bytes.Equal(salt, all[0]) {
			b.Fatal("a day has two salts")
		}
	}
	if other, err := b.Store.Salt(b.ctx, "2026-11-25", noon); err != nil || bytes.Equal(other, all[0]) {
		b.Errorf("two days have one salt: %v", err)
	}
}

func prayers(b *bench) {
	for _, tt := range []struct {
		day, scope, mark string
		want             int
	}{
		{"2026-11-24", "all", "ada", 1},
		{"2026-11-24", "all", "ada", 1},
		{"2026-11-24", "all", "bola", 2},
		{"2026-11-24", "chat", "bola", 1},
		{"2026-11-25", "all", "ada", 1},
		{"2026-11-24", "all", "ada", 2},
	} {
		if n, err := b.Store.Prayed(b.ctx, tt.day, tt.scope, tt.mark, noon); err != nil || n != tt.want {
			b.Errorf("%v: got %d, %v", tt, n, err)
		}
	}
}

func locks(b *bench) {
	hold := func(name, owner string, want bool) {
		b.Helper()
		if held, err := b.Store.Acquire(b.ctx, name, owner, time.Minute); err != nil || held != want {
			b.Errorf("%s holds %s: %v, %v", owner, name, held, err)
		}
	}
	hold("telegram/intake", "one", true)
	hold("telegram/intake", "one", true)
	hold("telegram/intake", "two", false)
	hold("discord/intake", "two", true)
	b.must(b.Store.Release(b.ctx, "telegram/intake", "two"))
	hold("telegram/intake", "two", false)
	for range 2 {
		b.must(b.Store.Release(b.ctx, "telegram/intake", "one"))
	}
	hold("telegram/intake", "two", true)
	hold("telegram/intake", "one", false)
}
