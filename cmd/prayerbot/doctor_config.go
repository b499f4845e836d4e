package main

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"

	"prayerbot/bot/doctor"
)

func (p *patient) configuration(context.Context) doctor.Result {
	if p.faults != nil {
		return doctor.Ill("%v", p.faults)
	}
	return doctor.Well("it is complete")
}

// variables names what is set under a name that the bot does not read.
func (p *patient) variables(context.Context) doctor.Result {
	wrong := misspelled(p.env)
	if len(wrong) > 0 {
		return doctor.Warn("%s", strings.Join(wrong, "\n"))
	}
	return doctor.Well("each that is set is known")
}

// variableNames are the variables that are read, each mapped to true.
func variableNames() map[string]bool {
	names := map[string]bool{"TELEGRAM_TOKEN": true, "DISCORD_TOKEN": true}
	config := reflect.TypeFor[Config]()
	for i := range config.NumField() {
		if name := config.Field(i).Tag.Get("env"); name != "" {
			names[name] = true
		}
	}
	return names
}

// Names that others set: Kubernetes one for each service, beginning with what
// the service is called, and the trials.
var foreignVariable = regexp.MustCompile(`_(SERVICE_HOST|SERVICE_PORT|PORT)(_|$)|^PRAYERBOT_(TRIAL_|SOAK$)`)

// misspelled says of each variable that is meant for the bot and is not read
// what it was probably meant to be. A value is never said.
func misspelled(env []string) []string {
	known := variableNames()
	set := map[string]bool{}
	for _, entry := range env {
		if name, value, _ := strings.Cut(entry, "="); value != "" {
			set[name] = true
		}
	}
	var wrong []string
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if known[name] || foreignVariable.MatchString(name) {
			continue
		}
		near := nearest(name, known)
		switch {
		case near != "" && !set[near]:
			wrong = append(wrong, fmt.Sprintf("%s is not known; did you mean %s?", name, near))
		case near == "" && strings.HasPrefix(strings.ToUpper(name), "PRAYERBOT_"):
			wrong = append(wrong, name+" is not known")
		}
	}
	return wrong
}

// mostTypos is how far a name may be from the one that was meant.
const mostTypos = 2

// otherNames are what people call a variable that they have not looked up.
var otherNames = map[string]string{
	"TELEGRAM_BOT_TOKEN": "TELEGRAM_TOKEN", "TELEGRAM_API_TOKEN": "TELEGRAM_TOKEN", "BOT_TOKEN": "TELEGRAM_TOKEN",
	"DISCORD_BOT_TOKEN": "DISCORD_TOKEN", "DISCORD_API_TOKEN": "DISCORD_TOKEN",
	"REDIS_URI": "REDIS_URL", "REDIS_ADDR": "REDIS_URL", "REDIS_ADDRESS": "REDIS_URL", "REDIS_HOST": "REDIS_URL",
}

// nearest is the known name that was probably meant; "" is none. Whether a
// letter is large, and how words are parted, is no difference.
func nearest(name string, known map[string]bool) string {
	loose := strings.NewReplacer("_", "", "-", "", ".", "")
	fold := func(s string) string { return loose.Replace(strings.ToUpper(s)) }
	bare := strings.TrimPrefix(strings.ToUpper(name), "PRAYERBOT_")
	if other := otherNames[bare]; other != "" {
		return other
	}
	best, least := "", mostTypos+1
	for _, k := range slices.Sorted(maps.Keys(known)) {
		away := edlib.OSADamerauLevenshteinDistance(fold(name), fold(k))
		if bare == k {
			away = 0 // a prefix too many
		}
		if away < least {
			best, least = k, away
		}
	}
	return best
}

// The rights of a token's file that are too many: to be read by everybody on
// the machine, and to be changed by somebody else. A group may read it, as in
// Kubernetes and with systemd's credentials.
const (
	everybodyReads fs.FileMode = 0o004
	othersWrite    fs.FileMode = 0o022
)

// tokenFiles looks at who may read and change the files of tokens.
func (p *patient) tokenFiles(context.Context) doctor.Result {
	var wrong []string
	given := 0
	for _, f := range []struct{ name, path string }{
		{"TELEGRAM_TOKEN_FILE", p.config.TelegramTokenFile}, {"DISCORD_TOKEN_FILE", p.config.DiscordTokenFile},
	} {
		if f.path == "" {
			continue
		}
		given++
		info, err := os.Stat(f.path)
		switch {
		case err != nil:
			continue // the configuration says it
		case info.Mode()&othersWrite != 0:
			wrong = append(wrong, f.name+" can be changed by others than its owner")
		case info.Mode()&everybodyReads != 0 && !mounted(f.path):
			wrong = append(wrong, f.name+" can be read by everybody on this machine")
		}
	}
	switch {
	case len(wrong) > 0:
		return doctor.Warn("%s", strings.Join(wrong, "\n"))
	case given == 0:
		return doctor.Well("none is used")
	}
	return doctor.Well("only the bot can read them")
}

// mounted tells whether a file is one of a container's secrets: they can be read
// by everybody in the container, where nobody else is.
func mounted(path string) bool {
	return strings.HasPrefix(path, "/run/secrets/") || strings.HasPrefix(path, "/var/run/secrets/")
}
