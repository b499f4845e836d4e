package main

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// The kinds of an arc.
const (
	coast    = iota // of one country alone
	border          // between two
	disputed        // between two, and not agreed upon; or one that some draw and others do not
)

// A world is the map as it is written.
type world struct {
	arcs   []arc
	shapes []shape
}

type arc struct {
	kind   int
	places []place
}

// A shape is a country, or a part of one that is drawn apart.
type shape struct {
	codes    string // of ISO 3166-1, parted by spaces: whose it is, or who claims it; "" is nobody's card
	over     bool   // it lies over the shapes before it
	polygons [][][]int
}

// unnumbered are the parts of the file that have no number of ISO, and whose they
// are in its tables.
var unnumbered = map[string]string{
	"Kosovo":            "XK",
	"Somaliland":        "SO",
	"N. Cyprus":         "CY",
	"Siachen Glacier":   "IN PK",
	"Indian Ocean Ter.": "",
}

// join takes over the countries of the coarse file.
func (w *world) join(t *topology) error {
	names, owners := make([]string, 0, len(t.Arcs)), make([][]string, len(t.Arcs))
	for _, g := range t.Objects.Countries.Geometries {
		polygons, err := g.polygons()
		if err != nil {
			return fmt.Errorf("%s: %w", g.Properties.Name, err)
		}
		codes, err := g.codes()
		if err != nil {
			return err
		}
		names = append(names, g.Properties.Name)
		w.shapes = append(w.shapes, shape{codes: codes, polygons: polygons})
	}
	w.partCrimea(t, &names)
	for i, s := range w.shapes {
		for n := range s.eachArc() {
			owners[n] = append(owners[n], names[i])
		}
	}
	return w.split(t, owners)
}

// codes are whose a country of the file is.
func (g geometry) codes() (string, error) {
	if codes, is := unnumbered[g.Properties.Name]; is && g.ID == "" {
		return codes, nil
	}
	code := alpha2[g.ID]
	if code == "" {
		return "", fmt.Errorf("%s has the number %q, which is of no country", g.Properties.Name, g.ID)
	}
	return code, nil
}

// alpha2 is the code of two letters for a number of ISO 3166-1.
var alpha2 = func() map[string]string {
	all := map[string]string{}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			r, err := language.ParseRegion(code)
			if err == nil && r.IsCountry() && r.Canonicalize() == r && r.String() == code && r.M49() != 0 {
				all[fmt.Sprintf("%03d", r.M49())] = code
			}
		}
	}
	return all
}()

// eachArc yields the numbers of all arcs of a shape, whichever way they run.
func (s shape) eachArc() func(func(int) bool) {
	return func(yield func(int) bool) {
		for _, polygon := range s.polygons {
			for _, ring := range polygon {
				for _, n := range ring {
					if !yield(max(n, ^n)) {
						return
					}
				}
			}
		}
	}
}

// split makes of every arc one arc for each stretch of one kind, and gives the
// rings the new numbers.
func (w *world) split(t *topology, owners [][]string) error {
	parts := make([][]int, len(t.Arcs))
	for n := range t.Arcs {
		for _, a := range stretches(t.arc(n), owners[n]) {
			parts[n] = append(parts[n], len(w.arcs))
			w.arcs = append(w.arcs, a)
		}
	}
	for _, s := range w.shapes {
		for _, polygon := range s.polygons {
			for i, ring := range polygon {
				polygon[i] = renumbered(ring, parts)
			}
		}
	}
	return nil
}

func renumbered(ring []int, parts [][]int) []int {
	var all []int
	for _, n := range ring {
		if n >= 0 {
			all = append(all, parts[n]...)
			continue
		}
		for _, part := range slices.Backward(parts[^n]) {
			all = append(all, ^part)
		}
	}
	return all
}

// stretches are the parts of an arc, each of one kind.
func stretches(places []place, owners []string) []arc {
	kind := func(i int) int {
		if len(owners) < 2 {
			return coast
		}
		return kindBetween(owners[0], owners[1], places[i])
	}
	var all []arc
	from := 0
	for i := 1; i < len(places); i++ {
		if i == len(places)-1 || kind(i) != kind(i-1) {
			all = append(all, arc{kind: kind(i - 1), places: places[from : i+1]})
			from = i
		}
	}
	return all
}

// joinDetails takes Gaza and Tuvalu from the detailed file.
func (w *world) joinDetails(t *topology) error {
	for _, g := range t.Objects.Countries.Geometries {
		polygons, err := g.polygons()
		if err != nil {
			return err
		}
		switch g.Properties.Name {
		case "Tuvalu":
			w.add("TV", false, coast, t, polygons)
		case "Palestine":
			w.add("PS", true, disputed, t, westOf(t, polygons, 34.8))
		}
	}
	return nil
}

// westOf are the polygons that begin west of a longitude.
func westOf(t *topology, polygons [][][]int, degrees float64) [][][]int {
	return slices.DeleteFunc(polygons, func(p [][]int) bool {
		first := p[0][0]
		return float64(t.arc(max(first, ^first))[0].x) > degrees*unit
	})
}

// add makes a shape of polygons of another file, each ring with an arc of its own.
func (w *world) add(codes string, over bool, kind int, t *topology, polygons [][][]int) {
	s := shape{codes: codes, over: over}
	for _, polygon := range polygons {
		var rings [][]int
		for _, ring := range polygon {
			var places []place
			for _, n := range ring {
				a := t.arc(max(n, ^n))
				if n < 0 {
					slices.Reverse(a)
				}
				places = append(places, a[min(len(places), 1):]...)
			}
			rings = append(rings, []int{len(w.arcs)})
			w.arcs = append(w.arcs, arc{kind: kind, places: places})
		}
		s.polygons = append(s.polygons, rings)
	}
	w.shapes = append(w.shapes, s)
}

// isOf tells whether two names are these two, in either order.
func isOf(a, b, x, y string) bool { return a == x && b == y || a == y && b == x }

// named are the codes of a shape as a list.
func (s shape) named() []string { return strings.Fields(s.codes) }
