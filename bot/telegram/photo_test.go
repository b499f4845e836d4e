package telegram

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// drawing is a small PNG.
func drawing(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 90, 60))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// illustrated is a reply of so many sentences, with a picture.
func illustrated(t *testing.T, sentences int) reply.Reply {
	t.Helper()
	p, err := reply.NewPicture(drawing(t), "A church <door>", "The door in spring.", "Picture: Somebody")
	if err != nil {
		t.Fatal(err)
	}
	r := commandstest.Said(strings.TrimSpace(strings.Repeat("Pray for those who wait. ", sentences)))
	r.Title, r.Picture, r.Buttons = "The door", p, [][]reply.Button{{{Label: "I prayed", Do: "prayed x"}}}
	return r
}

func (b *bench) deliver(r reply.Reply) []string {
	b.t.Helper()
	ids, err := b.Send(b.t.Context(), delivery.Message{Chat: adaID, Reply: r})
	if err != nil {
		b.t.Fatal(err)
	}
	return ids
}

// adaID is the chat that is sent to: in groups three seconds lie between parts.
var adaID = record.ChatID{Platform: "telegram", Key: "7"}

const doorWords = "A church <door>\nThe door in spring.\nPicture: Somebody"

func TestAPictureIsShownWithAllOfItsTextWhereThatFits(t *testing.T) {
	b := newBench(t)
	b.deliver(illustrated(t, 3))
	all := b.srv.Messages(ada)
	if len(all) != 1 || all[0].Photo == nil || !bytes.Equal(all[0].Photo.Data, drawing(t)) {
		t.Fatalf("there is %+v", all)
	}
	if m := all[0]; !strings.HasPrefix(m.Text, "The door\n\nPray for") || !strings.HasSuffix(m.Text, doorWords) || len(m.Buttons) != 1 || m.Silent {
		t.Errorf("it says %q, with %v", m.Text, m.Buttons)
	}
}

func TestAPictureComesFirstWhereTheTextIsTooLong(t *testing.T) {
	b := newBench(t)
	r := illustrated(t, 60)
	if ids := b.deliver(r); len(ids) != 2 {
		t.Fatalf("it made the messages %v", ids)
	}
	all := b.srv.Messages(ada)
	if m := all[0]; m.Photo == nil || m.Text != doorWords || len(m.Buttons) != 0 || !m.Silent {
		t.Errorf("the first is %+v", m)
	}
	if m := all[1]; m.Photo != nil || !strings.HasPrefix(m.Text, "The door\n\nPray for") || strings.Contains(m.Text, "Somebody") || len(m.Buttons) != 1 || m.Silent {
		t.Errorf("the second is %+v", m)
	}
	r.Picture.Alt, r.Picture.Caption, r.Picture.Credit = strings.Repeat("\U0001F54A", reply.MaxAlt), strings.Repeat("<", reply.MaxCaption), strings.Repeat("&", reply.MaxCredit)
	b.deliver(r)
	if m := b.srv.Messages(ada)[2]; m.Photo == nil && len(m.Text) < 1000 {
		t.Errorf("the longest words are %+v", m)
	}
}

// TestACardIsNoMessageOfItsOwn sends a picture that shows nothing but what the text
// says.
func TestACardIsNoMessageOfItsOwn(t *testing.T) {
	b := newBench(t)
	short, long := illustrated(t, 3), illustrated(t, 50)
	for _, r := range []reply.Reply{short, long} {
		r.Picture.Decorative, r.Picture.Caption, r.Picture.Credit = true, "", ""
		b.deliver(r)
	}
	all := b.srv.Messages(ada)
	if len(all) != 2 || all[0].Photo == nil || all[1].Photo != nil {
		t.Fatalf("there is %+v", all)
	}
	for _, m := range all {
		if strings.Contains(m.Text, "church <door>") || !strings.HasSuffix(m.Text, "those who wait.") || len(m.Buttons) != 1 || m.Silent {
			t.Errorf("it says %q, with %v", m.Text, m.Buttons)
		}
	}
}

// What fits below a picture is counted as Telegram counts it: 1,024 are, one more
// are not.
func TestTheLimitOfACaptionIsExact(t *testing.T) {
	r := illustrated(t, 0)
	r.Blocks, r.Title, r.Picture.Caption, r.Picture.Credit, r.Picture.Alt = nil, "", "", "", "A"
	for _, n := range []int{1024, 1025} {
		r.Blocks = []reply.Block{{Text: strings.Repeat("&", n-3)}} // two breaks and the alt text
		if parts := render(r); (len(parts) == 1) != (n == 1024) {
			t.Errorf("%d units are %d parts", n, len(parts))
		}
	}
}

func TestWhereAPictureIsRefusedTheTextComesAtOnce(t *testing.T) {
	for name, prepare := range map[string]func(*bench){
		"400": func(b *bench) { b.srv.Fail("sendPhoto", telegramtest.Fault{Status: 400}) },
		"413": func(b *bench) {
			b.srv.Fail("sendPhoto", telegramtest.Fault{Status: 413, Body: "<html>too large</html>"})
		},
		"no rights": func(b *bench) { b.srv.ForbidPhotos(ada) },
	} {
		for _, sentences := range []int{3, 60} {
			if sentences > 3 && name != "400" {
				continue // a second lies between two messages
			}
			b := newBench(t)
			prepare(b)
			r := illustrated(t, sentences)
			want := len(render(r))
			if ids := b.deliver(r); len(ids) != want {
				t.Errorf("%s: there are %d messages, want %d", name, len(ids), want)
			}
			all, said := b.srv.Messages(ada), ""
			for _, m := range all {
				if said += m.Text; m.Photo != nil {
					t.Errorf("%s: the picture is shown", name)
				}
			}
			if !strings.Contains(said, doorWords) || !strings.Contains(said, "Pray for") {
				t.Errorf("%s: it says %q", name, said)
			}
			b.deliver(r)
			if n := b.srv.Calls("sendPhoto"); n != 1 {
				t.Errorf("%s: the picture was tried %d times", name, n)
			}
		}
	}
}

func TestAPictureThatCannotBeReadHoldsNothingUp(t *testing.T) {
	b := newBench(t)
	r := illustrated(t, 3)
	r.Picture.Data, r.Picture.File = nil, broken{}
	b.deliver(r)
	if m := b.srv.Messages(ada)[0]; m.Photo != nil || !strings.Contains(m.Text, doorWords) || b.srv.Calls("sendPhoto") != 0 {
		t.Errorf("it is %+v", m)
	}
}

// broken is a file that is gone.
type broken struct{}

func (broken) Bytes() ([]byte, error) { return nil, errors.New("it is gone") }

func TestAPictureIsUploadedOnce(t *testing.T) {
	b := newBench(t)
	r := illustrated(t, 3)
	b.deliver(r)
	b.deliver(r)
	all := b.srv.Messages(ada)
	if len(all) != 2 || all[0].Photo != all[1].Photo {
		t.Fatalf("there are %+v", all)
	}
	r.Picture = &reply.Picture{Link: "https://example.org/door.jpg", Alt: "A door"}
	b.deliver(r)
	if m := b.srv.Messages(ada)[2]; m.Photo == nil || m.Photo.Link != r.Picture.Link {
		t.Errorf("what Telegram fetches is %+v", m.Photo)
	}
}

// A failure that says nothing of the picture is for the courier, as that of a
// text; and where nobody can tell, the next try is a text.
func TestAFailureOfAPictureIsSortedAsThatOfAText(t *testing.T) {
	send := func(b *bench) error {
		_, err := b.Send(b.t.Context(), delivery.Message{Chat: adaID, Reply: illustrated(b.t, 3)})
		return err
	}
	var wait *delivery.RetryAfterError
	b := newBench(t)
	b.srv.Fail("sendPhoto", telegramtest.Fault{Status: 429, RetryAfter: 3})
	if err := send(b); !errors.As(err, &wait) || wait.For != 3*time.Second {
		t.Errorf("429 is %v", err)
	}
	var gone *delivery.GoneError
	b = newBench(t)
	b.srv.BlockSilently(ada)
	if err := send(b); !errors.As(err, &gone) {
		t.Errorf("a block is %v", err)
	}
	var moved *delivery.MovedError
	b = newBench(t)
	b.srv.Migrate(ada, -2002, false)
	if err := send(b); !errors.As(err, &moved) {
		t.Errorf("a move is %v", err)
	}
	var inDoubt *delivery.InDoubtError
	b = newBench(t)
	r := illustrated(t, 3)
	b.srv.Fail("sendPhoto", telegramtest.Fault{Reset: true, Accept: true})
	if _, err := b.Send(t.Context(), delivery.Message{Chat: adaID, Reply: r}); !errors.As(err, &inDoubt) {
		t.Errorf("a cut is %v", err)
	}
	b.deliver(r)
	if n := b.srv.Calls("sendPhoto"); n != 1 {
		t.Errorf("the picture was tried %d times", n)
	}
}

func TestADiscreetReplyNeverHasItsPicture(t *testing.T) {
	r := illustrated(t, 3)
	r.Discreet = "A message for you."
	for _, p := range render(r) {
		if p.photo != nil {
			t.Error("it has")
		}
	}
}

func TestAPictureIsTakenBack(t *testing.T) {
	note := commandstest.Said("This was taken back.")
	for _, sentences := range []int{3, 60} {
		b := newBench(t)
		ids := b.deliver(illustrated(t, sentences))
		if err := b.Edit(t.Context(), delivery.Message{Chat: adaID, Reply: note}, ids); err != nil {
			t.Fatal(err)
		}
		all := b.srv.Messages(ada)
		if len(all) != 1 || all[0].Text != "This was taken back." || all[0].Photo == nil || bytes.Equal(all[0].Photo.Data, drawing(t)) || len(all[0].Buttons) != 0 {
			t.Errorf("there is %+v", all)
		}
		if err := b.Edit(t.Context(), delivery.Message{Chat: adaID, Reply: note}, ids[:1]); err != nil {
			t.Errorf("a repeat is %v", err)
		}
	}
	// Where Telegram does not take another picture, the text is gone and the rest
	// is said.
	b := newBench(t)
	ids := b.deliver(illustrated(t, 3))
	b.srv.Fail("editMessageMedia", telegramtest.Fault{Status: 400})
	var refused *delivery.RefusedError
	if err := b.Edit(t.Context(), delivery.Message{Chat: adaID, Reply: note}, ids); !errors.As(err, &refused) {
		t.Errorf("it is %v", err)
	}
	if m := b.srv.Messages(ada)[0]; m.Text != "This was taken back." {
		t.Errorf("it still says %q", m.Text)
	}
	var missing *delivery.MissingError
	b.srv.Remove(ada)
	if err := b.Edit(t.Context(), delivery.Message{Chat: adaID, Reply: illustrated(t, 3)}, ids); !errors.As(err, &missing) {
		t.Errorf("a message that is gone is %v", err)
	}
}

func TestATextCanBecomeAPictureAndAPictureAnother(t *testing.T) {
	b := newBench(t)
	ids := b.deliver(commandstest.Said("A text."))
	r := illustrated(t, 3)
	for range 2 {
		if err := b.Edit(t.Context(), delivery.Message{Chat: adaID, Reply: r}, ids); err != nil {
			t.Fatal(err)
		}
		if m := b.srv.Messages(ada)[0]; m.Photo == nil || !strings.HasSuffix(m.Text, doorWords) || len(m.Buttons) != 1 {
			t.Errorf("it is %+v", m)
		}
		r.Picture = &reply.Picture{Link: "https://example.org/another.jpg", Alt: r.Picture.Alt, Caption: r.Picture.Caption, Credit: r.Picture.Credit}
	}
}

func TestAnAnswerWithAPictureGivesWay(t *testing.T) {
	for _, chat := range []int64{ada, group} {
		b := newBench(t)
		first, text := illustrated(t, 3), commandstest.Said("A text.")
		first.Buttons = [][]reply.Button{{{Label: "Text", Do: "text"}, {Label: "Long", Do: "long"}}}
		text.Visibility, text.Buttons = reply.InPlace, [][]reply.Button{{{Label: "Picture", Do: "picture"}}}
		again := illustrated(t, 4)
		again.Visibility = reply.InPlace
		long := illustrated(t, 60)
		long.Visibility = reply.InPlace
		b.core.Answer("menu", first)
		b.core.Answer("1 text", text)
		b.core.Answer("1 picture", again)
		b.core.Answer("1 long", long)
		b.run()
		b.srv.Say(chat, ada, "/menu")
		b.awaitText(chat, "Picture: Somebody")
		b.pressIn(chat, "Text")
		b.await("the press answered", func() bool { return b.srv.Unanswered() == 0 })
		m := b.awaitText(chat, "A text.")
		if m.Photo != nil || chat == group && (len(b.srv.Messages(chat)) != 1 || m.ReplyTo == 0) {
			t.Errorf("a picture gave way to %+v of %d messages", m, len(b.srv.Messages(chat)))
		}
		b.pressIn(chat, "Picture")
		m = b.awaitText(chat, "Picture: Somebody")
		if m.Photo == nil || m.Edited != 1 {
			t.Errorf("a text gave way to %+v", m)
		}
		b.await("all presses answered", func() bool { return b.srv.Unanswered() == 0 })
	}
}

// A picture that cannot be removed gets its answer once all the same.
func TestAnAnswerWithAPictureThatStaysIsReplacedOnce(t *testing.T) {
	b := newBench(t)
	b.run()
	first := illustrated(t, 3)
	first.Buttons = [][]reply.Button{{{Label: "Text", Do: "text"}}}
	b.core.Answer("menu", first)
	b.core.Answer("1 text", reply.Reply{Title: "The text", Visibility: reply.InPlace, Start: "c_NG"})
	b.srv.Fail("deleteMessage", refuses("message can't be deleted"))
	b.srv.Say(group, ada, "/menu")
	b.awaitText(group, "Picture: Somebody")
	b.pressIn(group, "Text")
	b.await("the press answered", func() bool { return b.srv.Unanswered() == 0 })
	b.awaitText(group, "The text")
	if n := len(b.srv.Messages(group)); n != 2 || b.srv.Calls("deleteMessage") != 1 {
		t.Errorf("there are %d messages", n)
	}
	if toasts, opened := b.srv.Toasts(), b.srv.Opened(); strings.Join(toasts, "")+strings.Join(opened, "") != "" {
		t.Errorf("the press is answered with %q and opens %q", toasts, opened)
	}
}

func (b *bench) pressIn(chat int64, label string) {
	b.t.Helper()
	if err := b.srv.Press(ada, chat, label); err != nil {
		b.t.Fatal(err)
	}
}

func TestSomebodyTellsWhereTheyAre(t *testing.T) {
	b := newBench(t)
	ask := commandstest.Said("Where are you?")
	ask.AskLocation = "Send my location"
	b.core.Answer("where", ask)
	buttons := ask
	buttons.Buttons = [][]reply.Button{{{Label: "Cancel", Do: "cancel"}}}
	b.core.Answer("both", buttons)
	b.run()
	b.srv.Say(ada, ada, "/where")
	if m := b.awaitText(ada, "Where are you?"); m.Asks != "Send my location" {
		t.Errorf("it is %+v", m)
	}
	if err := b.srv.Share(ada, "Send my location", 6.45, 3.4); err != nil {
		t.Fatal(err)
	}
	b.await("the location", func() bool { return b.core.Last().Location != nil })
	if r := b.core.Last(); *r.Location != (reply.Location{Lat: 6.45, Lon: 3.4}) || r.Command != "" || r.Line != "" || r.Payload != "" || !r.Private {
		t.Errorf("it is %+v", r)
	}
	b.srv.Say(ada, ada, "/both")
	b.awaitText(ada, "Send my location")
	if all := b.srv.Messages(ada); all[len(all)-2].Text != "Where are you?" || len(all[len(all)-2].Buttons) != 1 || all[len(all)-1].Asks == "" {
		t.Errorf("there are %+v", all)
	}
	how := buttons
	how.LocationHow, how.Discreet = "Press the button below.", "A message for you."
	b.core.Answer("how", how)
	b.srv.Say(ada, ada, "/how")
	if m := b.awaitText(ada, "Press the button below."); m.Asks != "Send my location" || !strings.Contains(m.HTML, "A message for you.") || !strings.Contains(m.HTML, "<tg-spoiler>Press the button below.") {
		t.Errorf("how to use the button is said by %+v", m)
	}
	b.srv.Say(group, ada, "/where")
	if m := b.awaitText(group, "Where are you?"); m.Asks != "" {
		t.Error("a group is asked for a location")
	}
}
