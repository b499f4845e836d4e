package load

import "prayerbot/content"

// postTimes reads when a post is shown, and when its points come first.
func (s postSection) postTimes(post *content.Post) {
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
	if len(post.Points) == 0 || post.Kind != content.PostPrayer {
		s.fault(s.lineOf("urgent"), "An urgent post has nothing to pray for.", "Write kind: prayer, and points.")
	}
}
