package content

import (
	"fmt"
	"time"
)

// Date is a calendar date without a time or a zone. The zero Date is no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the date that t shows in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads a date of the form 2026-11-24.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date such as 2026-11-24", s)
	}
	return DateOf(t), nil
}

// Add is the date n days later; n may be negative.
func (d Date) Add(n int) Date { return DateOf(d.noon().AddDate(0, 0, n)) }

// Days counts the days from 1970-01-01 to d.
func (d Date) Days() int { return int((d.noon().Unix() - 12*3600) / 86400) }

// Weekday is the day of the week of d.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

// Before tells whether d comes before e.
func (d Date) Before(e Date) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// Valid tells whether d stands in the calendar; no date does not.
func (d Date) Valid() bool { return DateOf(d.noon()) == d }

// IsZero tells whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String gives the form 2026-11-24, and the empty text for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText gives the form 2026-11-24.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	*d = parsed
	return err
}

// noon is the middle of d in UTC: far from every date line, so that day
// arithmetic on it never slips into a neighbouring date.
func (d Date) noon() time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }
