// Package search finds countries, regions and lists by the names that people
// type: in any language, by the beginning of a name, with a slip of the finger,
// or several of them joined by commas and "and".
//
// It is for what a person typed; what the bot itself wrote is a key, and is
// looked up in the content.Library. The index of a library is built at the
// first search, is kept with the library, and never changes then, so any number
// of goroutines may search.
//
// It never opens a file or a socket, or reads the clock or the environment.
// There is nothing that a crash could leave half-done.
package search
