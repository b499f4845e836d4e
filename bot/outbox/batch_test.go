package outbox

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// A counter does what a gatherer gives it once the test lets it, and remembers
// how much it was given at a time.
type counter struct {
	let   chan struct{}
	mu    sync.Mutex
	sizes []int
}

func (c *counter) do(all []int) []error {
	c.mu.Lock()
	c.sizes = append(c.sizes, len(all))
	c.mu.Unlock()
	<-c.let
	errs := make([]error, len(all))
	for i, n := range all {
		if n%2 == 1 {
			errs[i] = fmt.Errorf("%d is odd", n)
		}
	}
	return errs
}

// given is how much it was given in all.
func (c *counter) given() (sum int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, size := range c.sizes {
		sum += size
	}
	return sum
}

func TestWhatComesMeanwhileIsDoneTogether(t *testing.T) {
	const many = 100
	c := counter{let: make(chan struct{})}
	g := batcher[int]{do: c.do}
	var asked sync.WaitGroup
	for n := range many {
		asked.Go(func() {
			err := g.ask(n)
			if odd := n%2 == 1; odd != (err != nil) || odd && !strings.HasPrefix(err.Error(), fmt.Sprint(n)) {
				t.Errorf("%d was told %v", n, err)
			}
		})
	}
	// What has begun waits to be let; the others are batched meanwhile.
	for batched := 0; batched < many; runtime.Gosched() {
		g.mu.Lock()
		batched = c.given()
		if g.next != nil {
			batched += len(g.next.all)
		}
		g.mu.Unlock()
	}
	close(c.let)
	asked.Wait()
	if len(c.sizes) > maxBatches+1 || c.given() != many {
		t.Errorf("it was done in turns of %v", c.sizes)
	}
}
