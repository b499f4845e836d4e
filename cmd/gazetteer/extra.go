package main

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"prayerbot/content"
)

//go:embed extra.tsv
var extraText string

// readExtra adds what is kept by hand. Whoever says its names means it, whatever
// else is called so.
func (t *tables) readExtra(sources) error {
	for line := range strings.Lines(extraText) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if line[0] == '#' {
			continue
		}
		if len(fields) != 4 {
			return fmt.Errorf("extra.tsv: %q has not four columns", line)
		}
		for _, name := range strings.Split(fields[3], ";") {
			t.addExtra(fields, name)
		}
	}
	return nil
}

// addExtra makes each name a place of its own, so that it is said as it was
// typed.
func (t *tables) addExtra(fields []string, name string) {
	people, _ := strconv.Atoi(fields[1])
	p := content.FoldName(name)
	id := "s" + fields[0] + "." + strings.ReplaceAll(p, " ", "-")
	t.places[id] = &place{id: id, name: name, country: fields[0], people: people, zones: strings.Fields(fields[2])}
	t.add(name, id, 1)
	t.kept[p] = id
}
