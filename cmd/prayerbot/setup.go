package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"prayerbot/bot/terminal"
)

// setupCommand asks for what the bot needs, and writes it down.
type setupCommand struct {
	File    string `name:"file" placeholder:"FILE" help:"The environment file to write (default: prayerbot.env; with --systemd /etc/prayerbot.env)."`
	Systemd bool   `name:"systemd" help:"Install the unit of systemd too, which root alone may."`
}

// Where things are on a machine that systemd runs.
const (
	systemdUnits = "/etc/systemd/system"
	systemdFile  = "/etc/prayerbot.env"
)

// Run asks, checks and writes. What is cut off in the middle writes nothing.
func (cmd setupCommand) Run(world surroundings, c *Config) error {
	if cmd.Systemd && os.Geteuid() != 0 {
		return configFaults{"--systemd writes into " + systemdUnits + ", which root alone may. Type sudo prayerbot setup --systemd."}
	}
	prompt, err := terminal.NewPrompt(world.in, world.out)
	if err != nil {
		return err
	}
	defer prompt.Close()
	units := ""
	if cmd.Systemd {
		units = systemdUnits
	}
	s := &settingUp{Prompt: prompt, world: world, config: c, units: units, file: cmd.file()}
	return s.all()
}

// file is the environment file to write.
func (cmd setupCommand) file() string {
	switch {
	case cmd.File != "":
		return cmd.File
	case cmd.Systemd:
		return systemdFile
	}
	return "prayerbot.env"
}

// settingUp is one run of the questions.
type settingUp struct {
	*terminal.Prompt
	world  surroundings
	config *Config // which servers are asked
	units  string  // the folder of systemd's units; "" where none is installed
	file   string

	variables []variable // what was answered, in order
	kept      []string   // lines of the file that is replaced, which set something else
	platforms int        // how many have a token
	data      string     // the folder of the embedded file; "" is the default
	endpoint  endpointWanted
}

// errNothingWritten ends what was cut off.
var errNothingWritten = errors.New("nothing was written")

// all asks everything, and then writes. An error before that says that nothing was
// written.
func (s *settingUp) all() error {
	s.Say("This asks for what prayerbot needs, checks it, and writes it into %s. Press Enter at a question to leave it out.", s.file)
	fresh, err := s.mayWrite()
	if err == nil && fresh {
		err = s.questions()
	}
	if err == nil && fresh {
		err = s.keep()
	}
	switch {
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("it was told to stop, and %w", errNothingWritten)
	case err != nil:
		return fmt.Errorf("%w, so %w", err, errNothingWritten)
	}
	if fresh {
		if err := s.write(); err != nil {
			return err
		}
		s.Say("\n%s is written, and its owner alone can read it.", s.file)
		s.claimEndpoint()
	}
	if s.units != "" {
		return s.install()
	}
	s.sayHowToStart()
	return nil
}

// mayWrite tells whether the file is to be written: it is not there, or may be
// replaced.
func (s *settingUp) mayWrite() (bool, error) {
	if info, err := os.Stat(filepath.Dir(s.file)); err != nil || !info.IsDir() {
		return false, fmt.Errorf("there is no folder %s", filepath.Dir(s.file))
	}
	switch info, err := os.Lstat(s.file); {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, err
	case info.IsDir():
		return false, fmt.Errorf("%s is a folder", s.file)
	}
	replace, err := s.mayReplace(s.file)
	return replace, err
}

// mayReplace asks whether a file that is there may be written anew. The answer is not
// shown: the next question is for a token, which somebody may paste here already.
func (s *settingUp) mayReplace(name string) (bool, error) {
	answer, err := s.AskHidden(s.world, "\n"+name+" is there already. Type replace to write it anew (it is not shown), or press Enter to keep it: ")
	if err != nil {
		return false, err
	}
	if !strings.EqualFold(answer, "replace") {
		s.Say("%s stays as it is.", name)
		return false, nil
	}
	return true, nil
}

// questions asks for all that the file holds.
func (s *settingUp) questions() error {
	for _, part := range []func() error{s.telegram, s.discord, s.operators, s.store} {
		if err := part(); err != nil {
			return err
		}
	}
	switch {
	case s.platforms > 0:
		return nil
	case s.units != "":
		return errors.New("a service needs the token of Telegram, of Discord, or of both")
	}
	s.Say("\nWithout a token the bot talks in this terminal alone.")
	return nil
}

// mostTries bounds how often a question is asked again.
const mostTries = 10

// until asks until an answer is taken; the last one says what is wrong with it, and
// "" is left out. Nothing that is hidden is shown.
func (s *settingUp) until(ask func(context.Context, string) (string, error), question string, wrong func(string) string) (string, error) {
	for range mostTries {
		answer, err := ask(s.world, question)
		if err != nil || answer == "" {
			return "", err
		}
		fault := wrong(answer)
		if fault == "" {
			return answer, nil
		}
		s.Say("%s", fault)
	}
	return "", errors.New("no answer to a question could be taken")
}

// operators asks who runs the bot.
func (s *settingUp) operators() error {
	s.Say("\nOperators may announce to every chat, and are told what readers find wrong. Your number: Telegram Desktop shows it in your profile once Show Peer IDs in Profile is on (Settings, Advanced, Experimental settings); on Discord switch on Developer Mode (User Settings, Advanced), and choose Copy User ID on your name.")
	list, err := s.until(s.Ask, "Operators, such as telegram:123,discord:456 (Enter: nobody): ", func(list string) string {
		return oneFault(configCheck{&Config{Operators: list}}.checkOperators)
	})
	s.set("PRAYERBOT_OPERATORS", list)
	return err
}

// oneFault is what a check says first; "" is nothing.
func oneFault(check func(note func(string, ...any))) (fault string) {
	check(func(format string, args ...any) {
		if fault == "" {
			fault = fmt.Sprintf(format, args...)
		}
	})
	return fault
}

// store asks where everything is kept.
func (s *settingUp) store() error {
	s.Say("\nEverything is kept in one file on this machine, or in Redis.")
	redis, err := s.until(s.AskHidden, "Address of Redis, such as redis://localhost:6379/0 (it is not shown; Enter: the file): ", func(address string) string {
		if fault := oneFault(configCheck{&Config{Redis: address}}.checkRedis); fault != "" {
			return fault
		}
		return unquotable(address)
	})
	s.set("REDIS_URL", redis)
	switch {
	case err != nil || redis != "":
		return err
	case s.units != "":
		s.Say("The service keeps the file in /var/lib/prayerbot.")
		return nil
	}
	folder, err := s.until(s.Ask, "Folder of the file (Enter: "+defaultData()+"): ", unquotable)
	if err != nil || folder == "" {
		return err
	}
	s.data, err = fullPath(folder)
	s.set("PRAYERBOT_DATA", s.data)
	return err
}

// fullPath is a folder from the root of the file system on; ~ is the home of whoever
// runs this.
func fullPath(folder string) (string, error) {
	if rest, home := strings.CutPrefix(folder, "~/"); home {
		own, err := os.UserHomeDir()
		return filepath.Join(own, rest), err
	}
	return filepath.Abs(folder)
}
