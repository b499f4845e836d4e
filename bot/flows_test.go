package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
)

// The flows of Discord that TestASetUpByButtonsOnDiscord and TestAGroupOfFiveOnDiscord do
// not show: a forum, an announcement, one person, and what happens when something breaks.

// A place is a channel that is looked at, with what people call it.
type place struct{ key, name string }

const (
	prayers = "150" // a forum
	foreign = "160" // a channel of a server in which the bot is not
	alone   = "170" // the private channel of a member with the bot
)

// flow is a scene on the embedded store, in which places are looked at.
func flow(t *testing.T, prepare func(*town), places ...place) *scene {
	t.Helper()
	folder := t.TempDir()
	s := onDiscordScene(t, func() store.Store {
		kept, err := boltstore.Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}, prepare)
	s.seen = func() (all []sight) {
		for _, p := range places {
			all = append(all, s.seenIn(p)...)
		}
		return all
	}
	return s
}

// seenIn is all that a place shows, to whom it shows it; of a forum its posts.
func (s *scene) seenIn(p place) (all []sight) {
	for _, post := range s.discord.Posts(p.key) {
		state := map[bool]string{true: ", locked"}[post.Locked]
		all = append(all, sight{id: post.ID, text: fmt.Sprintf("a post in %s: %s, tagged %v%s", p.name, post.Name, post.Applied, state)})
		all = append(all, s.seenIn(place{post.ID, "that post"})...)
	}
	for _, m := range s.discord.Messages(p.key) {
		who := "everyone in " + p.name
		if m.Flags&(1<<6) != 0 {
			who = names[m.Asked] + " alone, in " + p.name
		}
		text := m.Text
		if m.Title != "" {
			text = m.Title
		}
		all = append(all, sight{m.ID + " in " + p.key, who + ": " + begins(text, discordLabels(m)), m.Text})
	}
	return all
}

// usesIn makes somebody use a slash command in a place.
func (s *scene) usesIn(person string, where place, name string, options map[string]string, written string) {
	s.Helper()
	var i *discordtest.Interaction
	act := func() (err error) { i, err = s.discord.Command(person, where.key, name, options); return err }
	s.does(fmt.Sprintf("%s uses %s in %s", names[person], written, where.name), act, func() bool { return s.discord.Answer(i) != nil })
}

// pressesIn makes somebody press a button in a place.
func (s *scene) pressesIn(person string, where place, label string) {
	s.Helper()
	var i *discordtest.Interaction
	act := func() (err error) { i, err = s.discord.Press(person, where.key, label); return err }
	s.does(names[person]+" presses "+label, act, func() bool { return s.discord.Answer(i) != nil })
}

// comes lets the time come, until what has come by itself is seen.
func (s *scene) comes(at time.Time, what string, until func() bool) {
	s.Helper()
	s.clock.Set(at)
	s.does(what, func() error { return nil }, until)
}

// A forum that asks for a tag with every post is set up from another channel.
func TestAForumIsSetUpOnDiscord(t *testing.T) {
	here, there := place{channel, "#general"}, place{prayers, "the forum"}
	s := flow(t, func(w *town) { w.discord.Forum(guild, prayers, true, "News", "Requests") }, here, there)
	s.usesIn(admin, here, "setup", nil, "/setup")
	var i *discordtest.Interaction
	s.does("Ada picks the forum", func() (err error) {
		i, err = s.discord.PickChannel(admin, channel, "For another channel", prayers)
		return err
	}, func() bool { return s.discord.Answer(i) != nil })
	for _, label := range []string{"07:00", "Africa", "West Africa", "🇳🇬 Nigeria", "The whole world"} {
		s.pressesIn(admin, here, label)
	}
	s.discord.Deny(prayers, discordtest.SendMessages)
	s.pressesIn(admin, here, "Yes, begin")
	s.discord.Deny(prayers, 0)
	s.pressesIn(admin, here, "Try again")
	s.pressesIn(admin, here, "Requests")
	s.comes(eveOfSeven.Add(time.Second), "It is seven", func() bool { return len(s.discord.Posts(prayers)) == 1 })
	s.shows("forum_discord.txt")
}

// An announcement is written in a form, sent, corrected in another one, and taken back.
func TestAnAnnouncementOnDiscordFromItsForm(t *testing.T) {
	here := place{channel, "#general"}
	s := flow(t, func(w *town) { w.discord.Member(guild, admin, 1<<17|32) }, here)
	s.usesIn(admin, here, "subscribe", map[string]string{"time": "07:00", "place": "Lagos"}, "/subscribe time:07:00 place:Lagos")
	form := s.opens(admin, func() (*discordtest.Interaction, error) { return s.discord.Command(admin, channel, "announce", nil) }, "/announce")
	s.sends(form, "Our brothers in the north need us.", discordtest.Chosen{"kind": {"alert"}, "ping": discordtest.Yes})
	form = s.opens(admin, func() (*discordtest.Interaction, error) { return s.discord.Press(admin, channel, "Choose a country") }, "Choose a country")
	s.sends(form, "eritrea", nil)
	s.pressesIn(admin, here, "A plain notice")
	form = s.opens(admin, func() (*discordtest.Interaction, error) { return s.discord.Press(admin, channel, "Edit") }, "Edit")
	s.sends(form, "We pray for Nigeria on Friday.", nil)
	s.pressesIn(admin, here, "Prayer alert for Nigeria")
	s.pressesIn(admin, here, "Send to 1 chat")
	s.comes(s.clock.Now(), "A moment passes", func() bool { return s.onDiscord(channel, "We pray for Nigeria on Friday.") == 1 })
	s.usesIn(admin, here, "announce", map[string]string{"do": "status"}, "/announce do:status")
	form = s.opens(admin, func() (*discordtest.Interaction, error) { return s.discord.Press(admin, channel, "Correct") }, "Correct")
	s.sends(form, "We pray for Nigeria on Saturday.", nil)
	s.pressesIn(admin, here, "Correct it everywhere")
	s.comes(s.clock.Now(), "A moment passes", func() bool { return s.onDiscord(channel, "We pray for Nigeria on Saturday.") == 1 })
	s.usesIn(admin, here, "announce", map[string]string{"do": "status"}, "/announce do:status")
	s.pressesIn(admin, here, "Retract")
	s.pressesIn(admin, here, "Delete it everywhere")
	s.comes(s.clock.Now(), "A moment passes", func() bool { return s.onDiscord(channel, "We pray for Nigeria on Saturday.") == 0 })
	s.shows("announce_discord.txt")
}

// opens makes somebody do what opens a form, which is written down.
func (s *scene) opens(person string, act func() (*discordtest.Interaction, error), what string) (form *discordtest.Form) {
	s.Helper()
	s.does(names[person]+" presses or types "+what, func() error {
		i, err := act()
		if err == nil {
			s.await("a form", func() bool { form = s.discord.Opened(i); return form != nil })
		}
		return err
	}, func() bool { return true })
	fmt.Fprintf(&s.out, "    a form opens: %s\n", drawnForm(form))
	return form
}

// sends sends a form off with a text and what is chosen.
func (s *scene) sends(form *discordtest.Form, text string, chosen discordtest.Chosen) {
	s.Helper()
	var sent *discordtest.Interaction
	what := fmt.Sprintf("Ada writes %q", text)
	if labels := chosenOf(form, chosen); labels != "" {
		what += ", chooses " + labels
	}
	s.does(what+" and sends it off", func() (err error) { sent, err = s.discord.Fill(form, text, chosen); return err }, func() bool { return s.discord.Answer(sent) != nil })
}

// One person alone with the bot, and what they can do with it where it is not installed.
func TestOnePersonOnDiscord(t *testing.T) {
	mine, there := place{alone, "her private channel"}, place{foreign, "a foreign server"}
	s := flow(t, func(w *town) {
		w.discord.DM(alone, member)
		w.discord.Foreign("161", member, foreign)
	}, mine, there)
	s.usesIn(member, there, "pray", map[string]string{"country": "nigeria"}, "/pray country:nigeria")
	s.usesIn(member, there, "subscribe", map[string]string{"time": "07:00"}, "/subscribe time:07:00")
	s.usesIn(member, mine, "subscribe", map[string]string{"time": "07:00", "place": "Lagos"}, "/subscribe time:07:00 place:Lagos")
	s.comes(eveOfSeven.Add(time.Second), "It is seven", func() bool { return len(s.discord.Messages(alone)) > 1 })
	s.pressesIn(member, mine, "🙏 I prayed")
	before := len(s.discord.Messages(alone))
	s.does("Bola writes amen", func() error { s.discord.Say(member, alone, "amen", nil); return nil }, func() bool { return len(s.discord.Messages(alone)) > before })
	s.shows("private_discord.txt")
}

// The bot is added, loses a right, and has it again.
func TestWhatBreaksOnDiscordIsTold(t *testing.T) {
	common, here := place{quiet, "the system channel"}, place{channel, "#prayer"}
	s := flow(t, func(w *town) { w.discord.System(guild, quiet) }, common, here)
	joined := fmt.Sprintf(`{"id":"%s","preferred_locale":"en-US","joined_at":"%s"}`, guild, s.clock.Now().UTC().Format(time.RFC3339Nano))
	s.does("The bot is added", func() error { s.discord.Event("GUILD_CREATE", joined); return nil }, func() bool { return len(s.discord.Messages(quiet)) == 1 })
	s.usesIn(admin, here, "subscribe", map[string]string{"time": "07:00", "place": "Lagos"}, "/subscribe time:07:00 place:Lagos")
	s.discord.Deny(channel, discordtest.SendMessages)
	s.comes(eveOfSeven.Add(time.Second), "It is seven, and the bot may not write in #prayer", func() bool { return len(s.discord.Messages(quiet)) == 2 })
	s.usesIn(admin, common, "status", map[string]string{"channel": channel}, "/status channel:#prayer")
	s.usesIn(admin, common, "status", nil, "/status")
	for _, m := range s.discord.Messages(quiet) {
		if named := strings.Contains(m.Text, "<#"+channel+">"); named != (m.Answers != "") {
			t.Errorf("the channel is named: %v, in %q", named, m.Text)
		}
	}
	s.discord.Deny(channel, 0)
	s.does("It may again", func() error {
		s.discord.Event("CHANNEL_UPDATE", `{"id":"`+channel+`","guild_id":"`+guild+`","type":0}`)
		return nil
	}, func() bool { return s.onDiscord(channel, "Prayer point for") == 1 })
	s.shows("stopped_discord.txt")
}
