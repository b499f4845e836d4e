package main

import "encoding/binary"

// version is the form of the file; package content/card reads this one alone.
const version = 1

// encode writes the map: how many steps a degree has, the arcs, the shapes. All
// numbers are varints; those that may be below zero are in zigzag.
//
//	version unit
//	arcs: count, then each: kind, count of places, dx dy from the place before
//	shapes: count, then each: count of codes, codes of two letters, 1 where it lies
//	over the ones before, count of polygons, count of rings, count of arcs, arcs
func (w *world) encode() []byte {
	data := unsigned(nil, version, unit, len(w.arcs))
	for _, a := range w.arcs {
		data = unsigned(data, a.kind, len(a.places))
		last := place{}
		for _, p := range a.places {
			data = binary.AppendVarint(data, int64(p.x-last.x))
			data = binary.AppendVarint(data, int64(p.y-last.y))
			last = p
		}
	}
	data = unsigned(data, len(w.shapes))
	for _, s := range w.shapes {
		data = s.encode(data)
	}
	return data
}

func (s shape) encode(data []byte) []byte {
	codes := s.named()
	data = unsigned(data, len(codes))
	for _, code := range codes {
		data = append(data, code...)
	}
	over := 0
	if s.over {
		over = 1
	}
	data = unsigned(data, over, len(s.polygons))
	for _, polygon := range s.polygons {
		data = unsigned(data, len(polygon))
		for _, ring := range polygon {
			data = unsigned(data, len(ring))
			for _, n := range ring {
				data = binary.AppendVarint(data, int64(n))
			}
		}
	}
	return data
}

func unsigned(data []byte, all ...int) []byte {
	for _, v := range all {
		data = binary.AppendUvarint(data, uint64(v))
	}
	return data
}
