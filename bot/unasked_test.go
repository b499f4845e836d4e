package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store"
	"prayerbot/bot/telegram/telegramtest"
)

// TestNobodysPressChangesWhatNobodyAskedFor presses the buttons of what stands in a group
// without anybody having asked, or without anybody knowing who has: greetings, the posts
// that Telegram brings from a channel, and the answers to administrators without a name.
func TestNobodysPressChangesWhatNobodyAskedFor(t *testing.T) { onBothStores(t, unasked) }

func unasked(t *testing.T, open func() store.Store) {
	w := strangers{newParish(t, open)}
	w.telegram.Channel(wide, ada, bola)
	w.start()
	w.greeted()
	w.telegram.Link(wide, group)
	w.postsTo(wide, "/subscribe 07:00 Lagos")
	w.says(ada, group, "/subscribe 07:00 Lagos", "already brings this", group)
	w.postsTo(wide, "/country burundi")
	w.create()
	w.namelessly("/announce We meet on Friday.", "/community people", "/community takeover")
	w.clock.Set(time.Date(2026, 11, 24, 6, 0, 1, 0, time.UTC))
	w.await("the point that is brought", func() bool { return w.shown(group, "Prayer point for") == 1 })
	w.pressEach(group, bola)
	w.asksAboutMessages()
}

// greeted has the bot come to the group and to the server, and reads its greetings there
// as somebody else.
func (w strangers) greeted() {
	w.Helper()
	w.telegram.Unblock(group)
	w.newMessage(group, 0, "")
	w.discord.System(guild, channel)
	w.discord.Event("GUILD_CREATE", `{"id":"`+guild+`","joined_at":"`+w.clock.Now().Format(time.RFC3339)+`"}`)
	w.await("the greeting on Discord", func() bool { return w.onDiscord(channel, "") == 1 })
	before := w.read()
	for _, m := range w.discord.Messages(channel) {
		for _, row := range m.Buttons {
			for _, b := range row {
				w.pressOneOnDiscord(member, m, b)
			}
		}
	}
	if after := w.read(); after != before {
		w.Errorf("the greeting on Discord changes: %s", differs(before, after))
	}
}

// postsTo gives a command in a channel that is joined to the group, and waits until its
// answer is brought there.
func (w strangers) postsTo(channel int64, line string) {
	w.Helper()
	before := len(w.telegram.Messages(group))
	w.clock.Advance(200 * time.Millisecond)
	w.telegram.Post(channel, line)
	w.newMessage(group, before, "")
}

// namelessly gives commands in the name of the group.
func (w strangers) namelessly(all ...string) {
	w.Helper()
	for _, line := range all {
		before := len(w.telegram.Messages(group))
		w.clock.Advance(200 * time.Millisecond)
		w.telegram.SayAnonymously(group, line)
		w.newMessage(group, before, "")
	}
}

// pressEach presses every button of a chat, and follows every link to the bot, as somebody
// who has asked for none of them.
func (w strangers) pressEach(chat, person int64) {
	w.Helper()
	before, kinds := w.shows(chat), map[string]int{}
	for _, m := range w.telegram.Messages(chat) {
		for _, row := range m.Buttons {
			for _, b := range row {
				switch {
				case b.Data != "":
					kinds[kindOf(m)]++
					w.pressOneOnTelegram(person, m, b)
				case strings.Contains(b.URL, "start="):
					kinds["a link"]++
					w.follow1(person, b.Label, b.URL)
				}
			}
		}
	}
	if after := w.shows(chat); after != before {
		w.Errorf("what the chat reads after %d has pressed everything: %s", person, differs(before, after))
	}
	for _, kind := range []string{"an answer", "said by itself", "brought", "a link"} {
		if kinds[kind] == 0 {
			w.Errorf("no button of what is %s was pressed: %v", kind, kinds)
		}
	}
}

// kindOf says how a message has come to a group.
func kindOf(m telegramtest.Message) string {
	switch {
	case m.Forwarded != 0:
		return "brought"
	case m.ReplyTo == 0:
		return "said by itself"
	}
	return "an answer"
}

// asksAboutMessages gives the command about a message that others have written: what comes
// is for the asker alone, whatever the message names.
func (w strangers) asksAboutMessages() {
	w.Helper()
	before := w.read()
	for _, text := range []string{"We meet on Friday.", "Pray for Nigeria.", "Nigeria, Eritrea and Burundi."} {
		i, err := w.discord.Use(member, channel, "Pray about this", map[string]any{"content": text})
		if err != nil {
			w.Fatal(err)
		}
		w.await(fmt.Sprintf("the answer about %q", text), func() bool { return w.discord.Answer(i) != nil })
		m := w.discord.Answer(i)
		if m.Flags&(1<<6) == 0 {
			w.Errorf("%q is answered to all: %s", text, m.Title)
		}
		if len(m.Buttons) == 0 {
			w.Fatalf("about %q there is nothing to press", text)
		}
		w.pressOneOnDiscord(member, *m, m.Buttons[0][0])
	}
	if after := w.read(); after != before {
		w.Errorf("what the channel reads: %s", differs(before, after))
	}
}
