package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
)

// eveOfSeven is shortly before seven in Lagos.
var eveOfSeven = time.Date(2026, 11, 24, 5, 59, 59, 0, time.UTC)

func TestAGroupOfFiveOnTelegram(t *testing.T) { onBothStores(t, fiveOnTelegram) }

func fiveOnTelegram(t *testing.T, open func() store.Store) {
	s := onTelegramScene(t, open)
	s.typed(bola, "/subscribe 07:00 Lagos for Nigeria", "Only a moderator")
	s.typed(ada, "/subscribe 07:00 Lagos for Nigeria", "07:00")
	s.typed(bola, "/country burundi", "Bujumbura")
	s.tapped(dayo, "News", nil)
	s.tapped(bola, "News", nil)
	s.typed(dayo, "/pray nowhere", "I know no country")
	s.typed(dayo, "/ban efe", "")
	s.clock.Set(eveOfSeven)
	s.does("It is seven", func() error { return nil }, func() bool { return s.shown(group, "Prayer point for Tuesday") == 1 })
	s.tapped(efe, prayed, nil)
	s.tapped(cleo, prayed, nil)
	s.tapped(efe, "Country report", nil)
	s.typed(ada, "/community create Hope", "The community Hope is created")
	s.typed(ada, "/community two on", "only when a second moderator agrees")
	s.typed(bola, "/announce We meet on Friday.", "Only a moderator")
	s.typed(ada, "/announce We meet on Friday.", "I sent you a preview")
	s.tappedIn(ada, ada, "To Hope", "This goes to 1 chat: all of the community")
	s.tappedIn(ada, ada, "Send to 1 chat", "This needs a second person")
	var asked string
	for _, m := range s.telegram.Messages(ada) {
		asked += m.Text + "\n"
	}
	id := deskRules{s.town}.approval(asked)
	s.typedAs(bola, "/announce approve "+id, "/announce approve ID", "Only a moderator")
	s.typedAs(ada, "/announce approve "+id, "/announce approve ID", "You wrote it")
	s.typedAs(cleo, "/announce approve "+id, "/announce approve ID", "I sent you a preview")
	s.tappedIn(cleo, cleo, "Send to 1 chat", "It is on its way")
	s.does("A moment passes", func() error { return nil }, func() bool { return s.shown(group, "We meet on Friday") == 1 })
	s.shows("group_telegram.txt")
}

// typed makes somebody type a line in the group; want is in a new message there,
// "" is somewhere else or nowhere.
func (s *scene) typed(person int64, line, want string) { s.typedAs(person, line, line, want) }

func (s *scene) typedAs(person int64, line, written, want string) {
	s.Helper()
	before := len(s.telegram.Messages(group))
	act := func() error { s.telegram.Say(group, person, line); return nil }
	s.does(names[fmt.Sprint(person)]+" types "+written, act, func() bool {
		return want == "" || s.since(group, before, want)
	})
}

func (s *scene) since(chat int64, before int, want string) bool {
	for _, m := range s.telegram.Messages(chat)[before:] {
		if strings.Contains(m.Text, want) {
			return true
		}
	}
	return false
}

// tapped makes somebody press a button in the group.
func (s *scene) tapped(person int64, label string, until func() bool) {
	s.Helper()
	if until == nil {
		until = func() bool { return true }
	}
	s.does(names[fmt.Sprint(person)]+" presses "+label, func() error { return s.telegram.Press(person, group, label) }, until)
}

// tappedIn makes somebody press a button in a chat until that holds a text.
func (s *scene) tappedIn(person, chat int64, label, want string) {
	s.Helper()
	s.does(names[fmt.Sprint(person)]+" presses "+label+" in private", func() error { return s.telegram.Press(person, chat, label) }, func() bool {
		return s.holds(chat, want)
	})
}

func TestAGroupOfFiveOnDiscord(t *testing.T) { onBothStores(t, fiveOnDiscord) }

func fiveOnDiscord(t *testing.T, open func() store.Store) {
	s := onDiscordScene(t, open)
	s.used(member, "subscribe", map[string]string{"time": "07:00", "place": "Lagos", "for": "Nigeria"})
	s.used(admin, "subscribe", map[string]string{"time": "07:00", "place": "Lagos", "for": "Nigeria"})
	s.used(member, "country", map[string]string{"name": "burundi"})
	s.pressed("13", "News")
	s.pressed(member, "News")
	s.used("13", "pray", map[string]string{"country": "nowhere"})
	s.clock.Set(eveOfSeven)
	s.does("It is seven", func() error { return nil }, func() bool { return s.onDiscord(channel, "Prayer point for Tuesday") == 1 })
	s.pressed("14", prayed)
	s.pressed(deputy, prayed)
	s.pressed("14", "Country report")
	s.used(admin, "community", map[string]string{"do": "create", "text": "Hope"})
	s.used(admin, "community", map[string]string{"do": "two", "text": "on"})
	s.used(member, "announce", map[string]string{"text": "We meet on Friday."})
	s.used(admin, "announce", map[string]string{"text": "We meet on Friday."})
	s.pressed(admin, "To Hope")
	s.pressed(admin, "Send to 1 chat")
	var asked string
	for _, m := range s.discord.Messages(channel) {
		asked += m.Text + "\n"
	}
	approve := map[string]string{"do": "approve", "which": deskRules{s.town}.approval(asked)}
	s.used(member, "announce", approve)
	s.used(admin, "announce", approve)
	s.used(deputy, "announce", approve)
	s.pressed(deputy, "Send to 1 chat")
	s.does("A moment passes", func() error { return nil }, func() bool { return s.onDiscord(channel, "We meet on Friday") == 1 })
	s.shows("group_discord.txt")
}

// used makes somebody use a slash command.
func (s *scene) used(person, name string, options map[string]string) {
	s.Helper()
	line := "/" + name
	for _, option := range []string{"name", "country", "do", "text", "which", "time", "place", "for"} {
		if value := options[option]; value != "" {
			if option == "which" {
				value = "ID"
			}
			line += " " + option + ":" + value
		}
	}
	var i *discordtest.Interaction
	act := func() (err error) { i, err = s.discord.Command(person, channel, name, options); return err }
	s.does(names[person]+" uses "+line, act, func() bool { return s.discord.Answer(i) != nil })
}

// pressed makes somebody press a button.
func (s *scene) pressed(person, label string) {
	s.Helper()
	var i *discordtest.Interaction
	act := func() (err error) { i, err = s.discord.Press(person, channel, label); return err }
	s.does(names[person]+" presses "+label, act, func() bool { return s.discord.Answer(i) != nil })
}
