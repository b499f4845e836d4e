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
	PhaseCancelled Phase = "cancelled"
	PhaseExpired   Phase = "expired" // its time is over, whatever it was
)

// Phases are all of them.
func Phases() []Phase {
	return []Phase{
		PhaseDraft, PhaseWaiting, PhaseScheduled, PhaseSent, PhaseCorrected, PhaseStopped, PhaseRetracted, PhaseCancelled, PhaseExpired,
	}
}

// An Event is what somebody does with an announcement, or the clock.
type Event string

// The events.
const (
	EventChange   Event = "change"   // of what will be read, to whom, when or with which ping
	EventAsk      Event = "ask"      // its author agrees, and asks a second person to
	EventSchedule Event = "schedule" // the last who has to agree does, for a later time
	EventSend     Event = "send"     // the last who has to agree does, or its time has come
	EventCancel   Event = "cancel"
	EventCorrect  Event = "correct"
	EventStop     Event = "stop"
	EventRetract  Event = "retract"
)

// Events are all of them.
func Events() []Event {
	return []Event{EventChange, EventAsk, EventSchedule, EventSend, EventCancel, EventCorrect, EventStop, EventRetract}
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
			EventChange: PhaseDraft, EventAsk: PhaseWaiting, EventSchedule: PhaseScheduled, EventSend: PhaseSent, EventCancel: PhaseCancelled,
		}
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

// NextEdition is a draft after EventChange, EventAsk or EventSchedule: its next
// edition, which the buttons of the one before do not move any more.
func (a Announcement) NextEdition(e Event, now time.Time) Announcement {
	a.State, a.Agreed = StateDraft, false
	switch e {
	case EventAsk:
		a.Agreed = true
	case EventSchedule:
		a.State = StateScheduled
	}
	a.Edition++
	a.Created = now
	return a
}
