package trials_test

import (
	"bytes"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/telegram/telegramtest"
)

// illustratedPost is a post whose point comes first for everybody.
const illustratedPost = `---
country: NG
date: 2020-01-01
kind: prayer
title: A door in spring
excerpt: The door is painted again.
publisher: Somebody
source: {publisher: Somebody, edition: "2026", link: "https://example.org"}
image: door.png
alt: A church door with a new coat of paint
caption: The door in spring.
credit: Our Mission
urgent: true
until: 2199-12-31
points:
  - id: ng-door
    title: A door
    text: >-
      In spring the people of this church painted the door that had been burned, and they met behind it
      again for the first time. Ask that the door stays whole, and that those who come find rest.
    scripture: [John 10:9]
---
The door was burned. It is painted again.
`

// illustrated is a folder of content in which every point has a picture: noise of
// so many pixels each way, which no form makes smaller.
func illustrated(t *testing.T, side int) string {
	t.Helper()
	m, noise := image.NewGray(image.Rect(0, 0, side, side)), rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = byte(noise.Uint32())
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return folderWith(t, map[string][]byte{"a-door.md": []byte(illustratedPost), "door.png": b.Bytes()})
}

// folderWith is a folder of content with posts.
func folderWith(t *testing.T, posts map[string][]byte) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "posts"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, data := range posts {
		if err := os.WriteFile(filepath.Join(folder, "posts", name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// TestAPictureComesAsOftenAsAText kills bots in the midst of deliveries that have a
// picture. A part of them is refused with it, and then comes as a text.
func TestAPictureComesAsOftenAsAText(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		store, inDoubt string
		refuse         func(*environment)
	}{
		{"redis", "drop", func(*environment) {}},
		{"file", "resend", func(w *environment) {
			for i := range 20 { // each after others have taken it, so that the bot does not doubt it for everybody
				const after = 300 * time.Millisecond
				if i < 2 { // Telegram refuses at once: three could come before the first that is taken
					w.telegram.Fail("sendPhoto", telegramtest.Fault{Chat: int64(firstPerson + 7*i), Status: 400, Lasting: true})
				}
				w.discord.Fail(discordtest.Fault{Path: "/channels/" + channel(7*i).Key + "/messages", Upload: true, Lasting: true, Status: 413, Body: page, Hang: after})
			}
		}},
	} {
		t.Run(tt.store+" "+tt.inDoubt, func(t *testing.T) {
			t.Parallel()
			w := onFile(t)
			if tt.store == "redis" {
				w.redis = server(t).URL()
			}
			w.inDoubt, w.pace, w.content = tt.inDoubt, "4", illustrated(t, 64)
			tt.refuse(w)
			outages := killAgainAndAgain(w)
			w.exactlyOnce("discord")
			if w.inDoubt == "drop" {
				w.neverTwice("telegram", outages...)
				w.recorded("telegram")
			} else {
				w.nearlyOnce("telegram", outages...)
				w.recorded("")
			}
			w.mostHaveThePicture()
		})
	}
}

// plainPost is the post without a picture of its own.
var plainPost = strings.NewReplacer("image: door.png\n", "", "alt: A church door with a new coat of paint\n", "", "caption: The door in spring.\n", "", "credit: Our Mission\n", "").Replace(illustratedPost)

// TestACardComesAsOftenAsAText kills bots in the midst of deliveries that have a
// card, which each of them draws or finds in its folder. Drawing takes a processor that
// the other trials need, so that it has its time alone.
func TestACardComesAsOftenAsAText(t *testing.T) {
	w := onFile(t)
	w.inDoubt, w.pace, w.content, w.cards = "drop", "4", folderWith(t, map[string][]byte{"a-door.md": []byte(plainPost)}), true
	outages := killAgainAndAgain(w)
	w.exactlyOnce("discord")
	w.neverTwice("telegram", outages...)
	w.recorded("telegram")
	onTelegram, onDiscord := 0, 0
	for _, m := range w.telegram.Ledger() {
		if m.Photo != nil {
			onTelegram++
		}
	}
	for _, m := range w.discord.Ledger() {
		if m.Picture != nil && strings.Contains(m.Alt, "A door") {
			onDiscord++
		}
	}
	w.Logf("of %d, %d have a card on Telegram and %d on Discord", w.people, onTelegram, onDiscord)
	if onTelegram == 0 || onDiscord == 0 {
		w.Errorf("of %d, %d have a card on Telegram and %d on Discord", w.people, onTelegram, onDiscord)
	}
}

// mostHaveThePicture checks that both platforms show the picture to those of whom
// they did not refuse it. On Telegram a policy may drop what is in doubt at a kill, the
// more the slower the machine is, so that those to whom something came count there.
func (w *environment) mostHaveThePicture() {
	w.Helper()
	onTelegram, onDiscord, came := 0, 0, map[int64]bool{}
	for _, m := range w.telegram.Ledger() {
		came[m.Chat] = true
		if m.Photo != nil {
			onTelegram++
		}
	}
	for _, m := range w.discord.Ledger() {
		if m.Picture != nil && m.Alt == "A church door with a new coat of paint" {
			onDiscord++
		}
	}
	w.Logf("of %d, %d have the picture on Telegram and %d on Discord", w.people, onTelegram, onDiscord)
	if least := w.people / 2; onTelegram < max(1, len(came)/2) || onDiscord < least {
		w.Errorf("of %d, %d have the picture on Telegram, where something came to %d, and %d on Discord", w.people, onTelegram, len(came), onDiscord)
	}
}
