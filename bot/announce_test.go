package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
)

// announcing is a town in which an announcement is written and followed.
type announcing struct{ *town }

// gathered is a parish whose group on Telegram and channel on Discord receive a
// daily point and belong to one community, which Ada leads.
func gathered(t *testing.T, open func() store.Store) announcing {
	w := announcing{newParish(t, open)}
	w.start()
	groups, _ := w.create()
	w.joins(groups)
	w.says(ada, group, "/subscribe 07:00 Lagos", "07:00", group)
	w.uses(admin, channel, "subscribe", map[string]string{"time": "07:00", "place": "Lagos"}, "07:00")
	return w
}

// shown waits until a chat on Telegram shows a text, and says in how many
// messages.
func (w *town) shown(chat int64, text string) int {
	n := 0
	for _, m := range w.telegram.Messages(chat) {
		if strings.Contains(m.Text, text) {
			n++
		}
	}
	return n
}

// taps presses a button on Telegram and waits for a message of the chat that
// holds a text.
func (w *town) taps(person, chat int64, label, want string) {
	w.Helper()
	w.clock.Advance(200 * time.Millisecond)
	if err := w.telegram.Press(person, chat, w.onButton(chat, label)); err != nil {
		w.Fatal(err)
	}
	w.await(fmt.Sprintf("%q on Telegram", want), func() bool { return w.holds(chat, want) })
}

// refused presses a button and waits for the little text over the chat.
func (w *town) refused(person, chat int64, data, want string) {
	w.Helper()
	before := len(w.telegram.Toasts())
	w.telegram.PressData(person, chat, data)
	w.await(fmt.Sprintf("%q over the chat", want), func() bool {
		for _, text := range w.telegram.Toasts()[before:] {
			if strings.Contains(text, want) || text == neutral[1] { // which discreet chats alone are told
				return true
			}
		}
		return want != "" && w.holds(chat, want) // as a discreet chat in private is told
	})
}

// payload is the data of a button in a private chat.
func (w *town) payload(chat int64, label string) string {
	w.Helper()
	all := w.telegram.Messages(chat)
	for i := len(all) - 1; i >= 0; i-- {
		for _, row := range all[i].Buttons {
			for _, b := range row {
				if b.Label == w.onButton(chat, label) {
					return b.Data
				}
			}
		}
	}
	w.Fatalf("there is no button %q", label)
	return ""
}

func TestAnAnnouncementToACommunity(t *testing.T) { onBothStores(t, announcement) }

func announcement(t *testing.T, open func() store.Store) {
	w := gathered(t, open)
	const text = "We meet <b>at</b> 7. @everyone t.me/joinchat/x discord.gg/x"
	w.says(bola, group, "/announce "+text, "Only a moderator", group)

	// The preview comes in private, as it will look, and reaches both platforms.
	w.says(ada, group, "/announce "+text, "This goes to 1 chat: all of this group", ada)
	if w.shown(group, "It has not been sent") > 0 {
		t.Error("the group can read the preview")
	}
	w.taps(ada, ada, "To Hope", "This goes to 2 chats: all of the community")
	send := w.payload(ada, "Send to 2 chats")
	w.refused(bola, ada, send, "Only the person who wrote this draft")
	w.refused(ada, ada, "1 desk send zzzzzzz2 0", "") // a forged one
	w.await("the answer to a forged button", func() bool { return w.holds(ada, "This draft is no longer there") })
	w.says(ada, group, "/announce "+text, "This goes to 1 chat", ada)
	w.taps(ada, ada, "To Hope", "This goes to 2 chats: all of the community")

	// The same confirmation twice sends once, also after a restart.
	send = w.payload(ada, "Send to 2 chats")
	w.taps(ada, ada, "Send to 2 chats", "It is on its way to 2 chats")
	w.refused(ada, ada, send, "")
	w.stop()
	w.start()
	here := func() bool { return w.shown(group, "We meet") == 1 && w.onDiscord(channel, "We meet") == 1 }
	w.awaitTicking("the announcement on both platforms", here)
	w.checkPlain()
	w.follow()
}

// awaitStatus asks how far the announcement is until the status says so: a
// delivery is counted a moment after it has arrived.
func (w *town) awaitStatus(want string) {
	w.Helper()
	w.awaitTicking("a status with "+want, func() bool {
		w.says(ada, group, "/announce status", "How far it has come", ada)
		return w.holds(ada, want)
	})
}

// checkPlain looks whether foreign text is shown as it was written, and pings
// and leads nowhere.
func (w announcing) checkPlain() {
	w.Helper()
	for _, m := range w.telegram.Messages(group) {
		if !strings.Contains(m.Text, "We meet") {
			continue
		}
		if !strings.Contains(m.HTML, "&lt;b&gt;") || strings.Contains(m.Text, "@everyone") || !leadsNowhere(m.HTML) {
			w.Errorf("Telegram shows %q", m.HTML)
		}
	}
	for _, m := range w.discord.Messages(channel) {
		if m.Answers == "" && strings.Contains(m.Text, "We meet") && (m.Pinged() || strings.Contains(m.Text, "@everyone") || !strings.Contains(m.Text, "`discord.gg/x`")) {
			w.Errorf("Discord shows %q %q", m.Content, m.Text)
		}
	}
}

// leadsNowhere tells whether the address in an announcement is no link on Telegram:
// code, or in a spoiler, where none may stand, a sign within it.
func leadsNowhere(html string) bool {
	return strings.Contains(html, "<code>t.me/joinchat/x</code>") || strings.Contains(html, "<tg-spoiler>") && strings.Contains(html, "t.\u2060me/joinchat/x")
}

// follow corrects the announcement and takes it back, from Telegram, after two
// days of which Telegram lets nothing be deleted any more.
func (w announcing) follow() {
	w.Helper()
	w.says(ada, ada, "/announce status", "How far it has come", ada)
	w.awaitStatus("It has gone out to 2 of 2 chats")
	line := strings.Fields(w.payload(ada, "Correct"))[3]
	w.says(ada, ada, "/announce correct "+line+" We come together at 8.", "Every copy will look like this", ada)
	w.taps(ada, ada, "Correct it everywhere", "It is being corrected")
	w.awaitTicking("the correction", func() bool {
		return w.shown(group, "We come together at 8") == 1 && w.onDiscord(channel, "We come together at 8") == 1
	})
	w.telegram.Age(48 * time.Hour)
	w.awaitStatus("Corrected: 2")
	w.taps(ada, ada, "Retract", "Retract this announcement?")
	w.taps(ada, ada, "Delete it everywhere", "It is being taken back")
	w.stop()
	w.start()
	w.awaitTicking("the retraction", func() bool {
		return w.shown(group, "We come together") == 0 && w.shown(group, "was withdrawn") == 1 && w.onDiscord(channel, "We come together") == 0
	})
	w.awaitStatus("Taken back: 2")
	w.says(ada, group, "/announce log", "telegram:7 retracted", ada)
	w.uses(admin, channel, "announce", map[string]string{"do": "log"}, "Nothing was announced here lately")
	w.uses(member, channel, "announce", map[string]string{"do": "log"}, "Only a moderator")
}

func TestAFormerModeratorsPreviewSendsNothing(t *testing.T) { onBothStores(t, formerModerator) }

func formerModerator(t *testing.T, open func() store.Store) {
	w := announcing{newParish(t, open)}
	w.telegram.Admin(group, bola)
	w.start()
	w.says(ada, group, "/subscribe 07:00 Lagos", "07:00", group)
	w.says(bola, group, "/announce An open preview.", "This goes to 1 chat", bola)
	w.telegram.Reply(group, bola, "A quoted text.", "/announce")
	w.await("the preview of the quoted text", func() bool { return w.holds(bola, "A quoted text.") })
	w.taps(bola, bola, "Schedule", "When shall it be sent?")
	w.taps(bola, bola, "Tuesday 07:00", "It will be sent on Tuesday 24 November 2026, 07:00 (Africa/Lagos)")
	open1 := w.payload(bola, "Send to 1 chat")
	w.telegram.Demote(group, bola)
	w.refused(bola, bola, open1, "Only a moderator of this group")
	w.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	w.awaitTicking("the day's point", func() bool { return w.shown(group, w.point(24)) == 1 })
	w.awaitTicking("the trail that it was not sent", func() bool {
		w.says(ada, group, "/announce log", "What was announced", ada)
		return w.holds(ada, "was not sent")
	})
	if w.shown(group, "A quoted text")+w.shown(group, "An open preview") > 0 {
		t.Error("something of a former moderator has gone out")
	}
}

// caller is a moderator on Discord who may ping everyone, and owns nothing.
const caller = "12"

func TestADeskOnDiscord(t *testing.T) { onBothStores(t, deskOnDiscord) }

func deskOnDiscord(t *testing.T, open func() store.Store) {
	w := announcing{newParish(t, open)}
	w.discord.Member(guild, caller, 1<<17|32)
	w.start()
	for _, where := range []string{channel, quiet} {
		w.uses(caller, where, "subscribe", map[string]string{"time": "07:00", "place": "Lagos"}, "07:00")
	}
	i, err := w.discord.Command(caller, channel, "announce", nil)
	if err != nil {
		t.Fatal(err)
	}
	w.await("a form", func() bool { return w.discord.Opened(i) != nil })
	sent, err := w.discord.Fill(w.discord.Opened(i), "status of the roof:\nit holds. Pray for Nigeria.", discordtest.Chosen{"kind": {"alert"}, "ping": discordtest.Yes})
	if err != nil {
		t.Fatal(err)
	}
	if m := w.answered(sent, "This goes to 2 chats"); m.Flags == 0 || len(m.Embeds) != 2 || !strings.Contains(m.Text, "please pray for Nigeria now") || !strings.Contains(m.Text, "Everyone in these chats is pinged") {
		t.Errorf("the preview is %+v", m)
	}
	w.press(caller, channel, "A plain notice", "An announcement")
	w.press(caller, channel, "Prayer alert for Nigeria", "please pray for Nigeria now")
	w.discord.Silence(quiet, caller)
	w.press(caller, channel, "Send to 2 chats", "on its way to 2 chats")
	w.awaitTicking("the alert", func() bool { return w.onDiscord(channel, "it holds") == 1 && w.onDiscord(quiet, "it holds") == 1 })
	for where, pinged := range map[string]bool{channel: true, quiet: false} {
		for _, m := range w.discord.Messages(where) {
			if m.Answers == "" && strings.Contains(m.Text, "it holds") && (m.Pinged() != pinged || len(m.Buttons) == 0) {
				t.Errorf("in %s it is %+v", where, m)
			}
		}
	}
	w.awaitTicking("a status that says who was pinged", func() bool {
		m := w.uses(caller, channel, "announce", map[string]string{"do": "status"}, "How far it has come")
		return strings.Contains(m.Text, "Everyone was pinged:** 1") && strings.Contains(m.Text, "because the sender may not do that there:** 1")
	})
	w.press(member, channel, "🙏 I prayed", "Thank you for praying")
	w.retractOnDiscord()
}

// retractOnDiscord takes the alert back; in one channel somebody was faster.
func (w announcing) retractOnDiscord() {
	w.Helper()
	w.discord.Remove(quiet)
	w.uses(caller, channel, "announce", map[string]string{"do": "status"}, "2 of 2 chats")
	form := w.opened(caller, channel, "Correct")
	corrected, err := w.discord.Submit(form, strings.ReplaceAll(form.Value, "holds", "is new"))
	if err != nil {
		w.Fatal(err)
	}
	w.answered(corrected, "Every copy will look like this")
	w.press(caller, channel, "Correct it everywhere", "It is being corrected")
	w.awaitTicking("the correction", func() bool { return w.onDiscord(channel, "it is new") == 1 })
	w.awaitTicking("a status that knows", func() bool {
		m := w.uses(caller, channel, "announce", map[string]string{"do": "status"}, "How far it has come")
		return strings.Contains(m.Text, "the message was not there any more: 1")
	})
	w.press(caller, channel, "Retract", "Retract this announcement?")
	w.press(caller, channel, "Delete it everywhere", "It is being taken back")
	w.awaitTicking("the retraction", func() bool { return w.onDiscord(channel, "it is new") == 0 })
}

// opened presses a button that opens a form.
func (w announcing) opened(person, where, label string) *discordtest.Form {
	w.Helper()
	i, err := w.discord.Press(person, where, w.onDiscordButton(where, label))
	if err != nil {
		w.Fatal(err)
	}
	w.await("a form", func() bool { return w.discord.Opened(i) != nil })
	return w.discord.Opened(i)
}
