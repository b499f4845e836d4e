package main

import (
	"fmt"

	"prayerbot/content"
)

// checkCommand checks the content.
type checkCommand struct {
	Folder string `arg:"" optional:"" help:"Folder laid over the built-in content."`
}

// Run says every fault, or how much content there is.
func (c *checkCommand) Run(world surroundings) error {
	library, err := loadContent(c.Folder)
	if err != nil {
		return err
	}
	fmt.Fprintln(world.out, summary(library))
	return nil
}

// summary says how much a library holds.
func summary(l *content.Library) string {
	points := 0
	for _, c := range l.Countries {
		points += len(c.Points)
	}
	for _, p := range l.Posts {
		points += len(p.Points)
	}
	return fmt.Sprintf("The content is without fault: %d countries in %d regions, %d prayer points, %d posts.", len(l.Countries), len(l.Regions), points, len(l.Posts))
}
