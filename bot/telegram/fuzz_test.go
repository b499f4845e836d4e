package telegram

import (
	"html"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"prayerbot/bot/clock"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
)

// tags are those that the writer uses.
var tags = regexp.MustCompile(`</?(b|i|blockquote|blockquote expandable|tg-spoiler|tg-time|a)( href="[^"]*"| unix="[0-9]+")?>`)

// Whatever a reply holds, a Telegram as strict as the real one takes it, and
// nothing that others wrote is markup.
func FuzzRender(f *testing.F) {
	f.Add("Pray|for <b>them</b> & @all|</blockquote><tg-spoiler>", []byte("\x01\x01\x01\x00\x01\x0b\x09\x03\x05\x01\x02\x07\x05"))
	f.Fuzz(func(t *testing.T, text string, shape []byte) {
		for _, p := range render(commandstest.Fuzzed(text, shape)) {
			if len(p.html) > 0 && telegramtest.Reads(p.html) != nil {
				t.Errorf("%q: %v", p.html, telegramtest.Reads(p.html))
			}
			bare := tags.ReplaceAllString(p.html, "")
			if strings.ContainsAny(bare, "<>") {
				t.Errorf("foreign markup stands in %q", p.html)
			}
			if n := len([]rune(html.UnescapeString(bare))); n > maxText {
				t.Errorf("a message has %d characters", n)
			}
			if plain := plainText(p.html); len([]rune(plain)) > maxText || utf8.ValidString(p.html) && !utf8.ValidString(plain) {
				t.Errorf("the plain text %q", plain)
			}
		}
	})
}

// Whatever the data of a button or the text of a message hold, the update is
// read or refused, and what is read can be asked.
func FuzzUpdate(f *testing.F) {
	f.Add([]byte(`{"update_id":1,"message":{"message_id":5,"date":1,"from":{"id":7},"chat":{"id":7,"type":"private"},"text":"/pray"}}`))
	p, err := New(Config{Token: telegramtest.Token, Core: commandstest.New(), Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		f.Fatal(err)
	}
	p.client.username.Store("prayer_test_bot")
	d := p.poller.dispatcher
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := readUpdate(raw)
		if u.ID < 0 || u.ID > maxUpdate || err == nil && u.ID == 0 {
			t.Errorf("the update has the number %d", u.ID)
		}
		u.chatOf()
		for _, m := range []*message{u.Message, u.Post} {
			if m == nil {
				continue
			}
			if req := d.request(m, m.From); d.forUs(m, &req) && req.Chat.Platform != name {
				t.Errorf("it is asked as %+v", req)
			}
		}
	})
}
