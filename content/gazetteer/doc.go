// Package gazetteer knows what cities, states, countries, parts of the world and
// clocks are called in every language, where they are, and by which zones.
//
// Its tables are text in the order of its bytes, part of the program, and looked
// up where they lie: nothing is built and next to nothing is kept in memory. They
// are made by cmd/gazetteer from GeoNames and Unicode CLDR (see content/README.md).
// It only finds: what a name means to somebody who asks for a clock is decided by
// package places, and to somebody who prays by package search.
//
// It never opens a file or a socket, or reads the clock or the environment. Any
// number of goroutines may ask; there is nothing that a crash could leave
// half-done.
package gazetteer
