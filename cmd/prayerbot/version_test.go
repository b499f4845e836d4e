package main

import (
	"runtime/debug"
	"testing"
)

// TestAVersionNamesItsCommitOnce: a version without a tag holds it already.
func TestAVersionNamesItsCommitOnce(t *testing.T) {
	const commit = "201154d589ad5fdd042a809b29ddad537fc494f1"
	for version, want := range map[string]string{
		"":                                   "(devel) 201154d589ad",
		"(devel)":                            "(devel) 201154d589ad",
		"v1.2.0":                             "v1.2.0 201154d589ad",
		"v0.0.0-20261130212301-201154d589ad": "v0.0.0-20261130212301-201154d589ad",
		"v0.0.0-20261130212301-201154d589ad+dirty": "v0.0.0-20261130212301-201154d589ad+dirty",
	} {
		info := &debug.BuildInfo{Settings: []debug.BuildSetting{{Key: "vcs", Value: "git"}, {Key: "vcs.revision", Value: commit}}}
		info.Main.Version = version
		if got := versionOf(info); got != want {
			t.Errorf("%q is %q, want %q", version, got, want)
		}
	}
}
