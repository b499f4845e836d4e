package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"prayerbot/deploy"
)

// installed is where the unit looks for the program.
const installed = "/usr/local/bin/prayerbot"

// unitFor is the unit of a service that reads an environment file.
func unitFor(file string) string {
	return strings.Replace(deploy.Unit(), "EnvironmentFile="+systemdFile, "EnvironmentFile="+strings.ReplaceAll(file, "%", "%%"), 1)
}

// install writes the unit into the folder of units, and says the next commands. One
// that is there and differs is replaced only where that is wanted.
func (s *settingUp) install() error {
	file, err := filepath.Abs(s.file)
	if err != nil {
		return err
	}
	name, unit := filepath.Join(s.units, "prayerbot.service"), unitFor(file)
	there, err := os.ReadFile(name)
	replace := true
	switch {
	case err == nil && string(there) != unit:
		replace, err = s.mayReplace(name)
	case errors.Is(err, fs.ErrNotExist):
		err = nil
	}
	if err != nil {
		return fmt.Errorf("the service is not installed: %w", err)
	}
	if replace {
		err := writeWhole(name, everybody, func(to io.Writer) error {
			_, err := io.WriteString(to, unit)
			return err
		})
		if err != nil {
			return fmt.Errorf("the service is not installed: %w", err)
		}
		s.Say("%s is written.", name)
	}
	s.sayCommands("Start the bot, now and after each restart of the machine, with:", append(putProgram(), "systemctl daemon-reload", "systemctl enable --now prayerbot"))
	s.Say("journalctl -u prayerbot shows what it says.")
	return nil
}

// putProgram puts the program where the unit looks for it, if it is elsewhere.
func putProgram() []string {
	if self, err := os.Executable(); err == nil && self != installed {
		return []string{"install -m 755 " + quoted(self) + " " + installed}
	}
	return nil
}

// sayHowToStart says how the bot is started with the file, and how as a service.
func (s *settingUp) sayHowToStart() {
	file := quoted(fromHere(s.file))
	s.sayCommands("Start the bot with:", []string{"set -a; . " + file + "; set +a; prayerbot"})
	s.Say("prayerbot doctor, typed in its place, says whether all is well.")
	if runtime.GOOS != "linux" {
		return
	}
	var sudo []string
	for _, command := range append(putProgram(), "install -m 600 "+file+" "+systemdFile, installed+" setup --systemd", "systemctl enable --now prayerbot") {
		sudo = append(sudo, "sudo "+command)
	}
	s.sayCommands("To run it as a service of systemd instead:", sudo)
	if s.data != "" {
		s.Say("The service keeps its file in /var/lib/prayerbot: remove PRAYERBOT_DATA from %s.", systemdFile)
	}
}

func (s *settingUp) sayCommands(what string, commands []string) {
	s.Say("\n%s\n\n    %s\n", what, strings.Join(commands, "\n    "))
}
