// Package reply holds what goes into the core and what comes out of it: the
// request, the reply with its blocks and buttons, the row of a command, and the
// problem that an asker can mend.
//
// It holds no markup, no sentence and no platform, never sends anything, and
// keeps nothing: there is nothing that a crash could leave half-done.
package reply
