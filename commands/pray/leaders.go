package pray

import (
	"strconv"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// leaders writes who holds an office. The note says of when that is and that it
// may have changed; a line that says so itself has none.
func (w factWriter) leaders(f content.Fact) (text, note string) {
	for i, leader := range f.Leaders {
		said := w.leader(leader)
		switch {
		case i == 0:
			text = said
		case leader.Represents:
			text = w.s.Say("leader.represented", words.With{"First": text, "Next": said})
		default:
			text = w.s.Say("fact.terms", words.With{"First": text, "Next": said})
		}
	}
	return text, w.age(f.Leaders)
}

// leader is one leader with their title, and since when, or until when.
func (w factWriter) leader(l content.Leader) string {
	if l.Ended(w.today) {
		return w.ended(l)
	}
	text := w.named(l)
	if l.Also {
		text = w.s.Say("leader.also", words.With{"Leader": text})
	}
	if l.MayHaveChanged != "" {
		text = w.s.Say("leader.unsure", words.With{"Leader": text, "Date": w.s.PlainDate(l.AsOf), "Year": w.s.PlainDate(l.MayHaveChanged)})
	}
	return text
}

// named is a leader with the first year in office, else since when the present
// term runs.
func (w factWriter) named(l content.Leader) string {
	with := words.With{"Name": l.Name, "Title": w.s.Library.Office(w.s.Language, l.Title, w.country)}
	switch {
	case l.First > 0:
		return w.s.Say("leader.first", with, words.With{"Year": strconv.Itoa(l.First)})
	case l.Since != "":
		return w.s.Say("leader.since", with, words.With{"Date": w.s.PlainDate(l.Since)})
	}
	return w.s.Say("leader.named", with)
}

// ended says that a term is over, and nobody's name who may have followed.
func (w factWriter) ended(l content.Leader) string {
	sentence := "leader.ended_in"
	if _, err := content.ParseDate(l.Until); err == nil {
		sentence = "leader.ended_on"
	}
	return w.s.Say(sentence, words.With{"Name": l.Name, "Title": w.s.Library.Office(w.s.Language, l.Title, w.country), "Date": w.s.PlainDate(l.Until)})
}

// age is of when an office's line is, by the oldest of its leaders of whom
// nothing else says it.
func (w factWriter) age(leaders []content.Leader) string {
	var oldest *content.Leader
	for i, l := range leaders {
		if l.Ended(w.today) || l.MayHaveChanged != "" {
			continue
		}
		if oldest == nil || l.AsOf < oldest.AsOf {
			oldest = &leaders[i]
		}
	}
	if oldest == nil {
		return ""
	}
	sentence := "date.year"
	if oldest.Stale(w.today) {
		sentence = "leader.old"
	}
	return w.s.Say(sentence, words.With{"Year": w.s.PlainDate(oldest.AsOf)})
}
