// Package gateway keeps sessions with Discord's gateway: it connects, says who
// the bot is or resumes, beats, and hands on each event by its name with the
// JSON of its data.
//
// It never decides what an event means, reads the data of an event, asks over
// HTTP by itself, or writes the token anywhere but to the gateway. Nothing that
// Discord sends ends the process: what cannot be read is passed over, and what
// panics is caught. Where a session is lost it is resumed at once, so that
// Discord repeats what was missed; only what comes to nothing is paused for.
// On a crash a session is lost, and Discord ends it by itself.
package gateway
