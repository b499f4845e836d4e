package content

import (
	"sync"
	"sync/atomic"
	"testing"
)

type derivedKey struct{}

func TestWhatIsDerivedIsMadeOnceForEachLibrary(t *testing.T) {
	var made atomic.Int32
	build := func() any { return made.Add(1) }
	libraries := []*Library{New(Parts{}), {}} // the zero library holds nothing, but may be asked
	for i, l := range libraries {
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() {
				if got := l.Derive(derivedKey{}, build); got != int32(i+1) {
					t.Errorf("library %d has what was made as number %v", i, got)
				}
			})
		}
		wait.Wait()
	}
	if n := made.Load(); int(n) != len(libraries) {
		t.Errorf("it was made %d times for %d libraries", n, len(libraries))
	}
	if got := libraries[0].Derive("another key", func() any { return "other" }); got != "other" {
		t.Errorf("another key gives %v", got)
	}
}
