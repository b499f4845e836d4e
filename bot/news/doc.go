// Package news fetches the feeds of publishers politely and keeps what is new.
//
// One process at a time fetches: each feed every half hour or so, one request
// at a time and ten seconds apart for each host, only what has changed since,
// as long as a publisher asks to wait, and ever more rarely where a feed fails.
// It keeps a story once, whoever tells it, and of it only title, publisher,
// date, link and a short excerpt.
//
// It never decides what is shown, never talks to a private address unless the
// operator allows it for a host of the list, never to a link-local one or to a
// cloud's metadata, never keeps a link to one of them, never reads more of an answer than its bound, and never
// gives a feed up silently. On a crash nothing is lost: what a feed answered is
// kept before it is noted as read, so the next process reads it again and keeps
// nothing twice.
package news
