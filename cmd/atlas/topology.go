package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
)

// unit is how many steps of the map there are to a degree: 280 m at the equator.
const unit = 400

// A place is a point of the map in steps: x is the longitude, y the latitude.
type place struct{ x, y int }

// A topology is a file of TopoJSON, as far as it is read.
type topology struct {
	Objects struct {
		Countries struct{ Geometries []geometry }
	}
	Arcs      [][][2]int
	Transform struct{ Scale, Translate [2]float64 }
}

// A geometry is a country of the file.
type geometry struct {
	ID         string // the number of ISO 3166-1; "" where it has none
	Type       string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

func readTopology(file string) (*topology, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return &t, nil
}

// polygons are the rings of each polygon of a country: arcs by number, and the
// complement of the number where one runs backwards.
func (g geometry) polygons() ([][][]int, error) {
	if g.Type == "Polygon" {
		var one [][]int
		err := json.Unmarshal(g.Arcs, &one)
		return [][][]int{one}, err
	}
	var all [][][]int
	err := json.Unmarshal(g.Arcs, &all)
	return all, err
}

// arc is an arc in steps, without places that are the same as the one before.
func (t *topology) arc(n int) []place {
	var all []place
	x, y := 0, 0
	for i, d := range t.Arcs[n] {
		x, y = x+d[0], y+d[1]
		p := place{t.step(0, x), t.step(1, y)}
		if i == 0 || p != all[len(all)-1] || i == len(t.Arcs[n])-1 {
			all = append(all, p)
		}
	}
	return all
}

func (t *topology) step(axis, v int) int {
	degrees := float64(v)*t.Transform.Scale[axis] + t.Transform.Translate[axis]
	return int(math.Round(degrees * unit))
}
