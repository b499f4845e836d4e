package telegram

import "sync"

// threads remember in which topics messages of the bot stand, where Telegram does
// not say it: of a message that it cannot reach any more, and of one that is
// marked. They are in memory; after a restart those before are in none.
type threads struct {
	mu    sync.Mutex
	known map[messageID]int
	order []messageID // those that are known; once there are maxThreads, a ring
	next  int         // where the oldest of a full ring stands
}

// A messageID names a message: its number is that of its chat alone.
type messageID struct {
	chat int64
	id   int
}

// maxThreads bounds what is remembered; then the oldest goes.
const maxThreads = 5000

func (t *threads) note(chat int64, id, thread int) {
	if thread == 0 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil {
		t.known = map[messageID]int{}
	}
	m := messageID{chat, id}
	if _, is := t.known[m]; !is {
		t.remember(m)
	}
	t.known[m] = thread
}

// remember makes room for a message that is not known yet.
func (t *threads) remember(m messageID) {
	if len(t.order) < maxThreads {
		t.order = append(t.order, m)
		return
	}
	delete(t.known, t.order[t.next])
	t.order[t.next] = m
	t.next = (t.next + 1) % maxThreads
}

// of is the topic of a message; 0 is none, or not known.
func (t *threads) of(chat int64, id int) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.known[messageID{chat, id}]
}
