// Package content holds what the bot speaks of: countries with their reports
// and prayer points, dated posts, occasions, lists, and the calendar that says
// what to pray on which date.
//
// It loads YAML and Markdown from file trees laid over one another (its own is
// embedded), checks all of it and reports every fault at once with file, line
// and remedy. A Library is complete once it is loaded and never changes, so any
// number of goroutines may read it.
//
// It never opens a socket, reads the clock or the environment, or writes
// anything. There is nothing that a crash could leave half-done.
//
// Sources: the CIA World Factbook (public domain), Unicode CLDR (names/LICENSE),
// and the publishers that sources.yaml names.
package content
