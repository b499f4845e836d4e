package commands_test

import (
	"bytes"
	"image"
	"image/png"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/load"
)

const illustratedPost = `---
country: NG
date: 2026-11-23
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
until: 2026-12-01
points:
  - id: ng-door
    title: A door
    text: >-
      In spring the people of this church painted the door that had been burned, and they met behind it
      again for the first time. Ask that the door stays whole, and that those who come through it find
      rest, courage and friends who do not leave them alone.
    scripture: [Romans 8:28]
---
The door was burned. It is painted again.
`

// illustrated lets the talk's content have a post with a picture.
func (k *talk) illustrated(t *testing.T) {
	t.Helper()
	k.posts(t, illustratedPost, drawnDoor(t)...)
}

// drawnDoor is the picture that the post names.
func drawnDoor(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// posts lets the talk's content have one more post, with the picture that it names.
func (k *talk) posts(t *testing.T, post string, picture ...byte) {
	t.Helper()
	folder := fstest.MapFS{"posts/a-door.md": &fstest.MapFile{Data: []byte(post)}}
	if len(picture) > 0 {
		folder["posts/door.png"] = &fstest.MapFile{Data: picture}
	}
	library, err := load.Library(content.Builtin(), folder)
	if err != nil {
		t.Fatal(err)
	}
	k.world.library = func() *content.Library { return library }
}

func TestAPictureComesWithItsPostAndItsPoint(t *testing.T) {
	k := newTalk(t)
	k.illustrated(t)
	k.say("/subscribe 07:00 Lagos for Nigeria")
	chat := k.chat(t)
	slot, _ := chat.Subscriptions[0].Next(k.req.Now)
	daily, err := k.core.Daily(t.Context(), chat, chat.Subscriptions[0], slot, slot.Due)
	if err != nil {
		t.Fatal(err)
	}
	var discreet record.Chat
	discreet.Choose(record.SettingDiscreet, record.On)
	for what, r := range map[string]reply.Reply{
		"/pray": k.say("/pray nigeria"), "the story": k.say("/news read a-door"), "the delivery": daily,
	} {
		p := r.Picture
		if p == nil {
			t.Errorf("%s has no picture:\n%s", what, plain(r))
			continue
		}
		if data, err := p.Bytes(); err != nil || len(data) == 0 || p.Check() != nil {
			t.Errorf("%s: %d bytes, %v, %v", what, len(data), err, p.Check())
		}
		if words := strings.Join(p.Texts(true), "|"); words != "A church door with a new coat of paint|The door in spring.|Picture: Our Mission" {
			t.Errorf("%s says %q", what, words)
		}
		if hidden := k.core.Delivered(r, discreet, k.req.Now); hidden.Picture != nil || hidden.Discreet == "" {
			t.Errorf("%s in a discreet chat has its picture", what)
		}
	}
	if said := plain(k.say("/news nigeria")); !strings.Contains(said, "The door is painted again. The door in spring. Picture: Our Mission") {
		t.Errorf("the news say\n%s", said)
	}
	k.choose(record.SettingDiscreet, record.On)
	for _, line := range []string{"/pray nigeria", "/news read a-door"} {
		if r := k.say(line); r.Picture != nil || r.Discreet == "" {
			t.Errorf("%s in a discreet chat has the picture %v", line, r.Picture)
		}
	}
}

// TestAStoryShowsItsPublishersPageWherePicturesAreWanted: the picture of a page is a
// picture, which shows in notifications and on a telephone that was taken.
func TestAStoryShowsItsPublishersPageWherePicturesAreWanted(t *testing.T) {
	const page = "https://news.example.org/door"
	for what, c := range map[string]struct {
		post    string
		choose  map[record.Setting]string
		preview string
	}{
		"by itself":           {storyWithoutPicture, nil, ""},
		"with pictures":       {storyWithoutPicture, map[record.Setting]string{record.SettingPicture: record.On}, page},
		"in a discreet chat":  {storyWithoutPicture, map[record.Setting]string{record.SettingPicture: record.On, record.SettingDiscreet: record.On}, ""},
		"with one of its own": {storyWithPicture, map[record.Setting]string{record.SettingPicture: record.On}, ""},
	} {
		k := newTalk(t)
		k.posts(t, c.post, drawnDoor(t)...)
		for name, value := range c.choose {
			k.choose(name, value)
		}
		if r := k.say("/news read a-door"); r.Preview != c.preview {
			t.Errorf("%s: the page shown is %q, wanted %q:\n%s", what, r.Preview, c.preview, plain(r))
		}
	}
}

var (
	storyWithPicture    = strings.Replace(illustratedPost, "publisher: Somebody\n", "publisher: Somebody\nlink: https://news.example.org/door\n", 1)
	storyWithoutPicture = regexp.MustCompile(`(?m)^(image|alt|caption|credit): .*\n`).ReplaceAllString(storyWithPicture, "")
)
