package session

import (
	"context"
	"strings"

	"prayerbot/commands/reply"
)

// SuggestTimes offers the times of day that what was typed may become.
func SuggestTimes(_ context.Context, s *Session, typed string) []reply.Choice {
	var choices []reply.Choice
	for _, at := range s.Own.TimesBeginning(typed) {
		choices = append(choices, reply.Choice{Label: s.Clock(at), Value: at.String()})
	}
	return choices[:min(len(choices), reply.MaxChoices)]
}

// SuggestDates offers the dates that what was typed may become, from today on in this
// chat, and those that it names by itself.
func SuggestDates(ctx context.Context, s *Session, typed string) []reply.Choice {
	chat, err := s.Chat(ctx)
	if err != nil {
		return nil
	}
	var choices []reply.Choice
	for _, date := range s.Own.DatesBeginning(typed, s.Calendar(chat.Today(s.Request.Now), chat.Location())) {
		if len(choices) < reply.MaxChoices {
			choices = append(choices, reply.Choice{Label: s.Date(date), Value: reply.Keyed(date.String())})
		}
	}
	return choices
}

// CutTyped parts several values with commas between: those before the last comma, and
// the last one, which is still being typed.
func CutTyped(text string) (before, last string, several bool) {
	at := strings.LastIndexByte(text, ',')
	if at < 0 {
		return "", text, false
	}
	return strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+1:]), true
}
