package places

import (
	"iter"
	"strings"
)

// All lists every name of every city with the city: those of more than 100,000
// people by their number, then capitals and others.
func All() iter.Seq2[string, Place] {
	return func(yield func(string, Place) bool) {
		for line := range strings.Lines(table) {
			fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(fields) != 6 {
				continue
			}
			for _, name := range append([]string{fields[0]}, strings.Split(fields[5], ";")...) {
				if name != "" && !yield(name, place(fields)) {
					return
				}
			}
		}
	}
}
