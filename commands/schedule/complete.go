package schedule

import (
	"context"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content/places"
)

// suggestions are what is offered for the parameters of a subscription.
var suggestions = map[string]session.Suggest{
	argTime: session.SuggestTimes, argPlace: SuggestZones, argFor: session.SuggestSelection, argOn: suggestDays,
	argWhich: suggestWhich, argUntil: session.SuggestDates,
}

// SuggestZones offers the places whose name begins with what was typed, each with
// the time there now.
func SuggestZones(_ context.Context, s *session.Session, typed string) []reply.Choice {
	var choices []reply.Choice
	for _, p := range places.Suggest(typed, reply.MaxChoices) {
		here := clockPlace{zone: p.Zone}
		choices = append(choices, reply.Choice{Label: s.Say("subscribe.zone_there", words.With{"Place": placeName(s, p), "Time": s.ClockIn(here.location()), "Zone": places.ZoneText(p.Zone)}), Value: reply.Keyed(p.Zone)})
	}
	return choices
}

// suggestDays offers sets of days, and each day, that begin with what was typed behind
// the last comma; the days before it stay as they are.
func suggestDays(_ context.Context, s *session.Session, typed string) []reply.Choice {
	before, last, several := session.CutTyped(typed)
	var chosen record.Days
	if several {
		var err error
		if chosen, err = parseDays(s, before); err != nil {
			return nil
		}
	}
	var choices []reply.Choice
	for _, days := range offeredDays() {
		if several && (days == 0 || days|chosen == chosen) || !daysBegin(s, days, strings.ToLower(last)) {
			continue
		}
		choices = append(choices, reply.Choice{Label: s.Days(chosen | days), Value: daysKey(chosen | days)})
	}
	return choices
}

// daysBegin tells whether days begin with what was typed, as they are written or by the
// name of a day of them alone.
func daysBegin(s *session.Session, days record.Days, typed string) bool {
	if strings.HasPrefix(strings.ToLower(s.Days(days)), typed) {
		return true
	}
	for w := range time.Weekday(7) {
		if days == record.Days(0).With(w) && strings.HasPrefix(strings.ToLower(s.Weekday(w)), typed) {
			return true
		}
	}
	return false
}

// offeredDays are sets of days, and each day from Monday on.
func offeredDays() []record.Days {
	sets := []record.Days{0, record.Weekdays, record.Weekends}
	for d := range 7 {
		sets = append(sets, record.Days(0).With(time.Weekday((d+1)%7)))
	}
	return sets
}

// suggestWhich offers the chat's subscriptions whose number or description holds what
// was typed.
func suggestWhich(ctx context.Context, s *session.Session, typed string) []reply.Choice {
	chat, err := s.Chat(ctx)
	if err != nil {
		return nil
	}
	var choices []reply.Choice
	for i, item := range scheduleLines(ctx, s, chat) {
		if strings.Contains(strings.ToLower(item.Text), strings.ToLower(typed)) {
			label := []rune(item.Text)
			choices = append(choices, reply.Choice{Label: string(label[:min(len(label), reply.MaxChoiceLength)]), Value: strconv.Itoa(chat.Subscriptions[i].ID)})
		}
	}
	return choices
}
