package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"time"

	"prayerbot/bot/backup"
	"prayerbot/bot/store"
	"prayerbot/bot/store/archive"
)

// restoreCommand brings a file of backup into the store.
type restoreCommand struct {
	Identity string `placeholder:"FILE" help:"File with the key of age, where the backup is encrypted."`
	Replace  bool   `help:"Remove first what the store holds; without it a store that is not empty is refused."`
	Old      bool   `help:"Take a backup older than 15 days too, although people who were forgotten since may come back with it."`
	Yes      bool   `help:"Do not ask."`
	File     string `arg:"" help:"The file that prayerbot backup has written."`
}

// Run reads the whole file before anything changes.
func (cmd restoreCommand) Run(world surroundings, c *Config) error {
	if err := c.check(os.Getenv); err != nil {
		return err
	}
	keys, err := cmd.keys()
	if err != nil {
		return err
	}
	from := backupFile{cmd.File, keys}
	n := 0
	if err := from.read(func(text io.Reader) (err error) { n, err = archive.Verify(text); return err }); err != nil {
		return err
	}
	if err := cmd.notTooOld(from); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(world.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	kept, err := openStore(world, *c, log, nil)
	if err != nil {
		return err
	}
	defer kept.Close()
	return restoreAlone(world, systemClock(), kept, c.joinTime(), func(ctx context.Context) error {
		world.Context = ctx
		if err := cmd.makeRoom(world, kept, c.storeName(), n); err != nil {
			return err
		}
		return cmd.load(world, kept, from, n)
	})
}

// storeName is how an operator knows the store, without a password.
func (c *Config) storeName() string {
	if c.Redis == "" {
		return "the store in " + c.Data
	}
	if u, err := url.Parse(c.Redis); err == nil {
		return "the Redis at " + u.Host + u.Path
	}
	return "the Redis of REDIS_URL"
}

// joinTime is how long a bot that is starting may take to begin on the store. The
// embedded file is open to one process alone.
func (c *Config) joinTime() time.Duration {
	if c.Redis == "" {
		return 0
	}
	return archive.JoinTime
}

// notTooOld refuses a backup from before what the list of the forgotten remembers.
func (cmd restoreCommand) notTooOld(from backupFile) error {
	var made time.Time
	err := from.read(func(text io.Reader) (err error) { made, err = archive.Made(text); return err })
	if err == nil && !cmd.Old && systemClock().Now().Sub(made) > archive.ForgottenLife {
		err = fmt.Errorf("this backup is of %s: who was forgotten is remembered for 15 days only, so people may come back with it. Take a newer one, or give --old", made.UTC().Format("2006-01-02"))
	}
	return err
}

// keys are those of the file that is named; none where none is.
func (cmd restoreCommand) keys() (backup.Keys, error) {
	if cmd.Identity == "" {
		return backup.Keys{}, nil
	}
	file, err := openNamed(cmd.Identity, "Give the file that age-keygen has written.")
	if err != nil {
		return backup.Keys{}, err
	}
	defer file.Close()
	return backup.ReadKeys(file)
}

// A backupFile is read as often as it has to be.
type backupFile struct {
	name string
	keys backup.Keys
}

func (f backupFile) read(do func(io.Reader) error) error {
	file, err := openNamed(f.name, "Give the file that prayerbot backup has written.")
	if err != nil {
		return err
	}
	defer file.Close()
	text, err := f.keys.Open(file)
	if err != nil {
		return err
	}
	return do(text)
}

// makeRoom sees that nobody works on the store and that it is empty, and asks
// before it removes anything.
func (cmd restoreCommand) makeRoom(world surroundings, kept store.Store, name string, n int) error {
	used, err := kept.InUse(world)
	if err == nil && used {
		err = errors.New("a bot is running on this store: stop it first, and start it again afterwards. One that was killed is taken for running for half a minute")
	}
	if err != nil {
		return err
	}
	holds, err := kept.Holds(world)
	switch {
	case err != nil:
		return err
	case !holds:
		return nil
	case !cmd.Replace:
		return fmt.Errorf("%s is not empty. Name an empty store (PRAYERBOT_DATA or REDIS_URL), or give --replace: what it holds is removed then", name)
	case !cmd.Yes && !cmd.agreed(world, name, n):
		return errors.New("nothing was changed. Type yes to replace what is there, or give --yes")
	}
	// From now on no bot starts on the store before all is in it.
	if err := kept.BeginImport(world); err != nil {
		return err
	}
	return kept.Clear(world)
}

// notHalf refuses a store into which a backup came by half.
func notHalf(ctx context.Context, kept store.Store) error {
	half, err := kept.HalfImported(ctx)
	if err == nil && half {
		err = errors.New("a restore into this store was stopped in its middle, or is under way: wait for its end, or type prayerbot restore --replace FILE again")
	}
	return err
}

func (cmd restoreCommand) agreed(world surroundings, name string, n int) bool {
	fmt.Fprintf(world.out, "All that %s holds is removed, and %s come in from %s. Type yes to do that: ", name, records(n), cmd.File)
	return typedYes(world)
}

// load brings the records in, without what was forgotten since they were saved.
func (cmd restoreCommand) load(world surroundings, kept store.Store, from backupFile, n int) error {
	var forgotten *archive.Forgotten
	err := from.read(func(text io.Reader) (err error) {
		forgotten, err = archive.List(world, kept, text)
		return err
	})
	if err != nil {
		return err
	}
	bar := newBar(world.err, n)
	defer bar.end()
	var done archive.Loading
	err = from.read(func(text io.Reader) (err error) {
		done, err = archive.Load(world, kept, text, forgotten, systemClock().Now(), bar.step)
		return err
	})
	if err != nil {
		return fmt.Errorf("%w. What came in so far is not the whole: type it again with --replace", orStopped(world, err))
	}
	bar.end()
	fmt.Fprintf(world.out, "The backup of %s is restored: %s.%s\n", done.Made.UTC().Format("2006-01-02 15:04 UTC"), records(done.Records), leftOut(done.Forgotten))
	return nil
}

// leftOut says what was not brought back.
func leftOut(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" Left out, because it was forgotten since: %s.", records(n))
}

// orStopped says that somebody has stopped it, where that is why it failed.
func orStopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errors.New("it was stopped")
	}
	return err
}
