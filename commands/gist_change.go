package commands

import (
	"slices"

	"prayerbot/commands/schedule"
	"prayerbot/commands/settings"
)

// moves is to have it at another time, or on other days. Where nothing comes back yet,
// "8 would suit me better" begins it.
func (t sentence) moves() wanted {
	if !t.held && t.comesBack() {
		return wanted{}
	}
	changes := t.gist.Leads("schedule change") || t.alone(settings.LanguageLine) // "change it to" may lead to either
	if args, is := schedule.SaidChange(t.gist); is && changes {
		return wanted{"schedule", args}
	}
	if args, is := schedule.SaidDays(t.gist); is && (changes || t.gist.Wish.LeavesOut && t.daily) && !t.refuses() {
		return wanted{"schedule", args}
	}
	return wanted{}
}

// looks is to change something of what comes back, of which it is not clear what: the
// schedule shows it as it is, with what can be changed.
func (t sentence) looks() wanted {
	about := t.gist.Leads("schedule change") || t.gist.Wish.LeavesOut || t.gist.Leads("schedule")
	switch {
	case t.gist.Leads("settings zone") && !t.comesBack():
		return wanted{line: "settings zone"}
	case t.held && about && !t.ended() && len(t.keys()) == 0:
		return wanted{line: "schedule"}
	}
	return wanted{}
}

// ended tells whether words of a sentence lead to the end, a pause, or an end of that.
func (t sentence) ended() bool {
	return slices.ContainsFunc([]string{"unsubscribe", "schedule pause", "schedule resume"}, t.gist.Leads)
}
