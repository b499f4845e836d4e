package main

import "fmt"

// checkCommand checks the content.
type checkCommand struct {
	Folder string `arg:"" optional:"" help:"Folder laid over the built-in content; PRAYERBOT_CONTENT if left out."`
}

// Run says every fault, or how much content there is.
func (c *checkCommand) Run(world surroundings, cfg *Config) error {
	if c.Folder == "" {
		c.Folder = cfg.Content
	}
	library, err := loadContent(c.Folder)
	if err != nil {
		return err
	}
	fmt.Fprintln(world.out, summary(library))
	return nil
}
