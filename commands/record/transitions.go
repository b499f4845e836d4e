package record

import (
	"time"
)

// A Phase is the state of an announcement as its rules see it: State, who has
// agreed, and the time together.
type Phase string

// The phases. How far one that was sent has come, Progress says.
const (
	PhaseDraft     Phase = "draft"     // nobody has agreed to it
	PhaseWaiting   Phase = "waiting"   // its author has, and a second person has to
	PhaseScheduled Phase = "scheduled" // all have who have to
	PhaseSent      Phase = "sent"
	PhaseCorrected Phase = "corrected"
	PhaseStopped   Phase = "stopped"
	PhaseRetracted Phase = "retracted"
	PhaseRecurring Phase = "recurring" // all have who have to, for times that come back
	PhaseEnded     Phase = "ended"     // it does not come back any more
	PhaseCancelled Phase = "cancelled"
	PhaseExpired   Phase = "expired" // its time is over, whatever it was
)

// Phases are all of them.
func Phases() []Phase {
	return []Phase{
		PhaseDraft, PhaseWaiting, PhaseScheduled, PhaseRecurring, PhaseSent, PhaseCorrected, PhaseStopped, PhaseRetracted, PhaseEnded, PhaseCancelled, PhaseExpired,
	}
}

// An Event is what somebody does with an announcement, or the clock.
type Event string

// The events.
const (
	EventChange   Event = "change"   // of what will be read, to whom, when or with which ping
	EventAsk      Event = "ask"      // its author agrees, and asks a second person to
	EventSchedule Event = "schedule" // the last who has to agree does, for a later time
	EventRepeat   Event = "repeat"   // the last who has to agree does, for times that come back
	EventSkip     Event = "skip"     // a date of those that come is left out, or taken in again
	EventAdvance  Event = "advance"  // the time of a date has come
	EventEnd      Event = "end"      // it shall not come back any more
	EventSend     Event = "send"     // the last who has to agree does, or its time has come
	EventCancel   Event = "cancel"
	EventCorrect  Event = "correct"
	EventStop     Event = "stop"
	EventRetract  Event = "retract"
)

// Events are all of them.
func Events() []Event {
	return []Event{
		EventChange, EventAsk, EventSchedule, EventRepeat, EventSkip, EventAdvance, EventEnd, EventSend, EventCancel, EventCorrect, EventStop, EventRetract,
	}
}

// Phase is the state of an announcement at a moment.
func (a Announcement) Phase(now time.Time) Phase {
	switch {
	case a.Expired(now):
		return PhaseExpired
	case a.State == StateDraft && a.Agreed:
		return PhaseWaiting
	case a.State == StateConfirmed && a.Revision > 0:
		return PhaseCorrected
	case a.State == StateConfirmed:
		return PhaseSent
	}
	return Phase(a.State)
}

// After is what an event makes of an announcement in a phase; false where the
// event does not go with it, and changes nothing.
func (p Phase) After(e Event) (Phase, bool) {
	if next := p.next()[e]; next != "" {
		return next, true
	}
	return p, false
}

// next is what the events that go with a phase make of it. Whatever changes what
// was not sent makes it a draft again, to which nobody has agreed.
func (p Phase) next() map[Event]Phase {
	switch p {
	case PhaseDraft, PhaseWaiting, PhaseScheduled:
		return map[Event]Phase{
			EventChange: PhaseDraft, EventAsk: PhaseWaiting, EventSchedule: PhaseScheduled, EventRepeat: PhaseRecurring, EventSend: PhaseSent, EventCancel: PhaseCancelled,
		}
	case PhaseRecurring: // nothing of it is sent but what its times bring
		return map[Event]Phase{
			EventChange: PhaseDraft, EventAsk: PhaseWaiting, EventSchedule: PhaseScheduled, EventRepeat: PhaseRecurring,
			EventSkip: PhaseRecurring, EventAdvance: PhaseRecurring, EventEnd: PhaseEnded,
		}
	case PhaseEnded: // what came of its last date may still be noted
		return map[Event]Phase{EventAdvance: PhaseEnded, EventEnd: PhaseEnded}
	case PhaseSent, PhaseCorrected:
		return map[Event]Phase{EventCorrect: PhaseCorrected, EventStop: PhaseStopped, EventRetract: PhaseRetracted}
	case PhaseStopped: // what has gone out is corrected, what has not stays stopped
		return map[Event]Phase{EventCorrect: PhaseStopped, EventStop: PhaseStopped, EventRetract: PhaseRetracted}
	case PhaseRetracted:
		return map[Event]Phase{EventRetract: PhaseRetracted}
	}
	return nil
}

// Allows tells whether an event goes with an announcement in a phase.
func (p Phase) Allows(e Event) bool {
	_, ok := p.After(e)
	return ok
}

// NextEdition is a draft after EventChange, EventAsk, EventSchedule or
// EventRepeat: its next edition, which the buttons of the one before do not move
// any more. It is an announcement of its own from then on.
func (a Announcement) NextEdition(e Event, now time.Time) Announcement {
	a.State, a.Agreed, a.Second, a.Of = StateDraft, false, "", Occurrence{}
	switch e {
	case EventAsk:
		a.Agreed = true
	case EventSchedule:
		a.State = StateScheduled
	case EventRepeat:
		a.State = StateRecurring
	}
	if a.Repeat.Is() && e != EventRepeat { // its times say when it is sent
		a.At = time.Time{}
	}
	a.Edition++
	a.Created = now
	return a
}
