// Command atlas makes the map of package content/card from Natural Earth's
// countries, as the package world-atlas has them in TopoJSON. It is run by hand,
// when that data is renewed:
//
//	go run ./cmd/atlas -countries countries-50m.json -detailed countries-10m.json \
//	    -out content/card/world/world.bin
//
// The detailed file gives what the other one is too coarse for: Gaza and Tuvalu.
//
// It never asks a network. A crash leaves the file half-written: run it again.
package main

import (
	"bytes"
	"compress/flate"
	"flag"
	"log"
	"os"
)

func main() {
	countries := flag.String("countries", "", "countries-50m.json of world-atlas")
	detailed := flag.String("detailed", "", "countries-10m.json of world-atlas")
	out := flag.String("out", "content/card/world/world.bin", "the file to write")
	flag.Parse()
	if err := bake(*countries, *detailed, *out); err != nil {
		log.Fatal(err)
	}
}

// bake reads both files and writes the map.
func bake(countries, detailed, out string) error {
	coarse, err := readTopology(countries)
	if err != nil {
		return err
	}
	fine, err := readTopology(detailed)
	if err != nil {
		return err
	}
	w := &world{}
	if err := w.join(coarse); err != nil {
		return err
	}
	if err := w.joinDetails(fine); err != nil {
		return err
	}
	w.drawOver()
	packed, err := pack(w.encode())
	if err != nil {
		return err
	}
	log.Printf("%d shapes of %d arcs, %d bytes", len(w.shapes), len(w.arcs), len(packed))
	return os.WriteFile(out, packed, 0o644)
}

// pack compresses what package content/card unpacks.
func pack(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}
