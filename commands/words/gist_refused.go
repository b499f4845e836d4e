package words

import "slices"

// lineChange is the line that has what comes back come at another time.
const lineChange = "schedule change"

// mostRefusing is how many tokens stand before a time that is not wanted at most.
const mostRefusing = 6

// refuse makes a time that somebody does not want, as of "instead of 7" or "7 is too early",
// say nothing but that it shall be another one.
func (r *gistReader) refuse(clocks []clockFound) {
	for _, c := range clocks {
		to := r.partEnd(c, clocks)
		before, end := r.refusedFrom(c), r.skip(r.notAtAfter, to)
		if before == c.from && end == to {
			continue
		}
		for at := before; at < end; at++ {
			r.leads[at] = true
		}
		if !slices.Contains(r.lines, lineChange) {
			r.lines = append(r.lines, lineChange)
		}
	}
}

// refusedFrom is where the words begin that open a time that is not wanted; the time itself
// where there are none.
func (r *gistReader) refusedFrom(c clockFound) int {
	for at := max(0, c.from-mostRefusing); at < c.from; at++ {
		if end := r.skip(r.notAt, at); end > at && end < c.to && max(end, r.skip(r.at, end)) >= c.from { // "at" is of both
			return at
		}
	}
	return c.from
}

// partEnd is the end of a time with the part of the day behind it: "7 in the morning".
func (r *gistReader) partEnd(c clockFound, clocks []clockFound) int {
	end := c.to
	for end < len(r.tokens) && r.timed[end] == tokenTaken && !slices.ContainsFunc(clocks, func(o clockFound) bool { return o.from == end }) {
		end++
	}
	return end
}

// leavesOut tells whether words that lead to a line say on which days nothing shall come, as
// the last ones of "nothing on Sundays, please" do in some languages.
func (r *gistReader) leavesOut(from, to int, line string) bool {
	refuses := slices.Contains([]string{"unsubscribe", "schedule pause", "no"}, line)
	return refuses && r.without && !slices.ContainsFunc(r.timed[from:to], func(as int) bool { return as != tokenTaken })
}
