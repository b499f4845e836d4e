// Package schedule sets up what comes to a chat and when: subscriptions, their
// changes and pauses, the time zone, and the status of deliveries.
//
// It never delivers anything. A subscription is stored before its confirmation
// is returned, so a crash loses nothing that was said to be done.
package schedule
