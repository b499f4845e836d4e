package record_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
)

// transitions says what each event (a column) makes of each phase (a line); "-"
// is an event that does not go with it.
const transitions = `
          change ask     schedule  repeat    skip      advance   end   send cancel    correct   stop    retract
draft     draft  waiting scheduled recurring -         -         -     sent cancelled -         -       -
waiting   draft  waiting scheduled recurring -         -         -     sent cancelled -         -       -
scheduled draft  waiting scheduled recurring -         -         -     sent cancelled -         -       -
recurring draft  waiting scheduled recurring recurring recurring ended -    -         -         -       -
sent      -      -       -         -         -         -         -     -    -         corrected stopped retracted
corrected -      -       -         -         -         -         -     -    -         corrected stopped retracted
stopped   -      -       -         -         -         -         -     -    -         stopped   stopped retracted
retracted -      -       -         -         -         -         -     -    -         -         -       retracted
ended     -      -       -         -         -         ended     ended -    -         -         -       -
cancelled -      -       -         -         -         -         -     -    -         -         -       -
expired   -      -       -         -         -         -         -     -    -         -         -       -
`

func TestEveryEventInEveryPhase(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(transitions), "\n")
	events := strings.Fields(lines[0])
	if len(events) != len(record.Events()) || len(lines)-1 != len(record.Phases()) {
		t.Fatalf("the table has %d events and %d phases", len(events), len(lines)-1)
	}
	for i, phase := range record.Phases() {
		want := strings.Fields(lines[i+1])
		if want[0] != string(phase) {
			t.Fatalf("line %d is about %s, want %s", i+1, want[0], phase)
		}
		for j, event := range record.Events() {
			after, ok := phase.After(event)
			got := string(after)
			if !ok {
				got = "-"
			}
			if events[j] != string(event) || got != want[j+1] || ok != phase.Allows(event) {
				t.Errorf("%s in phase %s makes it %s, want %s", event, phase, got, want[j+1])
			}
		}
	}
}

func TestThePhaseOfAnAnnouncement(t *testing.T) {
	noon := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		a     record.Announcement
		after time.Duration
		want  record.Phase
	}{
		{record.Announcement{State: record.StateDraft}, 0, record.PhaseDraft},
		{record.Announcement{State: record.StateDraft, Agreed: true}, 0, record.PhaseWaiting},
		{record.Announcement{State: record.StateDraft, Agreed: true}, record.DraftLife, record.PhaseExpired},
		{record.Announcement{State: record.StateScheduled, Agreed: true}, record.DraftLife, record.PhaseScheduled},
		{record.Announcement{State: record.StateScheduled}, record.AnnouncementLife, record.PhaseExpired},
		{record.Announcement{State: record.StateRecurring}, record.AnnouncementLife, record.PhaseRecurring},
		{record.Announcement{State: record.StateRecurring}, record.SeriesLife, record.PhaseExpired},
		{record.Announcement{State: record.StateEnded}, record.DraftLife, record.PhaseEnded},
		{record.Announcement{State: record.StateEnded}, record.AnnouncementLife, record.PhaseExpired},
		{record.Announcement{State: record.StateConfirmed, Agreed: true}, 0, record.PhaseSent},
		{record.Announcement{State: record.StateConfirmed, Revision: 1}, 0, record.PhaseCorrected},
		{record.Announcement{State: record.StateStopped, Revision: 1}, 0, record.PhaseStopped},
		{record.Announcement{State: record.StateRetracted}, 0, record.PhaseRetracted},
		{record.Announcement{State: record.StateRetracted}, record.AnnouncementLife, record.PhaseExpired},
		{record.Announcement{State: record.StateCancelled}, 0, record.PhaseCancelled},
	} {
		tt.a.Created, tt.a.At, tt.a.Confirmed = noon, noon, noon
		if got := tt.a.Phase(noon.Add(tt.after)); got != tt.want {
			t.Errorf("%s, agreed %t, revision %d, after %s is %s, want %s", tt.a.State, tt.a.Agreed, tt.a.Revision, tt.after, got, tt.want)
		}
	}
}
