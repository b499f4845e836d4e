// Package commands is the core of the bot: it takes a Request and returns a
// Reply. One table feeds dispatch, help, the platforms' menus and permissions.
//
// It never sends anything, opens a socket, reads a clock or the environment,
// writes markup, or knows a platform by name. Every sentence comes from the
// catalogue in the words folder. A command that fails stores nothing; one that
// says it is done has been stored. There is no state between two requests but
// the store's, so a crash loses nothing that was confirmed.
package commands
