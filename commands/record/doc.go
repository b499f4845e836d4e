// Package record holds what is kept of chats, subscriptions, communities and
// announcements, with the rules of their transitions, and the interfaces of the
// stores that keep them.
//
// It never opens a socket, reads a clock or talks with anybody: time is an
// argument. Its rules are pure functions, so that every store decides alike, and
// a crash leaves nothing of them half-done. One function, Instant, turns a local
// date and a wall time into an instant.
package record
