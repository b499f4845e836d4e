// Package trials proves the promises of delivery with real processes: the
// program itself, built with the tag trial, on a real redis-server or the
// embedded file, and on a Telegram and a Discord of the tests, whose ledgers
// say what was accepted, when, and from whom.
//
// The processes are killed, frozen and woken, their clocks are moved, their
// store dies and comes back, and the platforms refuse, hang and lie. The trials
// look at the program from outside alone: the environment, signals, the
// platforms' ledgers and the store.
//
// They cannot prove what only a machine that loses its power shows: whether
// the disk keeps what it has said to keep. What a crash of the process promises
// is what they count: nothing is lost, and nothing comes twice but as the policy
// of the platform allows. The platforms are as strict as what
// is published of them, and no stricter. Nothing here is part of the program.
//
// The short form belongs to make test. With PRAYERBOT_SOAK=1, as in make soak,
// the numbers are those of a bad month, and time passes as it does.
package trials
