package schedule

import (
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content/places"
)

// SuggestZones offers the places that match, each with the time there now.
func SuggestZones(s *session.Session, typed string) []reply.Choice {
	var choices []reply.Choice
	for _, p := range places.Find(typed) {
		here := clockPlace{zone: p.Zone}
		choices = append(choices, reply.Choice{Label: p.Name + ", " + s.Clock(here.location()) + " (" + p.Zone + ")", Value: reply.Keyed(p.Zone)})
	}
	return choices[:min(len(choices), reply.MaxChoices)]
}
