// Command bench measures the program against what is possible and against a
// peer, in one run on one machine, and prints one table with ratios.
//
// It is a module of its own, so that what only serves comparison is no part of
// the bot. It starts the redis-server that it needs (appendonly everysec, on
// loopback, in a temporary folder) and ends it again. It tests nothing: a slow
// machine makes no failure, only another table.
package main
