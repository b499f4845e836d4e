// Command gazetteer makes the tables of package content/gazetteer from the data
// of GeoNames and Unicode CLDR, which content/README.md names with their
// licences. It is run by hand, when that data is renewed:
//
//	go run ./cmd/gazetteer -cities cities500.txt -states admin1.json \
//	    -names locale -cldr node_modules -countries content/countries \
//	    -out content/gazetteer/data
//
// With -extra alone it puts extra.tsv into the tables that are there, for which no
// other file is needed.
//
// It never asks a network. A crash leaves the tables half-written: run it again.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sources are the folders and files that the tables are made from.
type sources struct {
	cities    string // GeoNames' cities500.txt
	states    string // GeoNames' first-level divisions: [{"code": "NG.23", "name": "Kaduna"}]
	names     string // the folder of compiled catalogues of GeoNames' alternate names, a folder a language
	cldr      string // the folder with cldr-core, cldr-localenames-full, cldr-dates-full, cldr-subdivisions-full
	countries string // the countries of the content
	out       string
}

func main() {
	var from sources
	flag.StringVar(&from.cities, "cities", "", "cities500.txt of GeoNames")
	flag.StringVar(&from.states, "states", "", "admin1.json of GeoNames")
	flag.StringVar(&from.names, "names", "", "folder of compiled alternate names of GeoNames")
	flag.StringVar(&from.cldr, "cldr", "", "folder with the packages of Unicode CLDR")
	flag.StringVar(&from.countries, "countries", "content/countries", "countries of the content")
	flag.StringVar(&from.out, "out", "content/gazetteer/data", "folder of the tables")
	extra := flag.Bool("extra", false, "only put extra.tsv into the tables that are there")
	flag.Parse()
	run := generate
	if *extra {
		run = merge
	}
	if err := run(from); err != nil {
		log.Fatal(err)
	}
}

// generate reads everything and writes the tables.
func generate(from sources) error {
	t := newTables()
	for _, read := range []func(sources) error{
		t.readContent, t.readCities, t.readStates, t.readSubdivisions, t.readAlternates, t.readTerritories, t.readClocks, t.readExtra,
	} {
		if err := read(from); err != nil {
			return err
		}
	}
	if err := write(filepath.Join(from.out, "places.tsv"), placesHead, t.placeLines()); err != nil {
		return err
	}
	return write(filepath.Join(from.out, "names.tsv"), namesHead, t.nameLines())
}

// The first line of each table says what its columns are. It sorts before all
// others.
const (
	placesHead = "!id\tname\tcountry\tstate\tpeople\tzones\tlatitude and longitude of a city, in hundredths of a degree; GeoNames (CC BY 4.0), Unicode CLDR (Unicode licence)"
	namesHead  = "!name, folded\tids, the likeliest first; GeoNames (CC BY 4.0), Unicode CLDR (Unicode licence)"
)

// write writes a table in the order of its bytes.
func write(file, head string, lines []string) error {
	slices.Sort(lines)
	text := head + "\n" + strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write a table: %w", err)
	}
	fmt.Printf("%s: %d lines, %d bytes\n", file, len(lines), len(text))
	return nil
}
