package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"

	"prayerbot/content"
	"prayerbot/content/load"
	"prayerbot/content/translation"
)

// checkCommand checks the content.
type checkCommand struct {
	Folder string `arg:"" optional:"" help:"Folder laid over the built-in content; PRAYERBOT_CONTENT if left out."`
	Stale  bool   `help:"List the leaders of reports whose line is older than six months, or may have changed."`
}

// Run says every fault, or how much content there is; and what an editor should
// look at, though it counts as it is.
func (c *checkCommand) Run(world surroundings, cfg *Config) error {
	if c.Folder == "" {
		c.Folder = cfg.Content
	}
	library, hints, err := checkContent(c.Folder)
	for _, hint := range hints {
		fmt.Fprintln(world.out, "Look at "+hint)
	}
	if err != nil {
		return err
	}
	if err := decodePictures(library); err != nil {
		return err
	}
	if c.Stale {
		sayStale(world.out, library, today())
	}
	if err := checkTranslations(world.out, library, c.Folder); err != nil {
		return err
	}
	fmt.Fprintln(world.out, summary(library))
	if len(hints) > 0 {
		fmt.Fprintf(world.out, "To look at: %d, as said above.\n", len(hints))
	}
	return nil
}

// checkTranslations names the texts in other languages whose English has
// changed, which is no fault. The error is everything that is one.
func checkTranslations(out io.Writer, library *content.Library, folder string) error {
	trees := []fs.FS{content.Builtin()}
	if folder != "" {
		trees = append(trees, os.DirFS(folder))
	}
	var faults load.FaultsError
	for _, tag := range library.Translations.Languages() {
		set, err := translation.Read(library, tag, trees...)
		if err != nil {
			return named(err, folder)
		}
		faults = append(faults, set.Faults()...)
		for _, stale := range set.Outdated() {
			fmt.Fprintln(out, stale.In("", folder))
		}
	}
	if len(faults) > 0 {
		return named(faults, folder)
	}
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

// sayStale lists whose line in a report an editor has to look up anew.
func sayStale(out io.Writer, library *content.Library, today content.Date) {
	old := library.OldLines(today)
	for _, line := range old {
		fmt.Fprintf(out, "countries/%s.yaml: %s: %s\n", line.Country.Slug, line.Kind, staleLine(line.Leader, today))
	}
	fmt.Fprintf(out, "Leaders to look up anew: %d.\n", len(old))
}

// staleLine says of a leader why the line has to be looked up.
func staleLine(l content.Leader, today content.Date) string {
	switch {
	case l.Name == "":
		return fmt.Sprintf("the office was vacant as of %s.", l.AsOf)
	case l.Ended(today):
		return fmt.Sprintf("the term of %s ended in %s.", l.Name, l.Until)
	case l.MayHaveChanged != "":
		return fmt.Sprintf("%s may have changed in %s.", l.Name, l.MayHaveChanged)
	}
	return fmt.Sprintf("%s is as of %s.", l.Name, l.AsOf)
}
