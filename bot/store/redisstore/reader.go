package redisstore

import (
	"strconv"
	"time"

	"prayerbot/content"
)

// A reader reads stored texts and keeps the first fault.
type reader struct{ err error }

func (r *reader) note(err error) {
	if r.err == nil {
		r.err = err
	}
}

// number reads a number; "" is 0.
func (r *reader) number(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	r.note(err)
	return n
}

func (r *reader) instant(s string) time.Time {
	t, err := instant(s)
	r.note(err)
	return t
}

func (r *reader) date(s string) content.Date {
	d, err := date(s)
	r.note(err)
	return d
}
