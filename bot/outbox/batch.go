package outbox

import (
	"runtime"
	"sync"
)

// A gatherer does together what many ask for at the same time: while some of it
// is being done, what comes meanwhile is gathered and done next. One who is
// alone waits for nobody.
type gatherer[T any] struct {
	do func([]T) []error // returns an error for each

	mu     sync.Mutex
	next   *gathering[T] // nil: nothing is gathered
	flying int           // how many gatherings are being done
}

// A gathering is what is done in one go.
type gathering[T any] struct {
	all  []T
	errs []error       // when it is done
	done chan struct{} // closed then
}

// flights is how many gatherings may be done at once: while the store works on
// one, the next is made ready.
const flights = 2

// ask does one thing with others and returns its error.
func (g *gatherer[T]) ask(one T) error {
	mine, place := g.join(one)
	<-mine.done
	return mine.errs[place]
}

// join adds one thing to what is gathered.
func (g *gatherer[T]) join(one T) (mine *gathering[T], place int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.next == nil {
		g.next = &gathering[T]{done: make(chan struct{})}
	}
	mine = g.next
	mine.all = append(mine.all, one)
	if g.flying < flights {
		g.flying++
		go g.fly()
	}
	return mine, len(mine.all) - 1
}

// fly does what is gathered until nothing is left. Before that it lets others
// go first who are about to join.
func (g *gatherer[T]) fly() {
	runtime.Gosched()
	for now := g.take(); now != nil; now = g.take() {
		now.errs = g.do(now.all)
		close(now.done)
		runtime.Gosched()
	}
}

// take takes what is gathered; nil where there is nothing, and this flight is
// over.
func (g *gatherer[T]) take() *gathering[T] {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.next
	if g.next = nil; now == nil {
		g.flying--
	}
	return now
}
