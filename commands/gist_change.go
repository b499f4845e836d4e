package commands

import (
	"slices"

	"prayerbot/commands/schedule"
	"prayerbot/commands/settings"
)

// moves is to have it at another time. Where nothing comes back yet, "7 every day would be
// better" begins it.
func (t sentence) moves() wanted {
	if !t.held() && t.comesBack() || !t.gist.Leads("schedule change") && !t.alone(settings.LanguageLine) { // "change it to" may lead to either
		return wanted{}
	}
	if args, is := schedule.SaidChange(t.gist); is && (t.gist.Wish.Clock != nil || !t.refuses()) {
		return wanted{"schedule", args}
	}
	return wanted{}
}

// days is to have the one that comes back come on other days.
func (t sentence) days() wanted {
	w := t.gist.Wish
	says := w.Without != 0 || t.gist.Only || t.gist.Leads("schedule change")
	if len(t.subs) != 1 || !says || !t.nothingBut("schedule change", "pray") {
		return wanted{}
	}
	if args, is := schedule.SaidDays(t.gist, t.subs[0]); is {
		return wanted{"schedule", args}
	}
	return wanted{}
}

// zone is to have it by the clock of another place.
func (t sentence) zone() wanted {
	if !t.gist.Leads(zoneLine) || t.comesBack() {
		return wanted{}
	}
	if place := schedule.SaidZone(t.s, t.gist); place != "" {
		return wanted{line: zoneLine + " " + place}
	}
	if len(t.gist.Names) == 0 || t.alone(zoneLine, "schedule change") { // it is asked
		return wanted{line: zoneLine}
	}
	return wanted{}
}

// zoneLine is the command line that chooses the time zone.
const zoneLine = "settings zone"

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
