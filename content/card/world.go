package card

import (
	"bytes"
	"compress/flate"
	_ "embed" // the map
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
)

//go:embed world/world.bin
var packedWorld []byte

// worldVersion is the form of the file that cmd/atlas writes.
const worldVersion = 1

var errWorld = errors.New("the map is damaged")

// A globePoint is a place on the globe of radius 1.
type globePoint struct{ x, y, z float32 }

// The kinds of an arc.
const (
	coast = iota
	border
	disputed
)

// An arc is a line that shapes share.
type arc struct {
	kind   int
	places []globePoint
}

// A polygon is rings of arcs by number; the complement of a number is an arc that
// runs backwards. The first ring is the outer one.
type polygon [][]int

// A shape is a country, or a part of one that is drawn apart.
type shape struct {
	codes    []string // whose it is, or who claims it
	over     bool     // it lies over those before it
	polygons []polygon
}

// A world is the map.
type world struct {
	arcs   []arc
	shapes []shape
}

// of tells whether a shape is a country's, and whether others claim it too.
func (s shape) of(code string) (its, claimed bool) {
	its = slices.Contains(s.codes, code)
	return its, its && len(s.codes) > 1
}

// builtinWorld reads the map that is built in.
func builtinWorld() (*world, error) {
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(packedWorld)))
	if err != nil {
		return nil, err
	}
	return readWorld(data)
}

func readWorld(data []byte) (*world, error) {
	r := &numbers{data: data}
	version, unit := r.count(), r.count()
	if version != worldVersion || unit == 0 {
		return nil, errWorld
	}
	w := &world{arcs: make([]arc, r.count())}
	for i := range w.arcs {
		w.arcs[i] = r.arc(float64(unit))
	}
	w.shapes = make([]shape, r.count())
	for i := range w.shapes {
		w.shapes[i] = r.shape(len(w.arcs))
	}
	if r.bad || len(r.data) > 0 {
		return nil, errWorld
	}
	return w, nil
}

// numbers reads the map's numbers one after another. What cannot be read is 0, and
// bad.
type numbers struct {
	data []byte
	bad  bool
}

// count is the next number that cannot be below zero; never more than the bytes
// that are left, but for the first few.
func (r *numbers) count() int {
	v, n := binary.Uvarint(r.data)
	if n <= 0 || v > uint64(len(r.data)) {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

func (r *numbers) signed() int {
	v, n := binary.Varint(r.data)
	if n <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

func (r *numbers) arc(unit float64) arc {
	a := arc{kind: r.count(), places: make([]globePoint, r.count())}
	x, y := 0, 0
	for i := range a.places {
		x, y = x+r.signed(), y+r.signed()
		a.places[i] = vectorAt(float64(x)/unit, float64(y)/unit)
	}
	return a
}

func (r *numbers) shape(arcs int) shape {
	s := shape{codes: make([]string, r.count())}
	for i := range s.codes {
		s.codes[i] = r.code()
	}
	s.over = r.count() == 1
	s.polygons = make([]polygon, r.count())
	for i := range s.polygons {
		s.polygons[i] = make(polygon, r.count())
		for k := range s.polygons[i] {
			s.polygons[i][k] = r.ring(arcs)
		}
	}
	return s
}

func (r *numbers) code() string {
	if len(r.data) < 2 {
		r.bad = true
		return ""
	}
	code := string(r.data[:2])
	r.data = r.data[2:]
	return code
}

func (r *numbers) ring(arcs int) []int {
	ring := make([]int, r.count())
	for i := range ring {
		n := r.signed()
		if max(n, ^n) >= arcs {
			r.bad, n = true, 0
		}
		ring[i] = n
	}
	return ring
}

// vectorAt is a place by longitude and latitude in degrees.
func vectorAt(x, y float64) globePoint {
	sinX, cosX := math.Sincos(x * math.Pi / 180)
	sinY, cosY := math.Sincos(y * math.Pi / 180)
	return globePoint{float32(cosX * cosY), float32(sinX * cosY), float32(sinY)}
}
