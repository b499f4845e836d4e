package commands_test

import (
	"context"
	"strings"
	"testing"

	"prayerbot/commands/record"
)

// changing are sentences that people say to whom a prayer point comes every day at 07:00 in
// Berlin, on which days it comes then, in which zone, and what the answer says.
var changing = []struct {
	language, text string
	days           record.Days
	zone, says     string
}{
	{"en", "Not on Sundays please, we've church", 126, "Europe/Berlin", ""},
	{"en", "just weekends from now on", 65, "Europe/Berlin", ""},
	{"en", "only on Mondays please", 2, "Europe/Berlin", ""},
	{"en", "also on Sundays", 0, "Europe/Berlin", ""}, // it may be one more, or no other
	{"en", "not on Sundays, says my dentist", 0, "Europe/Berlin", "Your daily prayer points"},
	{"fr", "en semaine seulement finalement", 62, "Europe/Berlin", ""},
	{"fr", "pas le dimanche svp", 126, "Europe/Berlin", ""},
	{"en", "im on Perth time now", 0, "Australia/Perth", ""},
	{"en", "I've moved to Toronto", 0, "America/Toronto", ""},
	{"en", "im on holiday time", 0, "Europe/Berlin", ""},
	{"fr", "je suis passé à l'heure de Nouméa", 0, "Pacific/Noumea", ""},
	{"en", "An hour later please, 6 in the morning is far too early for me", 0, "Europe/Berlin", "07:00, every day"},
	{"fr", "Décale d'une heure plus tard, là chuis à 5h du matin", 0, "Europe/Berlin", "07:00, tous les jours"},
	{"fr", "Sans bruit svp, mon mari dort quand ça arrive", 0, "Europe/Berlin", "[Sans son]"},
	{"en", "U can send it in Tagalog ah?", 0, "Europe/Berlin", `"Tagalog" does not fit`},
	{"en", "Psalm 91 v 1", 0, "Europe/Berlin", "Psalm 91:1"},
	{"fr", "Ésaïe 43 v 2 svp", 0, "Europe/Berlin", "Ésaïe 43:2"},
	{"en", "never send me prayers at 7 every day", 0, "Europe/Berlin", "did not understand"},
	{"en", "I do not want to receive this at 7 every day", 0, "Europe/Berlin", "did not understand"},
	{"en", "Congo, not Brazzaville", 0, "Europe/Berlin", "did not understand"},
	{"fr", "la priere de samedi dernier je la retrouve plus", 0, "Europe/Berlin", "Venezuela"},
}

func TestASentenceChangesWhatComesBack(t *testing.T) {
	all := map[string]*sentences{"en": newSentences(t, "en"), "fr": newSentences(t, "fr")}
	for _, tt := range changing {
		s := all[tt.language]
		s.fresh()
		s.say("/subscribe 07:00 Europe/Berlin")
		answer := plain(s.say(tt.text))
		chat, _ := s.store.Chat(context.Background(), s.req.Chat)
		if len(chat.Subscriptions) != 1 || chat.Subscriptions[0].Days != tt.days || chat.Subscriptions[0].Zone != tt.zone || !strings.Contains(answer, tt.says) {
			t.Errorf("%q leaves %v, answered by\n%s", tt.text, chat.Subscriptions, answer)
		}
	}
}

// TestASubscriptionOnSomeDaysLosesOneOfThem: "not on Mondays" adds no other day.
func TestASubscriptionOnSomeDaysLosesOneOfThem(t *testing.T) {
	s := newSentences(t, "en")
	s.fresh()
	s.say("/subscribe 07:00 Europe/Berlin weekdays")
	s.say("not on Mondays please")
	chat, _ := s.store.Chat(context.Background(), s.req.Chat)
	if got := chat.Subscriptions[0].Days; got != record.Weekdays&^2 {
		t.Errorf("it comes on %v", got)
	}
}
