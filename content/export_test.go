package content

// What the tests of the calendar see of its inside.

// MaxCached is how many rotations a library keeps.
const MaxCached = maxCached

// CachedRotations is how many rotations a library keeps now.
func CachedRotations(l *Library) int { return len(l.rotations.byHash) }

// WorkOutRotation works a selection's rotation out and forgets it.
func WorkOutRotation(l *Library, s Selection) { l.newRotation(s) }

// Round are the countries of a selection's round, in the order of their turns.
func Round(l *Library, s Selection) []*Country { return countriesOf(l.rotation(s).round) }

func countriesOf(round []seat) []*Country {
	var all []*Country
	for _, s := range round {
		all = append(all, s.country)
	}
	return all
}

// UrgentPoint is the point of the urgent posts on a date; nil where none is.
func UrgentPoint(l *Library, s Selection, date Date) *Point {
	return l.rotation(s).urgent(date.Days(), date.Days())
}

// PointsOf are all points that a country ever has.
func PointsOf(l *Library, c *Country) []*Point { return l.queues[c].all }

// LineOf is a country's line of points as it stood at the anchor.
func LineOf(l *Library, c *Country) []*Point { return l.queues[c].line }

// ChangeLine lets what comes and goes on a date into a country's line.
func ChangeLine(l *Library, c *Country, date Date, line []*Point) []*Point {
	for _, change := range l.queues[c].changes {
		if change.day == date.Days() {
			line = change.apply(line)
		}
	}
	return line
}

// Unavoidable is how many neighbours of a circle must be alike where the most
// frequent of them comes so often: n turns have room for n/2 of it.
func Unavoidable(round []*Country, of func(*Country) any) int {
	count := map[any]int{}
	most := 0
	for _, c := range round {
		count[of(c)]++
		most = max(most, count[of(c)])
	}
	if len(count) == 1 && len(round) == 1 {
		return 0
	}
	return max(0, 2*most-len(round))
}
