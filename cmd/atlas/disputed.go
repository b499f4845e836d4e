package main

import "slices"

// A quarrel is a border, or the part of one within a box, that is not agreed upon.
// The box is west, south, east, north in degrees; all zero is the whole border.
type quarrel struct {
	a, b string // as the file names them
	box  [4]float64
}

// quarrels are the borders that are dotted. The list takes nobody's side: it says
// where one side or the United Nations do not draw the line as the file does.
var quarrels = []quarrel{
	{a: "Serbia", b: "Kosovo"},
	{a: "Cyprus", b: "N. Cyprus"},
	{a: "Somalia", b: "Somaliland"},
	{a: "Morocco", b: "W. Sahara"},
	{a: "Israel", b: "Palestine"},
	{a: "Israel", b: "Syria"},
	{a: "India", b: "China"},
	{a: "India", b: "Pakistan", box: [4]float64{73.2, 32.4, 80, 38}},
	{a: "China", b: "Pakistan"},
	{a: "Siachen Glacier", b: "India"},
	{a: "Siachen Glacier", b: "Pakistan"},
	{a: "Siachen Glacier", b: "China"},
	{a: "Crimea", b: "Ukraine"},
	{a: "Sudan", b: "S. Sudan", box: [4]float64{27.5, 9, 29.5, 11}},
	{a: "Egypt", b: "Sudan", box: [4]float64{33.1, 21, 38, 24}},
	{a: "Kenya", b: "S. Sudan", box: [4]float64{33.9, 4, 36.2, 6}},
}

// kindBetween is the kind of the border of two countries at a place.
func kindBetween(a, b string, p place) int {
	for _, q := range quarrels {
		if isOf(a, b, q.a, q.b) && q.has(p) {
			return disputed
		}
	}
	return border
}

func (q quarrel) has(p place) bool {
	x, y := float64(p.x)/unit, float64(p.y)/unit
	return q.box == [4]float64{} || x >= q.box[0] && y >= q.box[1] && x <= q.box[2] && y <= q.box[3]
}

// crimea is a place in the polygon that the file counts as Russia's and nearly
// every state as Ukraine's.
var crimea = place{34 * unit, 45 * unit}

// partCrimea makes a shape of its own of Crimea, which is drawn as claimed by two.
func (w *world) partCrimea(t *topology, names *[]string) {
	for i, s := range w.shapes {
		if s.codes != "RU" {
			continue
		}
		for n, polygon := range s.polygons {
			if t.holds(polygon[0], crimea) {
				w.shapes[i].polygons = slices.Delete(slices.Clone(s.polygons), n, n+1)
				w.shapes = append(w.shapes, shape{codes: "RU UA", polygons: [][][]int{polygon}})
				*names = append(*names, "Crimea")
				return
			}
		}
	}
}

// holds tells whether a place lies within a ring.
func (t *topology) holds(ring []int, at place) bool {
	inside := false
	for _, n := range ring {
		a := t.arc(max(n, ^n))
		for i := 1; i < len(a); i++ {
			p, q := a[i-1], a[i]
			if (p.y > at.y) != (q.y > at.y) && float64(at.x) < float64(q.x-p.x)*float64(at.y-p.y)/float64(q.y-p.y)+float64(p.x) {
				inside = !inside
			}
		}
	}
	return inside
}

// golan is the outline of the Golan, drawn by hand after the line of 1949 in the
// west and that of 1974 in the east, in degrees: the file has neither.
var golan = [][2]float64{
	{35.78, 33.33}, {35.82, 33.28}, {35.83, 33.15}, {35.88, 33.00}, {35.87, 32.85}, {35.78, 32.74},
	{35.68, 32.68}, {35.65, 32.80}, {35.65, 32.90}, {35.63, 33.10}, {35.66, 33.25}, {35.78, 33.33},
}

// drawOver adds what lies over the countries of the file.
func (w *world) drawOver() {
	var places []place
	for _, p := range golan {
		places = append(places, place{int(p[0] * unit), int(p[1] * unit)})
	}
	w.shapes = append(w.shapes, shape{codes: "IL SY", over: true, polygons: [][][]int{{{len(w.arcs)}}}})
	w.arcs = append(w.arcs, arc{kind: disputed, places: places})
}
