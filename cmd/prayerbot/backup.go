package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"prayerbot/bot/backup"
	"prayerbot/bot/store"
	"prayerbot/bot/store/archive"
)

// backupCommand writes all that the store keeps into a file.
type backupCommand struct {
	To   string `name:"recipient" placeholder:"KEY" help:"Public key of age (age1...) that the file is encrypted to; not encrypted if empty."`
	File string `arg:"" help:"The file, which must not be there yet; - is the standard output."`
}

// Run writes the file, beside a running bot too.
func (cmd backupCommand) Run(world surroundings, c *Config) error {
	if err := c.check(os.Getenv); err != nil {
		return err
	}
	kept, err := lookInto(world, *c)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("nothing was ever stored in %s, so there is nothing to back up", c.Data)
	}
	if err != nil {
		return err
	}
	defer kept.Close()
	if err := notHalf(world, kept); err != nil {
		return err
	}
	if cmd.File == "-" {
		saved, err := cmd.write(world, kept, world.out)
		sayLeftOut(world, saved)
		return err
	}
	var saved archive.Saved
	err = newFile(cmd.File, func(to io.Writer) (err error) {
		saved, err = cmd.write(world, kept, to)
		return err
	})
	if err == nil {
		fmt.Fprintf(world.err, "%s is written: %s.\n", cmd.File, records(saved.Records))
		sayLeftOut(world, saved)
	}
	return err
}

// sayLeftOut says what is not in a backup because it cannot be read.
func sayLeftOut(world surroundings, saved archive.Saved) {
	if left := saved.LeftOut(); left != "" {
		fmt.Fprintln(world.err, left+" Type prayerbot dead to see which it is.")
	}
}

// write writes all that is kept, encrypted where that is wanted.
func (cmd backupCommand) write(world surroundings, kept store.Store, to io.Writer) (saved archive.Saved, err error) {
	bar := newBar(world.err, 0)
	defer bar.end()
	if cmd.To == "" {
		return archive.Save(world, kept, to, systemClock().Now(), bar.step)
	}
	recipient, err := backup.ParseRecipient(cmd.To)
	if err != nil {
		return saved, configFaults{"--recipient: " + err.Error() + "."}
	}
	secret, err := recipient.Encrypt(to)
	if err != nil {
		return saved, err
	}
	saved, err = archive.Save(world, kept, secret, systemClock().Now(), bar.step)
	return saved, errors.Join(err, secret.Close())
}

// newFile writes a file that must not be there yet, for its owner alone.
func newFile(name string, write func(io.Writer) error) error {
	if _, err := os.Lstat(name); err == nil {
		return fmt.Errorf("%s is there already: choose another name, or remove it", name)
	}
	if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s: make it, or choose another name", filepath.Dir(name))
	}
	return writeWhole(name, ownerOnly, write)
}

// inside writes the file here from what the running bot gives.
func (cmd backupCommand) inside(world surroundings, c *Config, args []string) (code int, done bool) {
	err := newFile(cmd.File, func(to io.Writer) error {
		there := world
		there.out = to
		if code, done = runInside(there, c, args); !done || code != exitFine {
			return errNotInside
		}
		return nil
	})
	switch {
	case !done && errors.Is(err, errNotInside):
		return 0, false
	case err != nil && !errors.Is(err, errNotInside):
		return report(world, err), true
	case code == exitFine:
		fmt.Fprintf(world.err, "%s is written.\n", cmd.File)
	}
	return code, true
}

// errNotInside is why a file is not written: the running bot has not given it.
var errNotInside = errors.New("the running bot gave nothing")

// records says how many records there are.
func records(n int) string {
	if n == 1 {
		return "1 record"
	}
	return fmt.Sprintf("%d records", n)
}

// copies keeps copies for disasters, where a recipient is named; nil where not.
func (b builder) copies(kept store.Store) *backup.Saver {
	if b.BackupTo == "" {
		return nil
	}
	recipient, err := backup.ParseRecipient(b.BackupTo)
	if err != nil {
		return nil // check has refused it
	}
	return backup.NewSaver(kept, b.backupFolder(), recipient, systemClock(), b.log)
}

// backupFolder is where a running bot keeps its copies.
func (c *Config) backupFolder() string {
	if c.Backups != "" {
		return c.Backups
	}
	return filepath.Join(c.Data, "backups")
}

// checkBackups refuses a recipient that is none.
func (c configCheck) checkBackups(note func(string, ...any)) {
	if c.BackupTo == "" {
		return
	}
	if _, err := backup.ParseRecipient(c.BackupTo); err != nil {
		note("PRAYERBOT_BACKUP_RECIPIENT: %s.", err)
	}
}
