package record

import (
	"errors"
	"testing"
	"time"
)

var drafted = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// draftOf is the given edition of a draft.
func draftOf(edition int) Announcement {
	return Announcement{ID: "abc", State: StateDraft, Created: drafted, Edition: edition, Text: "Pray"}
}

// sentOnce is one that was sent.
func sentOnce() Announcement {
	a := draftOf(0)
	a.State, a.Confirmed = StateConfirmed, drafted
	return a
}

func TestADraftReplacesTheEditionBefore(t *testing.T) {
	other := draftOf(1)
	other.Text = "Pray anew"
	fine := draftOf(1)
	fine.Created = drafted.Add(100 * time.Nanosecond).In(time.FixedZone("", 3600))
	late := draftOf(2)
	late.Created = drafted.Add(DraftLife)
	for _, tt := range []struct {
		what   string
		draft  Announcement
		stored *Announcement
		write  bool
		err    error
	}{
		{"the first edition of something new", draftOf(0), nil, true, nil},
		{"the next edition of nothing", draftOf(1), nil, false, ErrNotFound},
		{"the next edition", draftOf(2), new(draftOf(1)), true, nil},
		{"an edition that leaves one out", draftOf(3), new(draftOf(1)), false, ErrNotFound},
		{"the very same", fine, new(draftOf(1)), false, nil},
		{"another of the same number", other, new(draftOf(1)), false, ErrStale},
		{"an older one", draftOf(1), new(draftOf(2)), false, ErrStale},
		{"the next of one that expired", late, new(draftOf(1)), false, ErrNotFound},
		{"the next of one that was sent", draftOf(1), new(sentOnce()), false, ErrNotFound},
	} {
		if write, err := tt.draft.Replaces(tt.stored); write != tt.write || !errors.Is(err, tt.err) {
			t.Errorf("%s: %v, %v", tt.what, write, err)
		}
	}
}

func TestConfirmingIsDoneOnce(t *testing.T) {
	now := drafted.Add(time.Minute + 100*time.Nanosecond)
	a, first, err := draftOf(2).Confirm(2, 7, now)
	if err != nil || !first || a.State != StateConfirmed || a.Reach != 7 || !a.Confirmed.Equal(drafted.Add(time.Minute)) {
		t.Errorf("got %+v, %v, %v", a, first, err)
	}
	if b, first, err := a.Confirm(2, 9, now); err != nil || first || b.Reach != 7 {
		t.Errorf("again: %+v, %v, %v", b, first, err)
	}
	cancelled, err := draftOf(2).Cancel(2, now)
	if err != nil || cancelled.State != StateCancelled {
		t.Errorf("cancelled: %+v, %v", cancelled, err)
	}
	for _, tt := range []struct {
		what string
		a    Announcement
		now  time.Time
		err  error
	}{
		{"an older edition", draftOf(3), now, ErrStale},
		{"one that was cancelled", cancelled, now, ErrNotFound},
		{"one that has expired", draftOf(2), drafted.Add(DraftLife), ErrNotFound},
		{"one that was sent long ago", a, now.Add(AnnouncementLife), ErrNotFound},
	} {
		if _, _, err := tt.a.Confirm(2, 7, tt.now); !errors.Is(err, tt.err) {
			t.Errorf("confirming %s: %v", tt.what, err)
		}
		if _, err := tt.a.Cancel(2, tt.now); !errors.Is(err, tt.err) {
			t.Errorf("cancelling %s: %v", tt.what, err)
		}
	}
	if _, err := a.Cancel(2, now); !errors.Is(err, ErrNotFound) {
		t.Errorf("cancelling what was sent: %v", err)
	}
}

func TestAmendingChangesWhatWasSent(t *testing.T) {
	correction := Amendment{Text: "Pray anew", Revision: 1}
	a, write, err := sentOnce().Amend(correction, drafted)
	if err != nil || !write || a.Text != "Pray anew" || a.Revision != 1 {
		t.Fatalf("got %+v, %v, %v", a, write, err)
	}
	retracted, write, err := a.Amend(Amendment{State: StateRetracted, Note: true}, drafted)
	if err != nil || !write || retracted.State != StateRetracted || !retracted.Note {
		t.Fatalf("got %+v, %v, %v", retracted, write, err)
	}
	for _, tt := range []struct {
		what string
		a    Announcement
		m    Amendment
		err  error
	}{
		{"the same correction again", a, correction, nil},
		{"another of the same number", a, Amendment{Text: "Pray", Revision: 1}, ErrNotFound},
		{"one that leaves one out", a, Amendment{Text: "Pray", Revision: 3}, ErrNotFound},
		{"retracting again", retracted, Amendment{State: StateRetracted}, nil},
		{"stopping what was retracted", retracted, Amendment{State: StateStopped}, ErrNotFound},
		{"correcting a draft", draftOf(0), correction, ErrNotFound},
	} {
		if _, write, err := tt.a.Amend(tt.m, drafted); write || !errors.Is(err, tt.err) {
			t.Errorf("%s: %v, %v", tt.what, write, err)
		}
	}
}
