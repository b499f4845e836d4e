package load

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
)

// A FaultsError is every fault of a tree, in order of file and line.
type FaultsError []Fault

// A Fault says where something is wrong and what to do about it.
type Fault struct {
	Tree   int    // which of the trees that were loaded, from 0
	File   string // path within the tree
	Line   int    // from 1; 0 where the whole file is meant
	What   string // what is wrong, in one sentence
	Remedy string // what to do, in one sentence
	Hint   bool   // an editor should look at it; the content counts as it is
}

// String is one line: "countries/chad.yaml:12: What is wrong. What to do."
func (f Fault) String() string { return f.In() }

// In is that line with the folder of the file's tree before it, as far as the
// folders are given, by tree; "" is none.
func (f Fault) In(folders ...string) string {
	place := f.File
	if f.Tree < len(folders) {
		place = path.Join(folders[f.Tree], place)
	}
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d", place, f.Line)
	}
	return fmt.Sprintf("%s: %s %s", place, f.What, f.Remedy)
}

// Error is all faults, one a line.
func (f FaultsError) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

// Sorted is the faults in order, each once.
func (f FaultsError) Sorted() FaultsError {
	slices.SortFunc(f, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Tree, b.Tree), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.What, b.What))
	})
	return slices.Compact(f)
}
