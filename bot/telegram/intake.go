package telegram

import (
	"context"
	"sync"
)

// An intake has updates handled: those of one chat in their order, several chats
// at once. Handling stores what an update changes; what is said about it waits
// elsewhere, so that no chat is held up by another.
type intake struct {
	dispatcher *dispatcher
	room       chan struct{} // has an element for each update that is being handled

	mu   sync.Mutex
	busy map[int64][]intended // by the chats of which something is being handled, what waits behind it
	all  sync.WaitGroup
}

// An intended is an update that is to be handled.
type intended struct {
	update update
	done   func() // is called once it is
}

// workers bounds how many updates are handled at once.
const workers = 16

func newIntake(d *dispatcher) *intake {
	return &intake{dispatcher: d, room: make(chan struct{}, workers), busy: map[int64][]intended{}}
}

// take has an update handled and returns at once; done is called when it is.
func (i *intake) take(ctx context.Context, u update, done func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	chat := u.chatOf()
	waiting, busy := i.busy[chat]
	if i.busy[chat] = append(waiting, intended{u, done}); !busy {
		i.all.Go(func() { i.work(ctx, chat) })
	}
}

// work handles the updates of a chat until none waits.
func (i *intake) work(ctx context.Context, chat int64) {
	for next, any := i.next(chat); any; next, any = i.next(chat) {
		i.room <- struct{}{}
		i.dispatcher.enter(ctx, next.update)
		<-i.room
		next.done()
	}
}

// next takes the update of a chat that waits longest; false where there is none.
func (i *intake) next(chat int64) (intended, bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	waiting := i.busy[chat]
	if len(waiting) == 0 {
		delete(i.busy, chat)
		return intended{}, false
	}
	i.busy[chat] = waiting[1:]
	return waiting[0], true
}

// wait returns when all that was taken is handled.
func (i *intake) wait() { i.all.Wait() }
