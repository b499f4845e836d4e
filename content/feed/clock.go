package feed

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// monthsOf are the months by the folded beginnings of their names: those of the
// table, and the shorter ones of these that begin no other month.
var monthsOf = sync.OnceValue(func() map[string]string {
	all, shorter := map[string]string{}, map[string]string{}
	table, _ := lines("months.txt")
	for _, line := range table {
		fields := strings.Fields(line)
		for _, begin := range fields[1:] {
			letters := []rune(fold(begin))
			all[string(letters)] = fields[0]
			for n := shortestMonth; n < len(letters); n++ {
				p := string(letters[:n])
				if other, is := shorter[p]; is && other != fields[0] {
					shorter[p] = "" // of two months
				} else {
					shorter[p] = fields[0]
				}
			}
		}
	}
	for p, month := range shorter {
		if _, is := all[p]; !is {
			all[p] = month
		}
	}
	return all
})

// The beginnings of months' names in the table, in letters.
const (
	shortestMonth = 3
	longestMonth  = 8
)

// monthOf finds the number of a month by the longest beginning of its name that
// is known; "" where none is, or two months begin so.
func monthOf(name string) string {
	letters := []rune(fold(name))
	for n := min(len(letters), longestMonth); n >= shortestMonth; n-- {
		if month, is := monthsOf()[string(letters[:n])]; is {
			return month
		}
	}
	return ""
}

// A namedClock is what feeds mean by the name of a clock, the usual one first.
type namedClock []struct {
	ahead  time.Duration // of UTC
	places []string      // languages and ends of hosts where it is meant; none is everywhere
}

// shift is the clock that is meant in a language, or at an end of hosts.
func (c namedClock) shift(language, topLevel string) time.Duration {
	base, region, _ := strings.Cut(strings.ToLower(language), "-")
	for _, one := range c {
		for _, place := range []string{region, strings.ToLower(topLevel), base} {
			if place != "" && slices.Contains(one.places, place) {
				return one.ahead
			}
		}
	}
	return c[0].ahead
}

// clocksOf are the clocks by their names.
var clocksOf = sync.OnceValue(func() map[string]namedClock {
	all := map[string]namedClock{}
	table, _ := lines("zones.txt")
	for _, line := range table {
		fields := strings.Fields(line)
		n, _ := strconv.Atoi(fields[1])
		ahead := time.Duration(n/100)*time.Hour + time.Duration(n%100)*time.Minute
		all[fields[0]] = append(all[fields[0]], struct {
			ahead  time.Duration
			places []string
		}{ahead, fields[2:]})
	}
	return all
})
