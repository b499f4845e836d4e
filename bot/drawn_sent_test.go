package bot_test

import (
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/cardcache"
	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/news"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/content"
	"prayerbot/content/card"
)

// A sent is what Discord was given of what the bot sends by itself.
type sent struct {
	Kind    string                 `json:"kind"`
	Content string                 `json:"content"` // what a telephone shows
	Embeds  []discordtest.Embed    `json:"embeds"`
	Buttons [][]discordtest.Button `json:"buttons"`
	Alt     string                 `json:"alt,omitempty"` // of the picture that came with it
}

// Pictures of what the bot sends by itself on Discord: a point, the news, an announcement,
// an alert, and a point in a discreet channel. What each was sent as is kept as a golden
// file.
func TestPicturesOfWhatTheBotSends(t *testing.T) {
	var kept *boltstore.Store
	folder := t.TempDir()
	cards := cardcache.New(cardcache.Config{Clock: clock.System{}, Log: slog.New(slog.DiscardHandler), Painter: func() (cardcache.Painter, error) { return card.New() }})
	s := onDiscordScene(t, func() (_ store.Store) {
		var err error
		if kept, err = boltstore.Open(folder); err != nil {
			t.Fatal(err)
		}
		return kept
	}, func(w *town) {
		w.cards = cards
		w.discord.Member(guild, admin, 1<<17|32)
	})
	for _, design := range []card.Design{card.Emblem, card.AlertEmblem} { // a busy machine takes long for the first
		c := card.Card{Design: design, Country: "NG"}
		if design == card.Emblem {
			c.Region = "west-africa"
		}
		s.await("an emblem", func() bool { _, err := cards.File(c).Bytes(); return err == nil })
	}
	for where, settings := range map[string][]string{channel: {"picture"}, quiet: {"picture", "discreet"}} {
		for _, setting := range settings {
			s.uses(admin, where, "settings", map[string]string{"setting": setting, "value": "on"}, "")
		}
		s.uses(admin, where, "subscribe", map[string]string{"time": "07:00", "place": "Lagos", "for": "Nigeria"}, "07:00")
	}
	s.uses(admin, channel, "subscribe", map[string]string{"time": "07:00", "place": "Lagos", "what": "news", "for": "Nigeria"}, "07:00")
	headline := content.Headline{ID: "h", Title: "Pastor freed after a year", Publisher: "A paper", Language: "en", Published: s.clock.Now().Add(-2 * time.Hour), Kept: s.clock.Now().Add(-time.Hour), Link: "https://paper.example/a", Countries: []string{"NG"}}
	if _, err := kept.Keep(t.Context(), []news.Find{{Headline: headline}}); err != nil {
		t.Fatal(err)
	}
	s.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	s.awaitTicking("the point, the news and the discreet point", func() bool { return len(s.unasked(channel)) == 2 && len(s.unasked(quiet)) == 1 })
	s.announces("We meet to pray on Friday at 19:00 in the small hall.\nBring your Bible.", discordtest.Chosen{})
	s.announces("Our brothers and sisters in the north need us. Pray for Nigeria tonight.", discordtest.Chosen{"kind": {"alert"}, "ping": discordtest.Yes})
	var all []sent
	for _, m := range append(s.unasked(channel), s.unasked(quiet)...) {
		kind := s.kindOf(m)
		all = append(all, sent{kind, m.Content, m.Embeds, m.Buttons, m.Alt})
		s.draw(kind, m)
	}
	// What is due at one moment, the point and the news, comes in any order.
	slices.SortStableFunc(all[:2], func(a, b sent) int { return strings.Compare(b.Kind, a.Kind) })
	s.areSent(all)
}

// unasked are the messages of a channel that answer nothing.
func (s *scene) unasked(where string) (all []discordtest.Message) {
	for _, m := range s.discord.Messages(where) {
		if m.Answers == "" {
			all = append(all, m)
		}
	}
	return all
}

// announces makes the admin write an announcement in its form and send it.
func (s *scene) announces(text string, chosen discordtest.Chosen) {
	s.Helper()
	before := len(s.unasked(channel))
	i, err := s.discord.Command(admin, channel, "announce", nil)
	if err != nil {
		s.Fatal(err)
	}
	s.await("a form", func() bool { return s.discord.Opened(i) != nil })
	form := s.discord.Opened(i)
	s.drawForm("form", form)
	filled, err := s.discord.Fill(form, text, chosen)
	if err != nil {
		s.Fatal(err)
	}
	s.answered(filled, "It will look like this")
	s.press(admin, channel, "Send to 2 chats", "on its way")
	s.awaitTicking("the announcement", func() bool { return len(s.unasked(channel)) == before+1 })
}

// kindOf is what a message is.
func (s *scene) kindOf(m discordtest.Message) string {
	for _, kind := range []struct{ text, kind string }{
		{"A message for you", "sent-discreet"}, {"Prayer point for", "sent-point"}, {"please pray for", "sent-alert"}, {"Bring your Bible", "sent-announcement"}, {"Pastor freed", "sent-news"},
	} {
		if strings.Contains(m.Content+m.Text, kind.text) {
			return kind.kind
		}
	}
	return ""
}

// areSent compares what was sent with what is kept.
func (s *scene) areSent(all []sent) {
	s.Helper()
	got, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		s.Fatal(err)
	}
	path := filepath.Join("testdata", "sent_discord.json")
	if *update {
		if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
			s.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		s.Fatal(err)
	}
	if diff := cmp.Diff(strings.TrimSpace(string(want)), string(got)); diff != "" {
		s.Error(diff)
	}
}
