package bot_test

import (
	"context"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/cardcache"
	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/content/card"
)

// Pictures of the bot in use on Discord, each of real replies. What each shows is looked at
// here; where DRAW names a folder, they are written there, as pages and, where Chromium is
// there, as PNG (make pictures).
func TestPicturesOfTheBotInUse(t *testing.T) {
	folder := t.TempDir()
	s := onDiscordScene(t, func() store.Store {
		kept, err := boltstore.Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}, func(w *town) {
		w.cards = cardcache.New(cardcache.Config{Clock: clock.System{}, Log: slog.New(slog.DiscardHandler), Painter: func() (cardcache.Painter, error) { return card.New() }})
	})
	s.discord.Role(guild, "701", true)
	s.used(admin, "setup", nil)
	s.drawn("setup", "When shall I bring it?", "07:00")
	for _, label := range []string{"07:00", "Africa", "West Africa", "🇳🇬 Nigeria", "The whole world"} {
		s.pressed(admin, label)
	}
	s.drawn("check", "Is this right?", "Ping a role")
	s.pressed(admin, "Ping a role")
	s.drawn("role", "In a discreet chat nobody is pinged.", "Choose a role")
	s.picked(admin, "Choose a role", "701")
	s.pressed(admin, "Yes, begin")
	s.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	s.await("the prayer point", func() bool { return s.onDiscord(channel, "Prayer point for") == 1 })
	s.used(member, "country", map[string]string{"name": "nigeria"})
	s.drawn("report", "Population", "News")
	s.used(member, "settings", nil)
	s.drawn("settings", "Settings", "Ping")
	s.card()
	s.drawn("card", "", "")
	for _, m := range s.discord.Messages(channel) {
		if m.Answers == "" {
			if m.PingedRole() != "701" || m.Laid {
				t.Errorf("the point is %+v", m)
			}
			s.draw("point", m)
		}
	}
}

// card asks for a card until it comes with its picture: an answer waits for what is drawn
// for some seconds alone, which a busy machine takes longer for at first.
func (s *scene) card() {
	s.Helper()
	for range 5 {
		s.used(member, "card", map[string]string{"country": "nigeria"})
		if s.holdsWithin(10*time.Second, func() bool { return s.last().Picture != nil }) {
			return
		}
	}
	s.Fatal("the picture did not come")
}

// picked makes somebody pick a role.
func (s *scene) picked(person, label, role string) {
	s.Helper()
	var i *discordtest.Interaction
	act := func() (err error) { i, err = s.discord.PickRole(person, channel, label, role); return err }
	s.does(names[person]+" picks a role", act, func() bool { return s.discord.Answer(i) != nil })
}

// last is the newest message of the channel.
func (s *scene) last() discordtest.Message {
	all := s.discord.Messages(channel)
	return all[len(all)-1]
}

// drawn draws the newest message, which is one of components alone with a text and a
// button; "" is any.
func (s *scene) drawn(name, text, label string) {
	s.Helper()
	m := s.last()
	page := discordtest.Draw(m)
	if !m.Laid || !strings.Contains(m.Title+m.Text, text) || !strings.Contains(page, label) {
		s.Errorf("%s: it shows %+v", name, m)
	}
	for _, mark := range []string{"**", "-# ", "](", "\\"} {
		if strings.Contains(page, mark) {
			s.Errorf("%s: the mark %q is left in the picture", name, mark)
		}
	}
	s.draw(name, m)
}

// draw writes a picture of messages, where one is wanted.
func (s *scene) draw(name string, messages ...discordtest.Message) {
	s.Helper()
	s.drawPage(name, discordtest.Draw(messages...))
}

// drawForm writes a picture of a form, where one is wanted.
func (s *scene) drawForm(name string, form *discordtest.Form) {
	s.Helper()
	s.drawPage(name, discordtest.DrawForm(form))
}

// drawPage writes a picture of a page, where one is wanted.
func (s *scene) drawPage(name, drawn string) {
	s.Helper()
	folder := os.Getenv("DRAW")
	if folder == "" {
		return
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		s.Fatal(err)
	}
	page := filepath.Join(s.TempDir(), name+".html")
	if err := os.WriteFile(page, []byte(drawn), 0o644); err != nil {
		s.Fatal(err)
	}
	height := "1000"
	if m := heightOf.FindStringSubmatch(s.chromium("--dump-dom", "file://"+page)); m != nil {
		height = m[1]
	}
	s.chromium("--window-size=640,"+height, "--screenshot="+filepath.Join(folder, "discord-"+name+".png"), "file://"+page)
}

// heightOf is how high a page says that it is.
var heightOf = regexp.MustCompile(`data-height="(\d+)"`)

// chromium is what Chromium says when it is run.
func (s *scene) chromium(args ...string) string {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), time.Minute)
	defer cancel()
	run := exec.CommandContext(ctx, "chromium", append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=640,1000"}, args...)...)
	out, err := run.Output()
	if err != nil {
		s.Errorf("Chromium: %v\n%s", err, out)
	}
	return string(out)
}
