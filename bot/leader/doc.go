// Package leader lets one process at a time do what only one may do: be the
// poller and courier of a platform, or fetch the news. Who holds a lock in the
// store is its leader for a term.
//
// It never decides what the work is, and it never fences what the work writes:
// a courier's leases do that. On a crash the lock runs out by itself, and a
// standby takes over within fifteen seconds; a leader that cannot renew its lock
// knows that its term is over before anybody else can begin one.
package leader
