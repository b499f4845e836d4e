package content

import "time"

// leaderFresh is for how long a leader's line is shown without a word that it
// may have changed, in months.
const leaderFresh = 6

// A Leader is somebody who holds an office of state, as a source had it on a
// date. Dates are as the source gives them: "2011-12-17", "2011-12" or "2011".
type Leader struct {
	Name  string // in the person's own letters where these are Latin
	Title string // a term of the vocabulary: "prime-minister"
	Since string // when the present term began; "" where it was not found
	First int    // the first year in this office or in power; 0 where it was not found
	Until string // when the term ended or ends for certain; "" where no end is known
	// MayHaveChanged is a year for which a change is reported that no page read
	// confirms; "" where none is.
	MayHaveChanged string
	Also           bool // heads the government too
	Represents     bool // stands for the leader before, as a governor-general does for a king
	AsOf           string
	Source         *Source // never nil in a loaded Library
}

// Ended tells whether the term is certainly over on a date.
func (l Leader) Ended(today Date) bool {
	until, ok := latestOf(l.Until)
	return ok && !today.Before(until)
}

// Stale tells whether what is said of a leader is so old on a date that it may
// have changed.
func (l Leader) Stale(today Date) bool {
	asOf, ok := latestOf(l.AsOf)
	if !ok {
		return true
	}
	t := time.Date(asOf.Year, asOf.Month+leaderFresh, asOf.Day, 0, 0, 0, 0, time.UTC)
	return !today.Before(DateOf(t))
}

// latestOf is the latest day that a date, month or year can mean; false where
// the text is none of them.
func latestOf(text string) (Date, bool) {
	if d, err := ParseDate(text); err == nil {
		return d, true
	}
	if d, err := ParseDate(text + "-01"); err == nil {
		return DateOf(time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC)), true
	}
	if d, err := ParseDate(text + "-12-31"); err == nil {
		return d, true
	}
	return Date{}, false
}

// Holder stands for the office itself where nobody holds it: of when that is
// known, and from where.
func (f Fact) Holder() Leader { return Leader{AsOf: f.AsOf, Source: f.Source} }

// An OldLine is a leader's line that may have changed; Leader has no name where
// the office is vacant.
type OldLine struct {
	Country *Country
	Kind    FactKind
	Leader  Leader
}

// OldLines are the leaders of all reports whose line is older than six months on
// a date, or of whom a change is reported or certain, in the order of the
// countries.
func (l *Library) OldLines(today Date) []OldLine {
	var old []OldLine
	for _, c := range l.Countries {
		for _, f := range c.Facts {
			leaders := f.Leaders
			if f.Vacant != "" {
				leaders = []Leader{f.Holder()}
			}
			for _, leader := range leaders {
				if leader.Stale(today) || leader.Ended(today) || leader.MayHaveChanged != "" {
					old = append(old, OldLine{c, f.Kind, leader})
				}
			}
		}
	}
	return old
}
