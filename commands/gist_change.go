package commands

import (
	"slices"
)

// looks is to change something of what comes back, of which it is not clear what: the
// schedule shows it as it is, with what can be changed.
func (t sentence) looks() wanted {
	about := t.gist.Leads("schedule change") || t.gist.Wish.Without != 0 || t.gist.Leads("schedule")
	switch {
	case t.gist.Leads(zoneLine) && !t.comesBack():
		return wanted{line: zoneLine}
	case t.held() && about && !t.ended() && len(t.keys()) == 0:
		return wanted{line: "schedule"}
	}
	return wanted{}
}

// ended tells whether words of a sentence lead to the end, a pause, or an end of that.
func (t sentence) ended() bool {
	return slices.ContainsFunc([]string{"unsubscribe", "schedule pause", "schedule resume"}, t.gist.Leads)
}
