// Package announce is the desk of moderators: drafts, previews, agreements,
// schedules, corrections and retractions of announcements.
//
// It never sends anything: what is confirmed in the store the outbox brings. Who
// may is asked at the moment of the act and again when something scheduled falls
// due. Each step is stored, and noted in the audit log, before it is confirmed;
// a crash leaves the announcement in the step before or after, never between.
package announce
