package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"

	"golang.org/x/text/language"

	"prayerbot/content"
	"prayerbot/content/load"
	"prayerbot/content/translation"
)

// translateCommand looks after the content in other languages.
type translateCommand struct {
	Status translateStatusCommand `cmd:"" default:"withargs" help:"Say how much is translated, by language; of one language also what is stale or missing."`
	Export translateExportCommand `cmd:"" help:"Write all texts of a language into one PO file, for a translator."`
	Import translateImportCommand `cmd:"" help:"Take up a translator's PO file into a folder of content."`
}

// A translationFolder is a folder of content that is laid over the built-in one.
type translationFolder struct {
	Folder string `arg:"" optional:"" help:"Folder of content; PRAYERBOT_CONTENT if left out."`
}

type translateStatusCommand struct {
	Lang string `arg:"" optional:"" help:"A language, such as es."`
	translationFolder
}

type translateExportCommand struct {
	Lang string `arg:"" help:"The language, such as es, pt-BR or zh-Hans."`
	File string `arg:"" help:"The file to write, such as es.po; one that is there is written anew."`
	translationFolder
}

type translateImportCommand struct {
	Lang   string `arg:"" help:"The language, such as es, pt-BR or zh-Hans."`
	File   string `arg:"" help:"The translator's file."`
	Folder string `arg:"" optional:"" help:"Folder of content that takes it; PRAYERBOT_CONTENT if left out, else this folder."`
}

// trees are the built-in content and the folder that is laid over it; or the
// folder alone, where it is a whole content, as the one is from which the program
// is built.
func (f *translationFolder) trees(c *Config) (*content.Library, []fs.FS, error) {
	if f.Folder == "" {
		f.Folder = c.Content
	}
	if f.Folder != "" {
		own := os.DirFS(f.Folder)
		if library, err := load.Library(own); err == nil {
			return library, []fs.FS{own}, nil
		}
	}
	library, err := loadContent(f.Folder)
	trees := []fs.FS{content.Builtin()}
	if f.Folder != "" {
		trees = append(trees, os.DirFS(f.Folder))
	}
	return library, trees, err
}

// Run prints a table: a line a language, or what one language lacks.
func (t *translateStatusCommand) Run(world surroundings, c *Config) error {
	library, trees, err := t.trees(c)
	if err != nil {
		return err
	}
	tags := library.Translations.Languages()
	if t.Lang != "" {
		if tags, err = []string{t.Lang}, checkTag(t.Lang); err != nil {
			return err
		}
	}
	table := tabwriter.NewWriter(world.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "Language\tDone\tStale\tMissing")
	var sets []*translation.Set
	for _, tag := range tags {
		set, err := translation.Read(library, tag, trees...)
		if err != nil {
			return named(err, t.Folder)
		}
		sets = append(sets, set)
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\n", tag, set.Count(translation.Done), set.Count(translation.Stale), set.Count(translation.Missing))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if t.Lang != "" {
		sayUndone(world, sets[0])
	}
	return nil
}

// sayUndone lists what a language lacks, a line a file.
func sayUndone(world surroundings, set *translation.Set) {
	for _, state := range []translation.State{translation.Stale, translation.Missing} {
		file := ""
		for _, item := range set.Items {
			if item.State != state {
				continue
			}
			if item.Path != file {
				file = item.Path
				fmt.Fprintf(world.out, "\n%s: %s:", state, file)
			}
			fmt.Fprint(world.out, " ", item.ID)
		}
		if file != "" {
			fmt.Fprintln(world.out)
		}
	}
}

// checkTag refuses what is no language into which English is translated.
func checkTag(lang string) error {
	if tag, err := language.Parse(lang); err != nil || tag.String() != lang || lang == "en" {
		return configFaults{fmt.Sprintf("%q is not the tag of a language into which English can be translated. Write it as es, pt-BR or zh-Hans.", lang)}
	}
	return nil
}

// Run writes the file whole or not at all.
func (t *translateExportCommand) Run(world surroundings, c *Config) error {
	if err := checkTag(t.Lang); err != nil {
		return err
	}
	library, trees, err := t.trees(c)
	if err != nil {
		return err
	}
	set, err := translation.Read(library, t.Lang, trees...)
	if err != nil {
		return named(err, t.Folder)
	}
	if err := writeWhole(t.File, everybody, set.Export); err != nil {
		return err
	}
	fmt.Fprintf(world.out, "%s has %d texts, of which %d are translated. Translate each msgid into msgstr, then type: prayerbot translate import %s %s\n",
		t.File, len(set.Items), set.Count(translation.Done), t.Lang, t.File)
	return nil
}

// Run writes the files of the folder that change. Where the translator's file
// has a fault, nothing is written.
func (t *translateImportCommand) Run(world surroundings, c *Config) error {
	if err := checkTag(t.Lang); err != nil {
		return err
	}
	if t.Folder == "" {
		if t.Folder = c.Content; t.Folder == "" {
			t.Folder = "."
		}
	}
	given, err := os.ReadFile(t.File) // #nosec G304 -- whoever runs the command names the file
	if err != nil {
		return fmt.Errorf("read the translator's file: %w", err)
	}
	folder := translationFolder{t.Folder}
	library, trees, err := folder.trees(c)
	if err != nil {
		return err
	}
	set, err := translation.Read(library, t.Lang, trees...)
	if err != nil {
		return named(err, t.Folder)
	}
	changes, err := set.Import(t.File, string(given))
	if err != nil {
		return contentFaultsOf(err)
	}
	files, err := t.write(changes)
	if err != nil {
		return err
	}
	fmt.Fprintf(world.out, "Taken up: %d texts, in %d files of %s.\n", len(changes), files, filepath.Join(t.Folder, "lang", t.Lang))
	return nil
}

// contentFaultsOf makes faults be printed one a line, as they are.
func contentFaultsOf(err error) error {
	var faults load.FaultsError
	if errors.As(err, &faults) {
		return contentFaults{faults: faults}
	}
	return err
}

// write merges changes into the files of the folder, each whole or not at all.
func (t *translateImportCommand) write(changes []translation.Change) (files int, err error) {
	have, _ := load.Entries(t.Lang, os.DirFS(t.Folder))
	for i := 0; i < len(changes); {
		path, from := changes[i].Path, i
		for i < len(changes) && changes[i].Path == path {
			i++
		}
		var old []load.Entry
		for _, e := range have {
			if e.Path == path {
				old = append(old, e)
			}
		}
		name := filepath.Join(t.Folder, "lang", t.Lang, filepath.FromSlash(path))
		if err := writeText(name, translation.Encode(translation.Merge(old, changes[from:i]))); err != nil {
			return files, err
		}
		files++
	}
	return files, nil
}
