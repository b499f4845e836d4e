package fake

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// A Mutator spoils JSON as a platform, a proxy or an attacker might: something is
// null, of another type, missing, empty, huge, nested or unknown. Its numbers
// decide, so that the same seed spoils the same way.
type Mutator struct{ numbers *rand.Rand }

// NewMutator makes a Mutator.
func NewMutator(seed uint64) *Mutator { return &Mutator{rand.New(rand.NewPCG(seed, 2))} }

// Mutate gives a document, as encoding/json has decoded it, with one to three of
// its parts spoilt. The document itself stays as it is.
func (m *Mutator) Mutate(document any) any {
	for range 1 + m.numbers.IntN(3) {
		parts := 0
		count(document, &parts)
		at := m.numbers.IntN(parts)
		document, _ = m.mutate(document, &at, true)
	}
	return document
}

// count counts the parts of a document, itself too.
func count(part any, n *int) {
	*n++
	switch p := part.(type) {
	case map[string]any:
		for _, inner := range p {
			count(inner, n)
		}
	case []any:
		for _, inner := range p {
			count(inner, n)
		}
	}
}

// mutate spoils the part that is reached when at has come down to zero, in a
// copy; false takes it out of what holds it.
func (m *Mutator) mutate(part any, at *int, whole bool) (spoilt any, kept bool) {
	if *at == 0 {
		*at--
		return m.spoil(part, whole)
	}
	*at--
	switch p := part.(type) {
	case map[string]any:
		p = maps.Clone(p)
		for _, key := range slices.Sorted(maps.Keys(p)) {
			if *at < 0 {
				break
			}
			inner, kept := m.mutate(p[key], at, false)
			if p[key] = inner; !kept {
				delete(p, key)
			}
		}
		return p, true
	case []any:
		p = slices.Clone(p)
		for i := 0; i < len(p) && *at >= 0; i++ {
			inner, kept := m.mutate(p[i], at, false)
			if p[i] = inner; !kept {
				p = slices.Delete(p, i, i+1)
				i--
			}
		}
		return p, true
	}
	return part, true
}

// spoil gives what stands in the place of a part; false is nothing.
func (m *Mutator) spoil(part any, whole bool) (spoilt any, kept bool) {
	switch m.numbers.IntN(8) {
	case 0:
		return nil, true
	case 1:
		return nil, whole
	case 2:
		return m.nested(part), true
	case 3:
		return m.unknown(part), true
	case 4:
		return slices.Repeat([]any{part}, 1+m.numbers.IntN(40)), true
	case 5:
		return m.numberOr(part), true
	}
	return m.other(), true
}

// nested is a part within many lists or objects.
func (m *Mutator) nested(part any) any {
	for range []int{1, 3, 100, 9000}[m.numbers.IntN(4)] {
		if m.numbers.IntN(2) == 0 {
			part = []any{part}
		} else {
			part = map[string]any{"id": part}
		}
	}
	return part
}

// unknown is a part with what no schema has.
func (m *Mutator) unknown(part any) any {
	object, is := part.(map[string]any)
	if !is {
		return map[string]any{"value": part}
	}
	object = maps.Clone(object)
	object["of_another_time"] = m.other()
	return object
}

// numberOr is a number far from a part that is one, else something else.
func (m *Mutator) numberOr(part any) any {
	n, is := part.(float64)
	if !is {
		return m.other()
	}
	return []float64{-n, n + 0.5, n * 1e12, -1, 0, 99}[m.numbers.IntN(6)]
}

// other is something of any type and size.
func (m *Mutator) other() any {
	all := []any{
		"", "x", "../../1", "1 pray\n2", "\x00\u202e\ud7ff", "18446744073709551616", "-1", "null", strings.Repeat("9", 70_000), strings.Repeat("𐍈", 5000),
		0.0, -1.0, 0.5, 7.0, 1e300, -1e300, float64(math.MaxInt64), float64(1 << 53),
		true, false, nil, []any{}, []any{nil}, map[string]any{}, map[string]any{"id": nil}, slices.Repeat([]any{map[string]any{}}, 3000),
	}
	return all[m.numbers.IntN(len(all))]
}
