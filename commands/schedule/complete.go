package schedule

import (
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content/places"
)

// suggestions are what is offered for the parameters of a subscription.
var suggestions = map[string]session.Suggest{argPlace: SuggestZones, argFor: session.SuggestSelection, argOn: suggestDays}

// SuggestZones offers the places whose name begins with what was typed, each with
// the time there now.
func SuggestZones(s *session.Session, typed string) []reply.Choice {
	var choices []reply.Choice
	for _, p := range places.Suggest(typed, reply.MaxChoices) {
		here := clockPlace{zone: p.Zone}
		choices = append(choices, reply.Choice{Label: s.Say("subscribe.zone_there", words.With{"Place": placeName(s, p), "Time": s.ClockIn(here.location()), "Zone": places.ZoneText(p.Zone)}), Value: reply.Keyed(p.Zone)})
	}
	return choices
}

// suggestDays offers sets of days, and each day, that begin with what was typed.
func suggestDays(s *session.Session, typed string) []reply.Choice {
	var choices []reply.Choice
	sets := []record.Days{0, record.Weekdays, record.Weekends}
	for d := range 7 {
		sets = append(sets, record.Days(0).With(time.Weekday((d+1)%7)))
	}
	for _, days := range sets {
		name := s.Days(days)
		if strings.HasPrefix(strings.ToLower(name), strings.ToLower(typed)) {
			choices = append(choices, reply.Choice{Label: name, Value: daysKey(days)})
		}
	}
	return choices
}
