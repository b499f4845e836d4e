package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// merge puts what is kept by hand into the tables that are there, in place of what
// was kept before, and leaves everything else as it is.
func merge(from sources) error {
	t := newTables()
	if err := t.readExtra(from); err != nil {
		return err
	}
	dropped := map[string]bool{}
	places, err := lines(filepath.Join(from.out, "places.tsv"))
	if err != nil {
		return err
	}
	places = slices.DeleteFunc(places, func(line string) bool {
		fields := strings.Split(line, "\t")
		kept := line[0] == 's' && fields[3] == "" // a state of GeoNames has its code there
		dropped[fields[0]] = dropped[fields[0]] || kept
		return kept
	})
	names, err := lines(filepath.Join(from.out, "names.tsv"))
	if err != nil {
		return err
	}
	if err := write(filepath.Join(from.out, "places.tsv"), placesHead, append(places, t.placeLines()...)); err != nil {
		return err
	}
	return write(filepath.Join(from.out, "names.tsv"), namesHead, t.mergeNames(names, dropped))
}

// mergeNames are the lines of the names with what is kept now, and without what is
// dropped.
func (t *tables) mergeNames(lines []string, dropped map[string]bool) []string {
	var merged []string
	there := map[string]bool{}
	for _, line := range lines {
		name, ids, _ := strings.Cut(line, "\t")
		there[name] = true
		all := slices.DeleteFunc(strings.Fields(ids), func(id string) bool { return dropped[id] })
		if kept := t.kept[name]; kept != "" && t.names[name] != nil { // else it is too short
			all = append([]string{kept}, all...)
		}
		if len(all) > 0 {
			merged = append(merged, name+"\t"+strings.Join(all[:min(len(all), atMost)], " "))
		}
	}
	for name := range t.names {
		if !there[name] {
			merged = append(merged, name+"\t"+t.kept[name])
		}
	}
	return merged
}

// lines are the lines of a table without the first one, which says what they are.
func lines(file string) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read a table: %w", err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")[1:], nil
}
