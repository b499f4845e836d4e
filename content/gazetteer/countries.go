package gazetteer

import "iter"

// Countries visits the countries and territories, in the order of their ids.
func Countries() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		t := places()
		at, end := t.span(0, len(t), string(Country))
		for at < end {
			id, _, next := t.line(at)
			if p, is := ByID(id); is && !yield(p) {
				return
			}
			at = next
		}
	}
}
