package telegram

import "testing"

// Of more topics than are remembered the oldest is forgotten, and no other.
func TestTheOldestTopicIsForgottenFirst(t *testing.T) {
	var known threads
	for id := range maxThreads {
		known.note(1, id, id+1)
		known.note(1, id, id+1) // once more
	}
	for more := range 3 {
		known.note(2, more, 7)
		if known.of(1, more) != 0 || known.of(1, more+1) != more+2 || known.of(1, maxThreads-1) != maxThreads || known.of(2, more) != 7 {
			t.Errorf("after %d more the topics are %d, %d, %d and %d", more+1, known.of(1, more), known.of(1, more+1), known.of(1, maxThreads-1), known.of(2, more))
		}
	}
	if len(known.known) != maxThreads || len(known.order) != maxThreads {
		t.Errorf("%d are remembered in a list of %d", len(known.known), len(known.order))
	}
}
