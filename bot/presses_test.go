package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/news"
	"prayerbot/bot/store"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/content"
)

// strangers is a town in which every button is pressed by somebody who did not ask.
type strangers struct{ *town }

// Somebody else who leads the group and the server, and a channel of Telegram.
const (
	cleo   = int64(31)
	deputy = "12"
	wide   = int64(-300)
	topic  = 45
	prayed = "🙏 I prayed"
)

// TestNobodysPressChangesWhatOthersRead presses every button of every kind of
// message as somebody who did not ask for it.
func TestNobodysPressChangesWhatOthersRead(t *testing.T) { onBothStores(t, presses) }

func presses(t *testing.T, open func() store.Store) {
	var kept store.Store
	w := strangers{newParish(t, func() store.Store { kept = open(); return kept })}
	w.telegram.Person(cleo)
	w.telegram.Group(group, ada, bola, cleo)
	w.telegram.Admin(group, ada)
	w.telegram.Admin(group, cleo)
	w.telegram.BeginTopic(group, topic, bola)
	w.telegram.Channel(wide, ada, bola)
	w.discord.Member(guild, deputy, 32)
	w.start()
	w.hear(kept)
	w.askEverywhere()
	w.deliverEverywhere()

	w.pressOnDiscord(member)
	w.pressOnTelegram(group, bola)
	w.linksOf(wide)
	w.pressOld(bola)
	w.pressOnDiscord(deputy)
	w.pressOnTelegram(group, cleo)
}

// hear keeps some news.
func (w strangers) hear(kept store.Store) {
	w.Helper()
	var all []news.Find
	for n, key := range []string{"NG", "SY", "IN", "CN", "BI", "ER", "NG", "SY"} {
		at := w.clock.Now().Add(-time.Duration(n+1) * time.Minute)
		all = append(all, news.Find{Headline: content.Headline{
			ID: fmt.Sprint("h", n), Title: fmt.Sprint("What happened ", n), Publisher: "Somebody", Language: "en",
			Link: "https://example.org/", Published: at, Kept: at, Countries: []string{key},
		}})
	}
	if _, err := kept.Keep(context.Background(), all); err != nil {
		w.Fatal(err)
	}
}

// lines are commands whose answers have every kind of button.
var lines = []struct{ name, args, want string }{
	{"country", "", "Which part of the world"}, {"subscribe", "06:30", "Where are you"},
	{"schedule", "", "no daily prayer point"},
	{"subscribe", "07:00 Lagos", "07:00"}, {"subscribe", "news 07:00 Lagos", "the news at 07:00"},
	{"country", "burundi", "Bujumbura"}, {"country", "middle east", "Choose a country"}, {"country", "world watch list", "Afghanistan"},
	{"pray", "", "Prayer point for"}, {"pray", "angola", "Angola"}, {"pray", "nigeria tomorrow", "Nigeria"}, {"pray", "congo", "Which country"},
	{"card", "", "Prayer point for"}, {"card", "nigeria", "Nigeria"},
	{"news", "", "What happened 0"}, {"news", "nigeria", "What happened 0"}, {"news", "middle east", "News: Middle East"}, {"news", "tuvalu", "no news"},
	{"schedule", "", "Your daily prayer points"}, {"unsubscribe", "", "Which one"}, {"status", "", "Deliveries in this chat"},
	{"settings", "", "Settings of this chat"}, {"settings", "russia", "more than one time zone"}, {"help", "", "What I can do"}, {"start", "", "Welcome"},
	{"forget", "", "Yes, forget everything"}, {"privacy", "", "What"}, {"community", "", "ommunit"}, {"moderators", "", "oderat"},
}

// askEverywhere makes moderators ask for everything, in the open.
func (w strangers) askEverywhere() {
	w.Helper()
	for _, line := range lines {
		text := strings.TrimSpace("/" + line.name + " " + line.args)
		w.says(ada, group, text, "", group)
		before := len(w.telegram.Messages(wide))
		w.clock.Advance(200 * time.Millisecond)
		w.telegram.Post(wide, text)
		w.newMessage(wide, before, "")
		w.asksThere(line.name, line.args)
	}
	w.telegram.SayIn(group, topic, ada, "/subscribe 07:00 Lagos")
	w.await("the answer in the topic", func() bool { return w.shown(group, "You will receive a prayer point at 07:00") == 2 })
}

// asksThere uses a command whose one line is parted into its options.
func (w strangers) asksThere(name, args string) {
	w.Helper()
	options := map[string]map[string]string{
		"06:30": {"time": "06:30"}, "07:00 Lagos": {"time": "07:00", "place": "Lagos"},
		"news 07:00 Lagos": {"time": "07:00", "place": "Lagos", "what": "news"}, "nigeria tomorrow": {"country": "nigeria", "date": "tomorrow"},
	}[args]
	if options == nil && args != "" {
		first := map[string]string{"country": "name", "pray": "country", "card": "country", "news": "place", "settings": "value"}[name]
		options = map[string]string{first: args}
	}
	i, err := w.discord.Command(admin, channel, name, options)
	if err != nil {
		w.Fatal(err)
	}
	w.await("the answer to /"+name, func() bool { return w.discord.Answer(i) != nil })
}

// deliverEverywhere brings points, news, an announcement and an alert.
func (w strangers) deliverEverywhere() {
	w.Helper()
	w.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	answered := w.brought(wide) // whose commands were removed
	w.awaitTicking("points and news", func() bool {
		return w.onDiscord(channel, "") == 2 && w.brought(group) == 3 && w.brought(wide) == answered+2
	})
	w.uses(admin, channel, "announce", map[string]string{"urgent": "burundi", "text": "Bells ring."}, "Preview")
	w.press(admin, channel, "Send to 1 chat", "It is on its way")
	w.says(ada, group, "/announce urgent angola Bells ring.", "", ada)
	w.taps(ada, ada, "Send to 2 chats", "It is on its way")
	w.awaitTicking("the alerts", func() bool { return w.onDiscord(channel, "") == 3 && w.brought(group) == 5 })
}

// brought counts the messages of a chat that answer nothing.
func (w strangers) brought(chat int64) int {
	n := 0
	for _, m := range w.telegram.Messages(chat) {
		if m.ReplyTo == 0 {
			n++
		}
	}
	return n
}

// read is all that people read in a channel of Discord.
func (w strangers) read() string {
	var b strings.Builder
	for _, m := range w.discord.Messages(channel) {
		if m.Flags&(1<<6) == 0 {
			fmt.Fprintln(&b, m.ID, m.Edited, m.Title, m.Text, m.Buttons)
		}
	}
	return b.String()
}

func (w strangers) pressOnDiscord(person string) {
	w.Helper()
	before, n := w.read(), 0
	for _, m := range w.discord.Messages(channel) {
		for _, row := range m.Buttons {
			for _, b := range row {
				if m.Flags&(1<<6) != 0 || b.ID == "" {
					continue
				}
				n++
				w.pressOneOnDiscord(person, m, b)
			}
		}
	}
	if after := w.read(); after != before {
		w.Errorf("what the channel reads after %s has pressed everything: %s", person, differs(before, after))
	}
	if n < 60 {
		w.Errorf("only %d buttons were pressed", n)
	}
}

func (w strangers) pressOneOnDiscord(person string, m discordtest.Message, b discordtest.Button) {
	w.Helper()
	i, err := w.discord.Take(person, m, b)
	if err != nil {
		w.Fatal(err)
	}
	w.await("an answer to "+b.Label, func() bool { return w.discord.Answer(i) != nil || w.discord.Opened(i) != nil })
	if a := w.discord.Answer(i); a != nil && a.Flags&(1<<6) == 0 {
		w.Errorf("%q (%s) of %q is answered to all: %s", b.Label, b.ID, m.Title, a.Title)
	}
}

// shows is all that people read in a chat of Telegram.
func (w strangers) shows(chat int64) string {
	var b strings.Builder
	for _, m := range w.telegram.Messages(chat) {
		fmt.Fprintln(&b, m.ID, m.Edited, m.Text, m.Buttons)
	}
	return b.String()
}

func (w strangers) pressOnTelegram(chat, person int64) {
	w.Helper()
	before, n := w.shows(chat), 0
	for _, m := range w.telegram.Messages(chat) {
		for _, row := range m.Buttons {
			for _, b := range row {
				if b.Data == "" {
					continue
				}
				n++
				w.pressOneOnTelegram(person, m, b)
			}
		}
	}
	if after := w.shows(chat); after != before {
		w.Errorf("what the chat reads after %d has pressed everything: %s", person, differs(before, after))
	}
	if n < 100 {
		w.Errorf("only %d buttons were pressed", n)
	}
}

// pressOneOnTelegram presses a button; where that opens the bot, the address is
// followed, and what comes in private is about what the button says.
func (w strangers) pressOneOnTelegram(person int64, m telegramtest.Message, b telegramtest.Button) {
	w.Helper()
	w.await("the answers before", func() bool { return w.telegram.Unanswered() == 0 })
	opened, toasts, seen := len(w.telegram.Opened()), len(w.telegram.Toasts()), w.telegram.Ephemerals(m.Chat, person)
	w.clock.Advance(200 * time.Millisecond) // a message to one person counts too
	w.telegram.PressOf(person, m, b.Data)
	w.await("an answer to "+b.Label, func() bool { return len(w.telegram.Toasts()) > toasts })
	address := ""
	if all := w.telegram.Opened(); len(all) > opened {
		address = all[opened]
	}
	switch toast := w.telegram.Toasts()[toasts]; {
	case b.Label == prayed && !strings.Contains(toast, "Thank you for praying"):
		w.Errorf("%q is answered %q", b.Label, toast)
	case len(w.telegram.Ephemerals(m.Chat, person)) > len(seen):
		shown := w.telegram.Ephemerals(m.Chat, person)
		w.leadsThere(b.Label, b.Data, shown[len(shown)-1].Text)
	case address == "" && toast == "":
		w.Errorf("%q (%s) is answered by nothing", b.Label, b.Data)
	case address != "":
		w.follow1(person, b.Label, address)
	}
}

// follow1 follows an address and looks whether it leads where a label says.
func (w strangers) follow1(person int64, label, address string) {
	w.Helper()
	before := len(w.telegram.Messages(person))
	w.clock.Advance(200 * time.Millisecond)
	if err := w.telegram.Follow(person, address); err != nil {
		w.Error(err)
		return
	}
	w.leadsThere(label, address, w.newMessage(person, before, "").Text)
}

// leadsThere looks whether what came is about what a label says.
func (w strangers) leadsThere(label, address, text string) {
	w.Helper()
	first, _, _ := strings.Cut(text, "\n")
	for _, c := range w.library.Countries {
		if strings.HasSuffix(label, " "+c.Name) && strings.HasPrefix(label, "\U0001F1E6") && !strings.Contains(first, c.Name) {
			w.Errorf("%q (%s) leads to %q", label, address, first)
		}
	}
	if strings.Contains(text, "Welcome") || strings.Contains(text, "no longer there") || strings.Contains(text, "I know no") {
		w.Errorf("%q (%s) leads to %q", label, address, text)
	}
}

// sharing begins the address at which Telegram passes something on.
const sharing = "https://t.me/share/url?"

// linksOf looks whether a channel has links alone, but for what only counts, and
// follows each.
func (w strangers) linksOf(chat int64) {
	w.Helper()
	before := w.shows(chat)
	seen := map[string]bool{}
	for _, m := range w.telegram.Messages(chat) {
		for _, row := range m.Buttons {
			for _, b := range row {
				switch {
				case b.Label == prayed && b.Data != "":
					w.pressOneOnTelegram(bola, m, b)
				case b.Data != "" || b.URL == "":
					w.Errorf("%q of a channel is no link: %q", b.Label, b.Data)
				case strings.HasPrefix(b.URL, sharing): // opens the platform's own list of chats
				case strings.Contains(b.URL, "t.me/") && !seen[b.URL]:
					seen[b.URL] = true
					w.follow1(bola, b.Label, b.URL)
				}
			}
		}
	}
	if len(seen) < 30 {
		w.Errorf("only %d links were followed", len(seen))
	}
	if after := w.shows(chat); after != before {
		w.Errorf("what the channel reads: %s", differs(before, after))
	}
	if strings.Contains(before, "/forget yes") || strings.Contains(before, "/schedule pause 1") {
		w.Error("a channel reads what only its moderators have a use for")
	}
}

// differs shows what has changed, line by line.
func differs(before, after string) string {
	return cmp.Diff(strings.Split(before, "\n"), strings.Split(after, "\n"))
}

// pressOld presses buttons as they were written before, under messages that lie
// in the chats already.
func (w strangers) pressOld(person int64) {
	w.Helper()
	for _, chat := range []int64{group, wide} {
		before := w.shows(chat)
		for _, data := range []string{"1 country AO", "1 country west-africa", "1 country", "1 news AO", "1 pray SA 1", "1 schedule", "1 place - west-africa", "1 forget yes", "1 subscribe 07:00", "0 old"} {
			m := w.telegram.Messages(chat)[0]
			w.pressOneOnTelegram(person, m, telegramtest.Button{Label: data, Data: data})
		}
		if after := w.shows(chat); after != before {
			w.Errorf("what the chat reads: %s", differs(before, after))
		}
	}
}

// TestOnesOwnAnswerChangesInItsPlace is what is left to whoever has asked.
func TestOnesOwnAnswerChangesInItsPlace(t *testing.T) { onBothStores(t, ownAnswers) }

func ownAnswers(t *testing.T, open func() store.Store) {
	w := strangers{newParish(t, open)}
	w.start()
	w.says(bola, group, "/country", "Which part of the world", group)
	w.asksThere("country", "")
	onTelegram, onDiscord := len(w.telegram.Messages(group)), len(w.discord.Messages(channel))
	for _, step := range []struct{ label, want string }{
		{"East Africa", "Choose a country"}, {"🇧🇮 Burundi", "Bujumbura"}, {"Pray", "Prayer point for"},
		{"Country report", "Bujumbura"}, {"News", "Burundi"},
	} {
		w.taps(bola, group, step.label, step.want)
		w.press(admin, channel, step.label, step.want)
	}
	if n, m := len(w.telegram.Messages(group)), len(w.discord.Messages(channel)); n != onTelegram || m != onDiscord {
		t.Errorf("there are %d and %d messages, want %d and %d", n, m, onTelegram, onDiscord)
	}

	// An administrator who asked without a name: any administrator may go on.
	w.telegram.SayAnonymously(group, "/country")
	w.await("the answer", func() bool { return w.shown(group, "Which part of the world") == 1 })
	w.taps(ada, group, "East Africa", "Choose a country")
	before := w.shows(group)
	m := w.telegram.Messages(group)[1]
	w.pressOneOnTelegram(bola, m, m.Buttons[0][0])
	if after := w.shows(group); after != before {
		t.Errorf("what the group reads: %s", differs(before, after))
	}
}
