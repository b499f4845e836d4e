package bot_test

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// A discreetStore is a store in which every chat is discreet.
type discreetStore struct{ store.Store }

func (s discreetStore) Chat(ctx context.Context, id record.ChatID) (record.Chat, error) {
	chat, err := s.Store.Chat(ctx, id)
	chat.Choose(record.SettingDiscreet, record.On)
	return chat, err
}

func (s discreetStore) Chats(ctx context.Context, ids []record.ChatID) ([]record.Chat, []error) {
	chats, errs := s.Store.Chats(ctx, ids)
	for i := range chats {
		chats[i].Choose(record.SettingDiscreet, record.On)
	}
	return chats, errs
}

// TestNothingShowsAtAGlanceWhereChatsAreDiscreet lets the days of other tests
// happen where every chat is discreet: whatever they bring, and whatever a later
// one brings, is looked at when they have ended.
func TestNothingShowsAtAGlanceWhereChatsAreDiscreet(t *testing.T) {
	for name, happens := range map[string]func(*testing.T, func() store.Store){
		"everything that can be asked, and every delivery": presses,
		"what is withdrawn":                          replacement,
		"too many questions":                         flood,
		"announcements, corrections and retractions": announcement,
		"what a server announces":                    deskOnDiscord,
	} {
		t.Run(name, func(t *testing.T) {
			onBothStores(t, func(t *testing.T, open func() store.Store) {
				happens(t, func() store.Store { return discreetStore{open()} })
			})
		})
	}
}

// numberOf is what stands on a button of a label: the label itself or, where the
// newest text that names it numbers its buttons, its number.
func numberOf(texts []string, label string) string {
	form := regexp.MustCompile(`(?m)^• (?:\*\*)?(\d+)(?:\*\*)? — ` + regexp.QuoteMeta(label) + `(?:\|\|)?$`)
	for _, text := range slices.Backward(texts) {
		if m := form.FindStringSubmatch(text); m != nil {
			return m[1]
		}
	}
	return label
}

// onButton is what stands on a button of a chat on Telegram.
func (w *town) onButton(chat int64, label string) string {
	var texts []string
	for _, m := range w.telegram.Messages(chat) {
		texts = append(texts, m.Text)
	}
	return numberOf(texts, label)
}

// onDiscordButton is what stands on a button of a channel.
func (w *town) onDiscordButton(where, label string) string {
	var texts []string
	for _, m := range w.discord.Messages(where) {
		texts = append(texts, m.Text)
	}
	return numberOf(texts, label)
}

// neutral are the lines that everybody may read: all there are.
var neutral = []string{"A message for you.", "That did not work.", "Thank you for praying."}

// discreetTown is a town whose chats may be discreet: nothing that names what the
// bot is for is seen uncovered there.
type discreetTown struct{ *town }

// checkCovered looks at all that was sent, shown and said over chats.
func (w discreetTown) checkCovered() {
	n := 0
	for _, m := range w.telegram.AllMessages() {
		n++
		line, cover := strings.CutPrefix(m.HTML, "\n\n<tg-spoiler>")
		if before, inner, ok := strings.Cut(m.HTML, "\n\n<tg-spoiler>"); ok {
			line, cover = before, strings.Index(inner, "</tg-spoiler>") == len(inner)-len("</tg-spoiler>")
		}
		if !slices.Contains(neutral, line) || !cover || !m.Silent || !m.Protected || m.Photo != nil {
			w.Errorf("Telegram shows (silent %t, protected %t) %s", m.Silent, m.Protected, m.HTML)
		}
		for _, row := range m.Buttons {
			for _, b := range row {
				w.checkLabel(b.Label)
				if b.URL != "" && !strings.HasPrefix(b.URL, "https://t.me/") {
					w.Errorf("a button opens %s", b.URL)
				}
			}
		}
	}
	for _, toast := range w.telegram.Toasts() {
		if toast != "" && !slices.Contains(neutral, toast) {
			w.Errorf("over a chat of Telegram stands %q", toast)
		}
	}
	n += w.checkDiscord()
	if n < 5 {
		w.Errorf("only %d messages were looked at", n)
	}
}

// covered is the form of a covered embed.
var covered = regexp.MustCompile(`(?s)^\|\|(.+)\|\|$`)

func (w discreetTown) checkDiscord() (n int) {
	for _, m := range w.discord.AllMessages() {
		n++
		if !slices.Contains(neutral, strings.TrimPrefix(m.Content, "@everyone ")) || m.Flags&(1<<12) == 0 {
			w.Errorf("Discord shows (flags %d) %q", m.Flags, m.Content)
		}
		if m.Picture != nil {
			w.Error("Discord shows a picture")
		}
		for _, e := range m.Embeds {
			if inner := covered.FindStringSubmatch(e.Description); e.Title != "" || e.Image != nil || inner == nil || strings.Contains(inner[1], "||") {
				w.Errorf("Discord shows %q, %q", e.Title, e.Description)
			}
		}
		for _, row := range m.Buttons {
			for _, b := range row {
				if w.checkLabel(b.Label); b.URL != "" {
					w.Errorf("a button opens %s", b.URL)
				}
			}
		}
	}
	return n
}

// checkLabel looks whether a button names a place or a title.
func (w discreetTown) checkLabel(label string) {
	for _, c := range w.library.Countries {
		if strings.Contains(label, c.Name) {
			w.Errorf("a button says %q", label)
		}
	}
	named := func(text string) bool { return len(text) > 0 && strings.Contains(label, text) }
	for _, r := range w.library.Regions {
		if named(r.Name) {
			w.Errorf("a button says %q", label)
		}
	}
	for _, l := range w.library.Lists {
		if named(l.Name) {
			w.Errorf("a button says %q", label)
		}
	}
	for _, p := range w.library.Posts {
		if named(p.Title) || strings.HasPrefix(label, "Read: ") {
			w.Errorf("a button says %q", label)
		}
	}
	if strings.ContainsFunc(label, func(r rune) bool { return r >= '\U0001F1E6' && r <= '\U0001F1FF' }) {
		w.Errorf("a button says %q", label)
	}
}
