package record

import (
	"cmp"

	"prayerbot/content"
)

// unchosen is the language of what a chat is sent that has none of its own.
const unchosen = "en"

// Brings tells whether a chat receives what a subscription of another chat, whose posts
// come there from this one by themselves, would bring on a date: the same, in the same
// language. The zero date is any day.
func (c *Chat) Brings(there Chat, s Subscription, date content.Date) bool {
	return c.Bringing(there, s, date) != nil
}

// Bringing is the subscription by which Brings is true; nil where it is false.
func (c *Chat) Bringing(there Chat, s Subscription, date content.Date) *Subscription {
	if c.Stopped != "" || c.Community != there.Community || !c.ReadsAs(there) {
		return nil
	}
	for i, own := range c.Subscriptions {
		same := own.News == s.News && own.Week == s.Week && own.Selection.Equal(s.Selection)
		comes := !own.Paused && (date.IsZero() || !date.Before(own.PausedTo) && own.Days.Has(date.Weekday()))
		if same && comes {
			return &c.Subscriptions[i]
		}
	}
	return nil
}

// ReadsAs tells whether what a chat is sent reads as what another one would be sent: in the
// same language, and not hidden from those who may read it there.
func (c *Chat) ReadsAs(there Chat) bool {
	return cmp.Or(c.Language, unchosen) == cmp.Or(there.Language, unchosen) && (!c.Discreet() || there.Discreet())
}
