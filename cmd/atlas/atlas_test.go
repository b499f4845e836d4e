package main

import (
	"encoding/json"
	"slices"
	"testing"
)

// small is two countries beside each other, with a border between them that begins
// and ends at a coast.
const small = `{"objects": {"countries": {"geometries": [
	{"id": "356", "type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "India"}},
	{"id": "586", "type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "Pakistan"}},
	{"type": "Polygon", "arcs": [[3]], "properties": {"name": "Kosovo"}}]}},
	"arcs": [[[7400, 3000], [0, 100], [0, 500], [0, 100]], [[7400, 3700], [400, 0], [-400, -700]], [[7400, 3000], [-400, 0], [400, 700]],
	[[2000, 4000], [100, 0], [-100, 100], [0, -100]]],
	"transform": {"scale": [0.01, 0.01], "translate": [0, 0]}}`

func joined(t *testing.T, text string) *world {
	t.Helper()
	var file topology
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		t.Fatal(err)
	}
	w := &world{}
	if err := w.join(&file); err != nil {
		t.Fatal(err)
	}
	return w
}

// TestABorderIsDottedWhereItIsDisputed reads a border of which the north is.
func TestABorderIsDottedWhereItIsDisputed(t *testing.T) {
	w := joined(t, small)
	var kinds []int
	for _, n := range w.shapes[0].polygons[0][0] {
		kinds = append(kinds, w.arcs[n].kind)
	}
	if want := []int{border, disputed, coast}; !slices.Equal(kinds, want) {
		t.Errorf("the sides of India are %v, want %v", kinds, want)
	}
	if got := w.shapes[1].polygons[0][0]; !slices.Equal(got, []int{3, ^1, ^0}) {
		t.Errorf("Pakistan runs along %v", got)
	}
	if codes := []string{w.shapes[0].codes, w.shapes[1].codes, w.shapes[2].codes}; !slices.Equal(codes, []string{"IN", "PK", "XK"}) {
		t.Errorf("the countries are %v", codes)
	}
}

// TestARingEndsWhereItBegins goes around every ring of what is joined.
func TestARingEndsWhereItBegins(t *testing.T) {
	w := joined(t, small)
	for _, s := range w.shapes {
		ring := s.polygons[0][0]
		var around []place
		for _, n := range ring {
			a := slices.Clone(w.arcs[max(n, ^n)].places)
			if n < 0 {
				slices.Reverse(a)
			}
			if len(around) > 0 && around[len(around)-1] != a[0] {
				t.Errorf("%s: an arc begins at %v, the one before ends at %v", s.codes, a[0], around[len(around)-1])
			}
			around = append(around, a...)
		}
		if around[0] != around[len(around)-1] {
			t.Errorf("%s ends at %v, and begins at %v", s.codes, around[len(around)-1], around[0])
		}
	}
}

func TestANumberOfNoCountryIsAnError(t *testing.T) {
	var file topology
	if err := json.Unmarshal([]byte(`{"objects": {"countries": {"geometries": [{"id": "999", "type": "Polygon", "arcs": [], "properties": {"name": "Nowhere"}}]}}}`), &file); err != nil {
		t.Fatal(err)
	}
	if err := (&world{}).join(&file); err == nil {
		t.Error("it is taken")
	}
}
