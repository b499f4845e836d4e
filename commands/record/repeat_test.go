package record_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// wednesdays is what comes every Wednesday at 19:00 in New York, whose clocks go
// back on 1 November 2026 and forward on 14 March 2027.
func wednesdays(at string) record.Announcement {
	return record.Announcement{
		ID: "abcdefg2", State: record.StateRecurring, Edition: 3, At: instant(at),
		Repeat: record.Repeat{Days: record.Days(0).With(time.Wednesday), At: 19 * 60, Zone: "America/New_York"},
	}
}

func instant(text string) time.Time {
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return at
}

func date(text string) content.Date {
	d, err := content.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestWhatComesBackKeepsItsWallTime(t *testing.T) {
	a, now := wednesdays("2026-10-21 23:00"), instant("2026-10-20 12:00")
	var got []string
	for range 3 {
		slot, ok := a.Repeat.Next(now)
		if !ok {
			t.Fatal("it does not come")
		}
		got, now = append(got, slot.Date.String()+" "+slot.Due.UTC().Format("2006-01-02 15:04")), slot.Due
	}
	want := []string{"2026-10-21 2026-10-21 23:00", "2026-10-28 2026-10-28 23:00", "2026-11-04 2026-11-05 00:00"}
	if !slices.Equal(got, want) {
		t.Errorf("it comes on %q, want %q", got, want)
	}
}

func TestOfManyMissedTimesTheLatestIsDue(t *testing.T) {
	a := wednesdays("2026-10-21 23:00")
	for now, want := range map[string]string{
		"2026-10-21 22:59": "", "2026-10-21 23:00": "2026-10-21", "2026-10-28 22:59": "2026-10-21", "2026-11-06 00:00": "2026-11-04",
	} {
		slot, passed, is := a.DueSlot(instant(now))
		if late := now == "2026-11-06 00:00"; late != (passed == date("2026-10-28")) {
			t.Errorf("at %s %s was passed over", now, passed)
		}
		if is != (want != "") || is && slot.Date.String() != want {
			t.Errorf("at %s %s is due (%t), want %s", now, slot.Date, is, want)
		}
	}
}

func TestAnEndByDateAndByNumber(t *testing.T) {
	now := instant("2026-11-20 12:00")
	a := wednesdays("2026-11-26 00:00")
	a.Repeat.Times = 3
	if last := a.Repeat.Last(now); last != date("2026-12-09") {
		t.Errorf("of three times the last is on %s", last)
	}
	a.Repeat.Until = date("2026-12-08")
	if last := a.Repeat.Last(now); last != date("2026-12-02") {
		t.Errorf("before its end the last is on %s", last)
	}
	a.Repeat.Until = content.Date{}
	fixed := a.Repeat.Fixed(now)
	if fixed.Times != 0 || fixed.Until != date("2026-12-09") {
		t.Errorf("once agreed it is %+v", fixed)
	}
	if slot, ok := fixed.Next(instant("2026-12-03 00:00")); !ok || slot.Date != date("2026-12-09") {
		t.Errorf("the last is %s, %t", slot.Date, ok)
	}
	if slot, ok := fixed.Next(instant("2026-12-10 00:00")); ok {
		t.Errorf("after its end it comes on %s", slot.Date)
	}
}

// adjusted makes an adjustment, and a repeat of it, which must write nothing.
func adjusted(t *testing.T, a record.Announcement, m record.Adjustment, now string) record.Announcement {
	t.Helper()
	after, write, err := a.Adjust(a.Edition, m, instant(now))
	if err != nil || !write {
		t.Fatalf("%+v: %t, %v", m, write, err)
	}
	if again, write, err := after.Adjust(a.Edition, m, instant(now)); err == nil && write {
		t.Errorf("made twice, %+v makes %+v", m, again)
	}
	return after
}

func TestADateIsSkippedAndTakenInAgain(t *testing.T) {
	a, now := wednesdays("2026-11-26 00:00"), "2026-11-20 12:00"
	a = adjusted(t, a, record.Adjustment{Skip: date("2026-11-25")}, now)
	if !a.At.Equal(instant("2026-12-03 00:00")) {
		t.Errorf("the next is at %s", a.At)
	}
	a = adjusted(t, a, record.Adjustment{Skip: date("2026-12-09")}, now)
	if !a.At.Equal(instant("2026-12-03 00:00")) {
		t.Errorf("a later one that is skipped moves the next to %s", a.At)
	}
	if a.At.Before(instant("2026-11-26 00:00")) {
		t.Fatal("it goes back")
	}
	again := adjusted(t, wednesdays("2026-11-26 00:00"), record.Adjustment{Skip: date("2026-12-02")}, now)
	again = adjusted(t, again, record.Adjustment{Skip: date("2026-12-02"), Again: true}, now)
	if len(again.Repeat.Skip) != 0 {
		t.Errorf("still skipped are %v", again.Repeat.Skip)
	}
	for what, day := range map[string]string{"a Thursday": "2026-11-26", "one that is over": "2026-11-18"} {
		if _, _, err := a.Adjust(3, record.Adjustment{Skip: date(day)}, instant(now)); !errors.Is(err, record.ErrNotFound) {
			t.Errorf("skipping %s: %v", what, err)
		}
	}
	if _, _, err := a.Adjust(2, record.Adjustment{Skip: date("2026-12-16")}, instant(now)); !errors.Is(err, record.ErrStale) {
		t.Errorf("another edition: %v", err)
	}
}

func TestTheNextThatWasSkippedComesAfterAll(t *testing.T) {
	a, now := wednesdays("2026-11-26 00:00"), "2026-11-20 12:00"
	a = adjusted(t, a, record.Adjustment{Skip: date("2026-11-25")}, now)
	a = adjusted(t, a, record.Adjustment{Skip: date("2026-11-25"), Again: true}, now)
	if !a.At.Equal(instant("2026-11-26 00:00")) {
		t.Errorf("the next is at %s", a.At)
	}
}

func TestTheClockMovesItOnAndEndsIt(t *testing.T) {
	a := wednesdays("2026-11-26 00:00")
	a.Repeat.Until = date("2026-12-02")
	a = adjusted(t, a, record.Adjustment{Done: date("2026-11-25"), Missed: date("2026-11-25"), Why: "late"}, "2026-11-26 09:00")
	if !a.At.Equal(instant("2026-12-03 00:00")) || a.Repeat.Missed != date("2026-11-25") || a.Repeat.Why != "late" {
		t.Errorf("it is %+v", a)
	}
	a = adjusted(t, a, record.Adjustment{Done: date("2026-12-02")}, "2026-12-03 00:00")
	if a.State != record.StateEnded || a.Repeat.Ended != record.EndOver {
		t.Errorf("after its last date it is %+v", a)
	}
	ended := adjusted(t, wednesdays("2026-11-26 00:00"), record.Adjustment{End: "person"}, "2026-11-20 12:00")
	if ended.State != record.StateEnded || ended.Repeat.Ended != "person" {
		t.Errorf("ended by somebody it is %+v", ended)
	}
}

func TestWhatIsSentOnADateIsAlwaysTheSame(t *testing.T) {
	a := wednesdays("2026-11-26 00:00")
	a.Person, a.Text, a.Second = "telegram:9", "We pray.", "telegram:10"
	slot, _, is := a.DueSlot(instant("2026-11-26 00:01"))
	one, two := a.Occurrence(slot), a.Occurrence(slot)
	if !is || one.ID != two.ID || one.ID == a.ID || len(one.ID) != 8 || one.State != record.StateScheduled || !one.At.Equal(a.At) || one.Repeat.Is() {
		t.Fatalf("it is %+v", one)
	}
	if want := (record.Occurrence{Series: a.ID, Edition: 3, Date: date("2026-11-25")}); one.Of != want || one.Text != a.Text || one.Second != a.Second {
		t.Errorf("it is %+v", one)
	}
	slot.Date = slot.Date.Add(7)
	if a.Occurrence(slot).ID == one.ID {
		t.Error("two dates have one id")
	}
}
