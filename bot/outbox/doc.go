// Package outbox delivers to chats: it leases what is due, asks the
// core what to say, sends it at the platform's pace and settles the outcome.
//
// There is one outbox. A daily delivery that is finished is due again at its
// next local date; an announcement is finished once, and so is each later step
// of it: to correct or to retract it in a chat is a delivery of its own, by the
// ids of the messages that the first one made. Daily points and announcements
// are drawn apart: while daily points are due, announcements take at most half
// of the pace. What a due time means is decided when the delivery is leased,
// from the chat's record and the clock: the due time only says when to look.
//
// What is leased together is read and noted together, and what ends at the same
// time is settled together; in between each goes its own way.
//
// It never decides what to say, never retries inside a request, and never
// deletes a chat. On a crash at any point a delivery is leased again: nothing
// is lost, and a request that may have gone out is known to be in doubt, until its
// outcome is known.
package outbox
