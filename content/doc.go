// Package content holds what the bot speaks of: countries with their reports
// and prayer points, dated posts, occasions, lists, and the calendar that says
// what to pray on which date. The data lies in its folders and is embedded;
// package load reads it, package search finds by names.
//
// A Library is complete once New has made it and never changes, so any number
// of goroutines may read it, and a new one takes its place as a whole.
//
// It never reads a file, opens a socket, reads the clock or the environment, or
// writes anything: time is an argument. There is nothing that a crash could
// leave half-done.
//
// Sources: the CIA World Factbook (public domain), Unicode CLDR (names/LICENSE),
// and the publishers that sources.yaml names.
package content
