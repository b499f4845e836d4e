// Package deploy holds what the program brings along for the machine that it runs
// on. It does nothing and keeps nothing.
package deploy

import _ "embed"

//go:embed prayerbot.service
var unit string

// Unit is the unit of systemd by which the bot runs as a service.
func Unit() string { return unit }
