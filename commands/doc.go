// Package commands is the core of the bot: it takes a request and returns a
// reply. One table feeds dispatch, help, the platforms' menus and permissions;
// what the commands do stands in the rooms below, which build on one another:
// record, reply, words, session, then the features pray, schedule, community and
// announce, which do not know one another.
//
// It never sends anything, opens a socket, reads a clock or the environment,
// writes markup, or knows a platform by name. Every sentence comes from the
// catalogue in the words folder. A command that fails stores nothing; one that
// says it is done has been stored. There is no state between two requests but
// the store's, so a crash loses nothing that was confirmed.
package commands
