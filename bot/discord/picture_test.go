package discord

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

// drawn is a small PNG.
func drawn(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 90, 60))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// illustrated is a delivery of so many sentences, with a picture.
func illustrated(t *testing.T, sentences int) delivery.Message {
	t.Helper()
	p, err := reply.NewPicture(drawn(t), "A church door", "The door in spring.", "Picture: Somebody")
	if err != nil {
		t.Fatal(err)
	}
	m := point()
	m.Reply = commandstest.Said(strings.TrimSpace(strings.Repeat("Pray for those who wait. ", sentences)))
	m.Reply.Title, m.Reply.Picture, m.Reply.Buttons = "The door", p, [][]reply.Button{{{Label: "I prayed", Do: "prayed x"}}}
	return m
}

func (b *bench) deliver(m delivery.Message) []string {
	b.t.Helper()
	ids, err := b.Send(b.t.Context(), m)
	if err != nil {
		b.t.Fatal(err)
	}
	return ids
}

const (
	drawnWords = "-# The door in spring.\n-# Picture: Somebody"
	plainWords = "-# A church door\n" + drawnWords
)

// shows checks that a message shows the picture, or tells of it in words.
func (b *bench) shows(what string, m discordtest.Message, picture bool) {
	b.t.Helper()
	switch {
	case picture && (!bytes.Equal(m.Picture, drawn(b.t)) || m.Alt != "A church door" || m.Embed.Image == nil || !strings.HasSuffix(m.Text, "\n\n"+drawnWords)):
		b.t.Errorf("%s: the picture is %d bytes, %q, %v: %q", what, len(m.Picture), m.Alt, m.Embed.Image, m.Text)
	case !picture && (m.Picture != nil || m.Embed.Image != nil || !strings.HasSuffix(m.Text, "\n\n"+plainWords)):
		b.t.Errorf("%s: it is not told in words: %d bytes, %q", what, len(m.Picture), m.Text)
	}
}

func TestAPictureGoesBesideItsMessage(t *testing.T) {
	b := newBench(t)
	b.deliver(illustrated(t, 3))
	b.shows("one message", b.srv.Messages(channel)[0], true)
	long := illustrated(t, 300)
	long.Nonce = "another"
	b.deliver(long)
	all := b.srv.Messages(channel)
	if len(all) != 3 || all[1].Picture != nil || all[1].Embed.Image != nil {
		t.Fatalf("there are %d messages", len(all))
	}
	b.shows("the last of two", all[2], true)
	linked := illustrated(t, 3)
	linked.Nonce, linked.Reply.Picture.Data, linked.Reply.Picture.Link = "linked", nil, "https://example.org/door.jpg"
	b.deliver(linked)
	if m := b.srv.Messages(channel)[3]; m.Embed.Image == nil || m.Embed.Image.URL != "https://example.org/door.jpg" || !strings.HasSuffix(m.Text, plainWords) {
		t.Errorf("what Discord fetches is %+v", m)
	}
}

// TestACardIsToldWhereThereIsAPlaceForIt sends a picture that shows nothing but what
// the text says.
func TestACardIsToldWhereThereIsAPlaceForIt(t *testing.T) {
	b := newBench(t)
	m := illustrated(t, 3)
	m.Reply.Picture.Decorative, m.Reply.Picture.Caption, m.Reply.Picture.Credit = true, "", ""
	b.deliver(m)
	sent := b.srv.Messages(channel)[0]
	if sent.Picture == nil || sent.Alt != m.Reply.Picture.Alt || sent.Embed.Image == nil || !strings.HasSuffix(sent.Text, "those who wait.") {
		t.Errorf("it is %d bytes, %q: %q", len(sent.Picture), sent.Alt, sent.Text)
	}
}

func TestWhereAPictureIsRefusedTheTextComesAtOnce(t *testing.T) {
	for name, prepare := range map[string]func(*bench){
		"400": func(b *bench) { b.srv.Fail(discordtest.Fault{Path: "/messages", Status: 400, Code: 50035}) },
		"403": func(b *bench) { b.srv.ForbidFiles(channel) },
		"413": func(b *bench) { b.srv.Fail(discordtest.Fault{Path: "/messages", Status: 413, Body: "<html>"}) },
	} {
		b := newBench(t)
		prepare(b)
		m := illustrated(t, 3)
		b.deliver(m)
		all := b.srv.Messages(channel)
		if len(all) != 1 || all[0].Nonce != m.Nonce+"0" {
			t.Fatalf("%s: there is %+v", name, all)
		}
		b.shows(name, all[0], false)
		m.Nonce = "another"
		b.deliver(m)
		if n := b.srv.Calls("/channels/" + channel + "/messages"); n != 3 {
			t.Errorf("%s: there were %d requests for two messages", name, n)
		}
	}
}

// broken is a file that is gone.
type broken struct{}

func (broken) Bytes() ([]byte, error) { return nil, errors.New("it is gone") }

func TestAPictureThatCannotBeReadHoldsNothingUp(t *testing.T) {
	b := newBench(t)
	m := illustrated(t, 3)
	m.Reply.Picture.Data, m.Reply.Picture.File = nil, broken{}
	b.deliver(m)
	b.shows("it", b.srv.Messages(channel)[0], false)
}

func TestAFailureOfAPictureIsSortedAsThatOfAText(t *testing.T) {
	b := newBench(t)
	m := illustrated(t, 3)
	b.srv.Fail(discordtest.Fault{Path: "/messages", Status: 429, RetryAfter: 3})
	var wait *delivery.RetryAfterError
	if _, err := b.Send(t.Context(), m); !errors.As(err, &wait) || wait.For != 3*time.Second {
		t.Errorf("429 is %v", err)
	}
	b = newBench(t)
	b.srv.Forbid(channel)
	var gone *delivery.GoneError
	if _, err := b.Send(t.Context(), m); !errors.As(err, &gone) {
		t.Errorf("a channel that is closed is %v", err)
	}
	// Where nobody can tell whether the picture has come, the repeat is a text of
	// the same nonce, which Discord drops.
	b = newBench(t)
	b.srv.Fail(discordtest.Fault{Path: "/messages", Reset: true, Accept: true})
	var inDoubt *delivery.InDoubtError
	if _, err := b.Send(t.Context(), m); !errors.As(err, &inDoubt) {
		t.Errorf("a cut is %v", err)
	}
	b.deliver(m)
	if all := b.srv.Messages(channel); len(all) != 1 {
		t.Errorf("there are %d messages", len(all))
	} else {
		b.shows("the repeat", all[0], true)
	}
}

// What was sent with its picture is found again when the channel is read back.
func TestAPictureIsFoundWhenTheChannelIsReadBack(t *testing.T) {
	b := newBench(t)
	m := illustrated(t, 3)
	first := b.deliver(m)
	b.srv.Forget()
	m.First = time.Now().Add(-nonceWindow - time.Second)
	if ids := b.deliver(m); ids[0] != first[0] || len(b.srv.Messages(channel)) != 1 {
		t.Errorf("the repeat is %v, the first was %v", ids, first)
	}
}

func TestAnEditChangesAndRemovesThePicture(t *testing.T) {
	b := newBench(t)
	m := illustrated(t, 3)
	ids := b.deliver(m)
	note := m
	note.Reply = commandstest.Said("This was taken back.")
	for range 2 {
		if err := b.Edit(t.Context(), note, ids); err != nil {
			t.Fatal(err)
		}
		if got := b.srv.Messages(channel)[0]; got.Picture != nil || got.Embed.Image != nil || got.Text != "This was taken back." {
			t.Errorf("it still shows %d bytes, %q", len(got.Picture), got.Text)
		}
	}
	if err := b.Edit(t.Context(), m, ids); err != nil {
		t.Fatal(err)
	}
	b.shows("the edit", b.srv.Messages(channel)[0], true)
	b.srv.Fail(discordtest.Fault{Method: "PATCH", Status: 403, Code: 50013})
	if err := b.Edit(t.Context(), m, ids); err != nil {
		t.Fatal(err)
	}
	b.shows("a refused edit", b.srv.Messages(channel)[0], false)
}

func TestAPictureComesToAnAnswerThatWasGiven(t *testing.T) {
	b := newBench(t)
	first := illustrated(t, 3).Reply
	first.Buttons = [][]reply.Button{{{Label: "Text", Do: "text"}}}
	text := commandstest.Said("A text.")
	text.Visibility = reply.InPlace
	long := illustrated(t, 250).Reply
	b.core.Answer("pray", first)
	b.core.Answer("1 text", text)
	b.core.Answer("subscribe", long)
	b.run()
	b.command(member, channel, "pray", nil)
	b.await("the picture", func() bool { return b.srv.Messages(channel)[0].Picture != nil })
	b.shows("an answer", b.srv.Messages(channel)[0], true)
	if m := b.press(member, "Text"); m.Picture != nil || m.Embed.Image != nil || m.Text != "A text." {
		t.Errorf("in its place is %+v", m)
	}
	b.command(member, thread, "subscribe", nil)
	b.await("two messages", func() bool { return len(b.srv.Messages(thread)) == 2 })
	b.shows("the rest of an answer", b.srv.Messages(thread)[1], true)
	b.srv.Fail(discordtest.Fault{Path: "@original", Status: 413, Body: "<html>"})
	b.core.Answer("announce", illustrated(t, 4).Reply)
	b.command(member, private, "announce", map[string]string{"text": "x"})
	b.await("the refusal", func() bool { return b.srv.Calls("/messages/@original") == 2 })
	b.shows("an answer whose picture is refused", b.srv.Messages(private)[0], false)
}

func TestADiscreetReplyNeverHasItsPicture(t *testing.T) {
	r := illustrated(t, 3).Reply
	r.Discreet = "A message for you."
	for _, m := range render(r) {
		if m.drawn != nil {
			t.Error("it has")
		}
	}
}
