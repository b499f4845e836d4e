// Package load makes a content.Library of trees of YAML and Markdown files: it
// reads them, lays them over one another and checks all of it. Every fault is
// reported at once, with file, line and remedy.
//
// It reads the trees that it is given and nothing else: it never writes, opens
// a socket, or reads the clock or the environment. A library is handed out only
// where nothing has a fault. There is nothing that a crash could leave
// half-done.
package load
