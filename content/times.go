package content

// postTimes reads when a post is shown, and when its points come first.
func (s section) postTimes(post *Post) {
	post.Embargo, post.Expires = s.date("embargo"), s.date("expires")
	post.Urgent, post.From, post.Until = s.yes("urgent"), s.date("from"), s.date("until")
	post.NamesChanged = s.text("names") != "" && s.oneOf("names", "changed") != ""
	if !post.Expires.IsZero() && post.Expires.Before(post.ShownFrom()) {
		s.fault(s.lineOf("expires"), "The post expires before it is shown.", "Write a date after date and embargo.")
	}
	if !post.Urgent {
		if !post.From.IsZero() || !post.Until.IsZero() {
			s.fault(s.line, "A post with from or until is not marked as urgent.", "Add urgent: true, or remove them.")
		}
		return
	}
	if post.From.IsZero() {
		post.From = post.ShownFrom()
	}
	switch {
	case post.Until.IsZero():
		s.fault(s.lineOf("urgent"), "An urgent post has no end.", "Add until: and the last date on which its points come first.")
	case post.Until.Before(post.From):
		s.fault(s.lineOf("until"), "The urgent days end before they begin.", "Write until: with a date after from.")
	}
	if len(post.Points) == 0 || post.Kind != PostPrayer {
		s.fault(s.lineOf("urgent"), "An urgent post has nothing to pray for.", "Write kind: prayer, and points.")
	}
}

// ShownFrom is the first date on which a post is shown: its own, or the end of
// its embargo.
func (p *Post) ShownFrom() Date {
	if p.Date.Before(p.Embargo) {
		return p.Embargo
	}
	return p.Date
}

// Shown tells whether a post may be shown to somebody whose date is today.
func (p *Post) Shown(today Date) bool { return p.days.shown(today.Days(), today.Days()) }

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
