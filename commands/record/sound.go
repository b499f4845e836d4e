package record

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Whatever stands in the store can be taken apart and still mean nothing. What is
// not sound cannot be read: it is set aside like what cannot be taken apart.

// mostID bounds the numbers that are counted up: far above any that is reached.
const mostID = 1 << 30

var errUnsound = errors.New("it means nothing")

// Sound is an error where a chat holds what no program writes, such as a time of day
// before midnight or two subscriptions of one number.
func (c Chat) Sound() error {
	seen := map[int]bool{}
	for _, s := range c.Subscriptions {
		if s.ID < 1 || s.ID > mostID || seen[s.ID] || s.At < 0 || s.At >= minutesOfDay || s.Days > allDays {
			return fmt.Errorf("a subscription: %w", errUnsound)
		}
		seen[s.ID] = true
	}
	if c.LastID < 0 || c.LastID > mostID {
		return fmt.Errorf("the number of its last subscription: %w", errUnsound)
	}
	return nil
}

// minutesOfDay is how many wall times a day has, and allDays the set of all days.
const (
	minutesOfDay = 24 * 60
	allDays      = 1<<7 - 1
)

// knownStates are those that an announcement may be in.
var knownStates = []AnnouncementState{StateDraft, StateScheduled, StateConfirmed, StateCancelled, StateStopped, StateRetracted, StateRecurring, StateEnded}

// Sound is an error where an announcement is in no known state, counts its changes
// below zero or over what there may be, or was made at no time.
func (a Announcement) Sound() error {
	switch {
	case !slices.Contains(knownStates, a.State):
		return fmt.Errorf("its state: %w", errUnsound)
	case a.Edition < 0 || a.Edition > mostID || a.Revision < 0 || a.Revision > MaxRevisions || a.Reach < 0:
		return fmt.Errorf("its numbers: %w", errUnsound)
	case (a.Awaits() || a.State == StateEnded) && a.At.IsZero(), a.Sent() && a.Confirmed.IsZero(), a.State == StateRecurring && !a.Repeat.Is():
		return fmt.Errorf("its times: %w", errUnsound)
	case !a.Repeat.sound():
		return fmt.Errorf("when it comes back: %w", errUnsound)
	}
	return nil
}

// sound tells whether a repeat means something.
func (r Repeat) sound() bool {
	return r.At >= 0 && r.At < minutesOfDay && r.Days <= allDays && len(r.Skip) <= MaxSkips && r.Times >= 0 && r.Times <= MaxTimes
}

// Times that a store can hold lie within the years that can be written in four
// figures.
var earliest, latest = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)

// SoundTime tells whether an instant lies within the years from 0 to 9999.
func SoundTime(t time.Time) bool { return !t.Before(earliest) && !t.After(latest) }
