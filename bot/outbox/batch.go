package outbox

import (
	"runtime"
	"sync"
)

// A batcher does together what many ask for at the same time: while some of it
// is being done, what comes meanwhile is batched and done next. One who is
// alone waits for nobody.
type batcher[T any] struct {
	do func([]T) []error // returns an error for each

	mu      sync.Mutex
	next    *batch[T] // nil: nothing waits
	running int       // how many batches are being done
}

// A batch is what is done in one go.
type batch[T any] struct {
	all  []T
	errs []error       // when it is done
	done chan struct{} // closed then
}

// maxBatches is how many may be done at once: while the store works on
// one, the next is made ready.
const maxBatches = 2

// ask does one thing with others and returns its error.
func (g *batcher[T]) ask(one T) error {
	mine, place := g.join(one)
	<-mine.done
	return mine.errs[place]
}

// join adds one thing to the next batch.
func (g *batcher[T]) join(one T) (mine *batch[T], place int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.next == nil {
		g.next = &batch[T]{done: make(chan struct{})}
	}
	mine = g.next
	mine.all = append(mine.all, one)
	if g.running < maxBatches {
		g.running++
		go g.run()
	}
	return mine, len(mine.all) - 1
}

// run does batch after batch until nothing is left. Before that it lets others
// go first who are about to join.
func (g *batcher[T]) run() {
	runtime.Gosched()
	for now := g.take(); now != nil; now = g.take() {
		now.errs = g.do(now.all)
		close(now.done)
		runtime.Gosched()
	}
}

// take takes the next batch; nil where there is none, and this run is over.
func (g *batcher[T]) take() *batch[T] {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.next
	if g.next = nil; now == nil {
		g.running--
	}
	return now
}
