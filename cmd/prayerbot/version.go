package main

import (
	"fmt"
	"runtime/debug"
	"strings"
)

// versionCommand says which version this is.
type versionCommand struct {
	Licences bool `aliases:"licenses" help:"Print the notices of the data and the libraries that are in the program too."`
}

// Run prints the module's version and the commit it was built from.
func (v versionCommand) Run(world surroundings) error {
	fmt.Fprintln(world.out, "prayerbot", version())
	if v.Licences {
		return writeLicences(world.out)
	}
	return nil
}

// stamp is the version that the linker was given, where the build has no repository
// beside it, as in a container: -ldflags "-X main.stamp=...".
var stamp string

// version is the module's version with the commit, as far as the build knows.
func version() string {
	if stamp != "" {
		return stamp
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	return versionOf(info)
}

// versionOf is the version that a build has, with its commit, which stands in a version
// without a tag already.
func versionOf(info *debug.BuildInfo) string {
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	for _, s := range info.Settings {
		commit := s.Value[:min(12, len(s.Value))]
		if s.Key == "vcs.revision" && !strings.Contains(v, commit) {
			v += " " + commit
		}
	}
	return v
}
