package session

import "prayerbot/content"

// Topics are the names under which a place that files its posts may file what is about
// some countries: theirs, those of their regions, and that of all prayers; in the
// language that is spoken and in English.
func (p *Places) Topics(countries ...*content.Country) []string {
	var all, regions []string
	for _, c := range countries {
		all = append(all, p.speech.CountryName(c), c.Name)
		if c.Region != nil {
			if texts, is := p.Library.Translated(p.speech.Language, c.Region.NameUnit()); is { // of what is not, nothing is said here
				regions = append(regions, texts[content.FieldName])
			}
			regions = append(regions, c.Region.Name)
		}
	}
	return append(append(all, regions...), p.speech.PlainTopics()...)
}

// PlainTopics are the names under which anything may be filed.
func (s *Speech) PlainTopics() []string {
	return []string{s.Say("topic.prayer"), s.voiceOf("en").Say("topic.prayer")}
}

// Unnamed are the topics that name nothing.
func Unnamed(topics []string) []string { return topics[max(0, len(topics)-plainTopics):] }

// plainTopics is how many topics stand for anything.
const plainTopics = 2
