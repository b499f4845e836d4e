package load

import (
	"regexp"

	"go.yaml.in/yaml/v4"
)

var wordForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// entries reads a file that is a list, in all its versions.
func (ld *trees) entries(p string, known ...string) []section {
	if len(ld.files[p]) == 0 {
		ld.at(0, p).fault(0, "The file is missing.", "Add it.")
	}
	var all []section
	for _, v := range ld.files[p] {
		f := ld.at(v.tree, p)
		top := f.parse(v.data)
		if top == nil {
			continue
		}
		if top.Kind != yaml.SequenceNode {
			f.fault(top.Line, "The file must be a list.", "Begin each entry with a dash.")
			continue
		}
		for _, n := range top.Content {
			all = append(all, f.section(n, known...))
		}
	}
	return all
}

// seenKeys tell the entries of one tree that come twice from those of a later
// tree, which replace the earlier.
type seenKeys map[string]int

// repeats tells whether a key was there before in the same tree.
func (k seenKeys) repeats(s section, key string) bool {
	tree, known := k[key]
	k[key] = s.tree
	return known && tree == s.tree
}
