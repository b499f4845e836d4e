package commands

import (
	"slices"

	"prayerbot/commands/schedule"
	"prayerbot/commands/settings"
	"prayerbot/content"
)

// A change is a sentence as far as it changes what comes back: its end, a pause, another
// time, other days, another clock.
type change struct{ sentence }

// ends is to end, to hold or to go on.
func (t change) ends() wanted {
	left, until := t.gist.Left, false
	for _, span := range t.gist.Spans {
		if until = span != "" && isUntil(t.s, span); until {
			left = span
			break
		}
	}
	switch {
	case t.alone("unsubscribe", "no") && left == "":
		return wanted{line: "unsubscribe"}
	case t.alone("unsubscribe", "schedule pause") && until && t.s.Own.CutUntil(left) != left, t.alone("schedule pause", "unsubscribe") && until:
		return t.pausesTo(left)
	case t.alone("schedule pause") && left == "":
		return wanted{line: "schedule pause"}
	case t.alone("schedule resume", "schedule pause") && left == "":
		return wanted{line: "schedule resume"}
	}
	return wanted{}
}

// pausesTo is to hold to a date. "Nothing tomorrow" is until the day after it, and what no
// "until" opens of a day of the week is not clear: it may be that day alone, or each one.
func (t change) pausesTo(left string) wanted {
	today := content.DateOf(t.s.Request.Now)
	dates := t.s.Own.ReadDate(left, t.s.Calendar(today, nil))
	switch {
	case t.s.Own.CutUntil(left) != left || len(dates) != 1:
	case t.gist.Wish.Days != nil:
		return wanted{}
	case !today.Add(1).Before(dates[0]):
		left = dates[0].Add(1).String()
	}
	return wanted{line: "schedule pause " + left}
}

// moves is to have it at another time. Where nothing comes back yet, "7 every day would be
// better" begins it.
func (t change) moves() wanted {
	if !t.held() && t.comesBack() || !t.gist.Leads("schedule change") && !t.alone(settings.LanguageLine) { // "change it to" may lead to either
		return wanted{}
	}
	if args, is := schedule.SaidChange(t.gist); is && (t.gist.Wish.Clock != nil || !t.refuses()) {
		return wanted{"schedule", args}
	}
	return wanted{}
}

// days is to have the one that comes back come on other days.
func (t change) days() wanted {
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
func (t change) zone() wanted {
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
func (t change) looks() wanted {
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
func (t change) ended() bool {
	return slices.ContainsFunc([]string{"unsubscribe", "schedule pause", "schedule resume"}, t.gist.Leads)
}
