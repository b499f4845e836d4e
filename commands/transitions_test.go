package commands_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/commands"
)

// transitions says what each event (a column) makes of each phase (a line); "-"
// is an event that does not go with it.
const transitions = `
          change ask     schedule  send cancel    correct   stop    retract
draft     draft  waiting scheduled sent cancelled -         -       -
waiting   draft  waiting scheduled sent cancelled -         -       -
scheduled draft  waiting scheduled sent cancelled -         -       -
sent      -      -       -         -    -         corrected stopped retracted
corrected -      -       -         -    -         corrected stopped retracted
stopped   -      -       -         -    -         stopped   stopped retracted
retracted -      -       -         -    -         -         -       retracted
cancelled -      -       -         -    -         -         -       -
expired   -      -       -         -    -         -         -       -
`

func TestEveryEventInEveryPhase(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(transitions), "\n")
	events := strings.Fields(lines[0])
	if len(events) != len(commands.Events()) || len(lines)-1 != len(commands.Phases()) {
		t.Fatalf("the table has %d events and %d phases", len(events), len(lines)-1)
	}
	for i, phase := range commands.Phases() {
		want := strings.Fields(lines[i+1])
		if want[0] != string(phase) {
			t.Fatalf("line %d is about %s, want %s", i+1, want[0], phase)
		}
		for j, event := range commands.Events() {
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
		a     commands.Announcement
		after time.Duration
		want  commands.Phase
	}{
		{commands.Announcement{State: commands.StateDraft}, 0, commands.PhaseDraft},
		{commands.Announcement{State: commands.StateDraft, Agreed: true}, 0, commands.PhaseWaiting},
		{commands.Announcement{State: commands.StateDraft, Agreed: true}, commands.DraftLife, commands.PhaseExpired},
		{commands.Announcement{State: commands.StateScheduled, Agreed: true}, commands.DraftLife, commands.PhaseScheduled},
		{commands.Announcement{State: commands.StateScheduled}, commands.AnnouncementLife, commands.PhaseExpired},
		{commands.Announcement{State: commands.StateConfirmed, Agreed: true}, 0, commands.PhaseSent},
		{commands.Announcement{State: commands.StateConfirmed, Revision: 1}, 0, commands.PhaseCorrected},
		{commands.Announcement{State: commands.StateStopped, Revision: 1}, 0, commands.PhaseStopped},
		{commands.Announcement{State: commands.StateRetracted}, 0, commands.PhaseRetracted},
		{commands.Announcement{State: commands.StateRetracted}, commands.AnnouncementLife, commands.PhaseExpired},
		{commands.Announcement{State: commands.StateCancelled}, 0, commands.PhaseCancelled},
	} {
		tt.a.Created, tt.a.At, tt.a.Confirmed = noon, noon, noon
		if got := tt.a.Phase(noon.Add(tt.after)); got != tt.want {
			t.Errorf("%s, agreed %t, revision %d, after %s is %s, want %s", tt.a.State, tt.a.Agreed, tt.a.Revision, tt.after, got, tt.want)
		}
	}
}
