package content

// postDays are a post's dates as days since 1970.
type postDays struct {
	opens, closes int // first and last day on which it is shown
	first, last   int // the days on which its points come first; last is before first where it is not urgent
}

// never is a day after all others.
const never = 1 << 40

func (p *Post) countDays() {
	p.days = postDays{opens: p.ShownFrom().Days(), closes: never, first: 1}
	if !p.Expires.IsZero() {
		p.days.closes = p.Expires.Days()
	}
	if p.Urgent {
		p.days.first = max(p.From.Days(), p.days.opens)
		p.days.last = min(p.Until.Days(), p.days.closes)
	}
}

// shown tells whether a post may be shown for a day to somebody whose day is
// today: it is out by both, and has expired by neither.
func (t postDays) shown(day, today int) bool {
	return t.opens <= min(day, today) && max(day, today) <= t.closes
}

// urgent tells whether a post's points come first on a day, as far as somebody
// may know whose day is today.
func (t postDays) urgent(day, today int) bool {
	return t.first <= day && day <= t.last && t.shown(day, today)
}
