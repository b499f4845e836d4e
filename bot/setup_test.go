package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
)

func TestASetUpByButtonsOnTelegram(t *testing.T) { onBothStores(t, setUpOnTelegram) }

// setUpOnTelegram is somebody alone with the bot: every step stands in the same
// message, and a location is asked for by the platform's own button.
func setUpOnTelegram(t *testing.T, open func() store.Store) {
	s := onTelegramScene(t, open)
	s.told(ada, "/start", "When shall I bring it")
	first := len(s.telegram.Messages(ada))
	for _, step := range []struct{ press, want string }{
		{"Another time", "Press an hour"}, {"Back", "by your clock"}, {"07:00", "Where are you?"},
		{"Africa", "North Africa"}, {"Back to the regions", "South America"},
	} {
		s.steps(ada, step.press, step.want)
	}
	if n := len(s.telegram.Messages(ada)); n != first {
		t.Errorf("the steps have left %d messages, and there was %d", n, first)
	}
	s.tappedIn(ada, ada, "Send my location", "Press the button below")
	s.does("Ada sends her location", func() error { return s.telegram.Share(ada, "Send my location", 6.4512, 3.4034) }, func() bool { return s.holds(ada, "What shall it be for?") })
	for _, step := range []struct{ press, want string }{
		{"Countries", "South Asia"}, {"West Africa", "Benin"}, {"🇳🇬 Nigeria", "Chosen so far"}, {"Go on with these", "Is this right?"}, {"Yes, begin", "You will receive"},
		{"Show the schedule", "Your daily prayer points"}, {"Change 1: 07:00", "Change the days"}, {"Pause for a week", "Paused until"}, {"Resume", "go on"}, {"End it", "Shall it end?"}, {"Yes, end it", "is ended"},
	} {
		s.steps(ada, step.press, step.want)
	}
	s.told(ada, "/start", "When shall I bring it")
	s.tappedIn(ada, ada, "Not now", "Nothing comes by itself")
	s.shows("setup_telegram.txt")
	if bad := s.telegram.Violations(); len(bad) > 0 {
		t.Errorf("the platform has refused %v", bad)
	}
}

// steps makes somebody who is alone with the bot press a button, until the newest
// message but for one that asks for a location holds a text or a button.
func (s *scene) steps(person int64, label, want string) {
	s.Helper()
	s.does(names[fmt.Sprint(person)]+" presses "+label+" in private", func() error { return s.telegram.Press(person, person, label) }, func() bool {
		for _, m := range slices.Backward(s.telegram.Messages(person)) {
			if len(m.Buttons) > 0 || m.Asks == "" {
				return strings.Contains(m.Text, want) || slices.ContainsFunc(telegramLabels(m), func(l string) bool { return strings.Contains(l, want) })
			}
		}
		return false
	})
}

// told makes somebody type a line to the bot alone.
func (s *scene) told(person int64, line, want string) {
	s.Helper()
	s.does(names[fmt.Sprint(person)]+" types "+line+" in private", func() error { s.telegram.Say(person, person, line); return nil }, func() bool { return s.holds(person, want) })
}

func TestASetUpByButtonsOnDiscord(t *testing.T) { onBothStores(t, setUpOnDiscord) }

// setUpOnDiscord is a moderator in a channel whose others see nothing of it.
func setUpOnDiscord(t *testing.T, open func() store.Store) {
	s := onDiscordScene(t, open)
	s.used(member, "setup", nil)
	s.used(admin, "setup", nil)
	for _, label := range []string{"07:00", "Africa", "West Africa", "🇳🇬 Nigeria", "Countries", "West Africa", "🇳🇬 Nigeria", "Go on with these"} {
		s.pressed(admin, label)
	}
	s.fills(admin, "How it comes", discordtest.Chosen{"how": {"silent", "thread"}})
	for _, label := range []string{"Yes, begin", "Show the schedule", "Change 1: 07:00"} {
		s.pressed(admin, label)
	}
	s.fills(admin, "Change the days", discordtest.Chosen{"weekdays": {"1", "3", "5"}})
	s.shows("setup_discord.txt")
}
