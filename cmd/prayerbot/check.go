package main

import (
	"fmt"

	"prayerbot/content"
)

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
	if err := decodePictures(library); err != nil {
		return err
	}
	fmt.Fprintln(world.out, summary(library))
	return nil
}

// decodePictures decodes every picture, which a bot that starts does not take
// the time for. The error names the first that does not.
func decodePictures(library *content.Library) error {
	for _, post := range library.Posts {
		if post.Picture == nil || post.Picture.File == nil {
			continue
		}
		if _, err := post.Picture.File.Bytes(); err != nil {
			return fmt.Errorf("the picture of the post %s: %w", post.Key, err)
		}
	}
	return nil
}
