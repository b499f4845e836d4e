package web_test

import (
	"net/http"
	"sync"
	"testing"
)

// TestManyReadAtOnce opens pages from several sides at once; the race detector looks on.
func TestManyReadAtOnce(t *testing.T) {
	s := newStage(t, builtin(t))
	var readers sync.WaitGroup
	for n := range 8 {
		readers.Go(func() {
			for i := range 2 * len(mixed) {
				path := mixed[(n+i)%len(mixed)]
				if answer := s.open(path); answer.StatusCode != http.StatusOK {
					t.Errorf("%s: %d", path, answer.StatusCode)
				}
			}
		})
	}
	readers.Wait()
}
