package redisstore

import (
	"fmt"

	"prayerbot/commands/record"
)

// allDays is the set of all seven weekdays, the greatest that is stored.
const allDays = 1<<7 - 1

// days reads a set of weekdays. A number that is none would become another set
// if it were cut to its last bits.
func (r *reader) days(s string) record.Days {
	n := r.number(s)
	if n < 0 || n > allDays {
		r.note(fmt.Errorf("%d is no set of weekdays", n))
		return 0
	}
	return record.Days(n)
}
