// Package announce is the desk of moderators: drafts, previews, agreements,
// schedules, corrections and retractions of announcements.
//
// It never sends anything: what is confirmed in the store the outbox brings. Who
// may is asked at the moment of the act and again when something scheduled falls
// due. Each step is stored, and noted in the audit log, before it is confirmed;
// a crash leaves the announcement in the step before or after, never between.
//
// The phases of an announcement and the events between them; the rules are
// record.Phase, and a test holds this picture against them:
//
//	draft, waiting, scheduled --change---> draft
//	draft, waiting, scheduled --ask------> waiting    (for a second person)
//	draft, waiting, scheduled --schedule-> scheduled
//	draft, waiting, scheduled --send-----> sent
//	draft, waiting, scheduled --cancel---> cancelled
//	draft, waiting, scheduled --repeat---> recurring
//	recurring                 --change---> draft
//	recurring                 --ask------> waiting
//	recurring                 --schedule-> scheduled
//	recurring                 --repeat---> recurring
//	recurring                 --skip-----> recurring  (a date is left out)
//	recurring                 --advance--> recurring  (a date has come)
//	recurring                 --end------> ended
//	ended                     --advance--> ended      (what came of its last date)
//	ended                     --end------> ended
//	sent, corrected           --correct--> corrected
//	sent, corrected           --stop-----> stopped
//	sent, corrected           --retract--> retracted
//	stopped                   --correct--> stopped    (what has gone out)
//	stopped                   --stop-----> stopped
//	stopped                   --retract--> retracted
//	retracted                 --retract--> retracted
//
// Whatever its phase, it expires with its time; cancelled and expired allow
// nothing.
package announce
