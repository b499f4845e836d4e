package bot_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/content"
)

// together is a town with a community.
type together struct{ *town }

// More people and places: a group on Telegram that Ada administers, where Bola
// is a member, and a plain member on Discord.
const (
	bola   = int64(30)
	group  = int64(-200)
	member = "9"
	helper = "71" // a role without rights
)

// newParish is a town with the group and the member.
func newParish(t *testing.T, open func() store.Store) *town {
	w := newTown(t, open)
	w.telegram.Person(bola)
	w.telegram.Group(group, ada, bola)
	w.telegram.Admin(group, ada)
	w.discord.Member(guild, member, 0)
	return w
}

// says makes somebody type on Telegram, and waits for a new message in a chat
// that holds a text.
func (w *town) says(person, chat int64, line, want string, where int64) telegramtest.Message {
	w.Helper()
	before := len(w.telegram.Messages(where))
	w.clock.Advance(200 * time.Millisecond) // so that the pace lets the answers out
	w.telegram.Say(chat, person, line)
	return w.newMessage(where, before, want)
}

func (w *town) newMessage(where int64, before int, want string) (found telegramtest.Message) {
	w.Helper()
	w.await(fmt.Sprintf("%q on Telegram", want), func() bool {
		all := w.telegram.Messages(where)
		for _, m := range all[min(before, len(all)):] {
			if strings.Contains(m.Text, want) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// does makes somebody use /community on Discord and waits for an answer with a
// text.
func (w *town) does(person, where, do, text, want string) *discordtest.Message {
	w.Helper()
	options := map[string]string{"do": do}
	if text != "" {
		options["text"] = text
	}
	return w.uses(person, where, "community", options, want)
}

func (w *town) uses(person, where, name string, options map[string]string, want string) *discordtest.Message {
	w.Helper()
	i, err := w.discord.Command(person, where, name, options)
	if err != nil {
		w.Fatal(err)
	}
	return w.answered(i, want)
}

func (w *town) answered(i *discordtest.Interaction, want string) *discordtest.Message {
	w.Helper()
	w.await("an answer on Discord", func() bool { return w.discord.Answer(i) != nil })
	m := w.discord.Answer(i)
	if !strings.Contains(m.Title+"\n"+m.Text, want) {
		w.Errorf("want %q, it says %s\n%s", want, m.Title, m.Text)
	}
	return m
}

// press presses a button on Discord.
func (w *town) press(person, where, label, want string) {
	w.Helper()
	i, err := w.discord.Press(person, where, w.onDiscordButton(where, label))
	if err != nil {
		w.Fatal(err)
	}
	w.answered(i, want)
}

var (
	groupLink  = regexp.MustCompile(`startgroup=j_([a-z2-7]{10})`)
	personLink = regexp.MustCompile(`start=j_([a-z2-7]{10})`)
)

// create makes Ada create Hope in her group; the codes come to her alone.
func (w *town) create() (groups, people string) {
	w.Helper()
	w.says(bola, group, "/community create Hope", "Only a moderator", group)
	before := len(w.telegram.Messages(ada))
	w.says(ada, group, "/community create Hope", "The community Hope is created", group)
	told := w.newMessage(ada, before, "/community join").Text
	g, p := groupLink.FindStringSubmatch(told), personLink.FindStringSubmatch(told)
	if g == nil || p == nil {
		w.Fatalf("there are no links: %s", told)
	}
	for _, m := range w.telegram.Messages(group) {
		if strings.Contains(m.Text, g[1]) || strings.Contains(m.Text, p[1]) {
			w.Error("the group can read a code")
		}
	}
	return g[1], p[1]
}

// joins makes the channel on Discord ask to join Hope by a code, with a form, and Ada,
// whom the bot asks in private on Telegram, take it in.
func (w *town) joins(groups string) {
	w.Helper()
	w.does(admin, channel, "join", groups, "Ask to join Hope?")
	i, err := w.discord.Press(admin, channel, w.onDiscordButton(channel, "Under 20"))
	if err != nil {
		w.Fatal(err)
	}
	w.await("the form", func() bool { return w.discord.Opened(i) != nil })
	sent, err := w.discord.Submit(w.discord.Opened(i), "Friday group")
	if err != nil {
		w.Fatal(err)
	}
	w.answered(sent, "I have asked the owner of Hope")
	w.awaitTicking("the question", func() bool { return w.holds(ada, "A group asks to join Hope") })
	w.takesIn("Friday group")
	w.awaitTicking("the word to the channel", func() bool { return w.onDiscord(channel, "now belongs to Hope") == 1 })
}

// takesIn makes Ada look at a request and take the group in.
func (w *town) takesIn(name string) {
	w.Helper()
	for _, step := range []struct{ label, want string }{{"See the request", name}, {"Take it in", name + "\" now belongs to Hope"}} {
		if err := w.telegram.Press(ada, ada, step.label); err != nil {
			w.Fatal(err)
		}
		w.await(step.want, func() bool { return w.holds(ada, step.want) })
	}
}

func TestACommunityOnBothPlatforms(t *testing.T) { onBothStores(t, community) }

func community(t *testing.T, open func() store.Store) {
	w := together{newParish(t, open)}
	w.start()
	groups, people := w.create()

	w.does(member, channel, "join", groups, "Only a moderator")
	w.does(admin, channel, "join", "wrong", "no community with that code")
	w.does(admin, channel, "join", people, "for the private chat of one person")
	w.does(admin, quiet, "create", strings.Repeat("x", 61), "too long")
	w.does(admin, quiet, "create", "Another", "Another")
	w.does(admin, quiet, "join", groups, "already belongs to Another")
	w.does(admin, quiet, "leave", "", "You own this community")
	w.joins(groups)

	w.says(bola, bola, "/start j_"+people, "Join Hope?", bola)
	before := len(w.telegram.Messages(bola))
	if err := w.telegram.Press(bola, bola, "Join this community"); err != nil {
		t.Fatal(err)
	}
	w.await("the place of the question", func() bool { return w.holds(bola, "now belongs to Hope") })
	if n := len(w.telegram.Messages(bola)); n != before {
		t.Errorf("the question was not answered in its place: %d messages more", n-before)
	}
	w.says(bola, bola, "/community rename Mine", "Only the owner of this community", bola)
	m := w.does(admin, channel, "show", "", "Hope")
	for _, line := range []string{"Discord:** 1 chat", "Telegram:** 2 chats"} {
		if !strings.Contains(m.Text, line) {
			t.Errorf("%q is missing: %s", line, m.Text)
		}
	}

	w.stop()
	w.start()
	w.prayTogether()
	w.handOn()
}

// holds tells whether a message of a chat holds a text.
func (w *town) holds(chat int64, text string) bool {
	for _, m := range w.telegram.Messages(chat) {
		if strings.Contains(m.Text, text) {
			return true
		}
	}
	return false
}

// prayTogether delivers the same point everywhere, whatever a chat chose by
// itself, and counts together.
func (w together) prayTogether() {
	w.Helper()
	w.does(admin, channel, "for", "North Korea", "Only the owner of this community")
	w.says(ada, group, "/community for North Korea", "now pray for North Korea", group)
	w.says(ada, group, "/subscribe 07:00 Lagos for Egypt", "07:00", group)
	w.says(bola, bola, "/subscribe 07:00 Lagos", "07:00", bola)
	w.uses(admin, channel, "subscribe", map[string]string{"time": "07:00", "place": "Lagos"}, "07:00")
	point := w.library.Daily(content.Date{Year: 2026, Month: 11, Day: 24}, content.Selection{Countries: []string{"KP"}}, content.Date{Year: 2026, Month: 11, Day: 24}).Title
	w.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	w.awaitTicking("the point everywhere", func() bool {
		return w.holds(group, point) && w.holds(bola, point) && w.onDiscord(channel, point) == 1
	})
	w.press(admin, channel, "🙏 I prayed", "1 person has prayed in Hope today")
	w.press(admin, channel, "🙏 I prayed", "1 person has prayed in Hope today")
	if err := w.telegram.Press(bola, bola, "🙏 I prayed"); err != nil {
		w.Fatal(err)
	}
	w.await("the count on Telegram", func() bool {
		for _, toast := range w.telegram.Toasts() {
			if strings.Contains(toast, "2 people have prayed in Hope today") {
				return true
			}
		}
		return false
	})
}

// handOn makes the owner leave and forget in vain, and a moderator on the other
// platform take the community over and close it.
func (w together) handOn() {
	w.Helper()
	w.says(ada, group, "/community leave", "You own this community", group)
	w.says(ada, group, "/forget", "You own this community", group)
	w.says(ada, ada, "/forget", "You own a community", ada)
	w.does(admin, channel, "close", "", "Only the owner")
	offer := w.says(ada, group, "/community transfer", "Who shall own Hope?", ada)
	if w.holds(group, "/community take") {
		w.Error("the group can read the code that makes an owner")
	}
	_, after, _ := strings.Cut(offer.Text, "/community take ")
	code := strings.Fields(after)[0]
	w.does(member, channel, "take", code, "Only a moderator of this community")
	w.does(admin, channel, "take", "wrong", "not there any more")
	w.does(admin, channel, "take", code, "You are now the owner of Hope")
	w.does(admin, channel, "two", "on", "second moderator")
	w.says(ada, group, "/community leave", "has left Hope", group)
	w.does(admin, channel, "close", "", "Close Hope?")
	w.press(admin, channel, "Yes, close it", "is closed")
	w.does(admin, channel, "show", "", "belongs to no community")
	w.says(bola, bola, "/community", "belongs to no community", bola)
	w.says(bola, bola, "/forget", "Forget this chat?", bola)
}

func TestARoleMakesModerators(t *testing.T) { onBothStores(t, roles) }

func roles(t *testing.T, open func() store.Store) {
	w := together{newParish(t, open)}
	w.discord.GiveRole(guild, member, helper)
	w.start()
	subscribe := map[string]string{"time": "07:00", "place": "Lagos"}
	w.uses(member, channel, "subscribe", subscribe, "Only a moderator")
	w.uses(member, channel, "moderators", map[string]string{"do": "add", "role": helper}, "Only a moderator")
	w.uses(admin, channel, "moderators", map[string]string{"do": "add", "role": helper}, "<@&"+helper+">")
	w.uses(member, channel, "subscribe", subscribe, "You will receive a prayer point")
	w.uses(member, channel, "moderators", map[string]string{"do": "add", "role": "72"}, "Only somebody who may manage the server")
	w.stop()
	w.start()
	w.uses(member, channel, "unsubscribe", nil, "ended")
	w.press(admin, channel, "Remove 1", "This role is removed")
	w.uses(member, channel, "subscribe", subscribe, "Only a moderator")
	w.says(ada, group, "/moderators", "The administrators of this group", group)
}

func TestAFloodIsRefusedOnceOnBothPlatforms(t *testing.T) { onBothStores(t, flood) }

func flood(t *testing.T, open func() store.Store) {
	w := together{newParish(t, open)}
	w.limited = true
	w.start()
	for range 20 {
		w.says(bola, bola, "/privacy", "What is kept", bola)
	}
	w.says(bola, bola, "/privacy", "quiet for two minutes", bola)
	before := len(w.telegram.Messages(bola))
	for range 5 {
		w.telegram.Say(bola, bola, "/privacy")
	}
	w.says(ada, ada, "/privacy", "What is kept", ada)
	for range 20 {
		w.uses(member, channel, "privacy", nil, "What is kept")
	}
	for _, text := range []string{"quiet for two minutes", "wait two minutes", "wait two minutes"} {
		if m := w.uses(member, channel, "privacy", nil, text); m.Flags == 0 {
			t.Error("everybody in the channel sees the refusal")
		}
	}
	for range 25 {
		w.uses(admin, channel, "privacy", nil, "What is kept")
	}
	if n := len(w.telegram.Messages(bola)) - before; n != 0 {
		t.Errorf("%d answers on Telegram", n)
	}
	w.clock.Advance(2 * time.Minute)
	w.says(bola, bola, "/privacy", "What is kept", bola)
	w.uses(member, channel, "privacy", nil, "What is kept")
}
