package discord

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

func TestLayingOut(t *testing.T) {
	r := commandstest.Everything()
	r.Accent = reply.AccentReport
	picture := *illustrated(t, 3).Reply.Picture
	r.Picture = &picture
	parts := layOut(r)
	if len(parts) != 1 {
		t.Fatalf("there are %d parts", len(parts))
	}
	drawn := parts[0].drawn.with(parts[0], drawn(t))
	data, err := json.MarshalIndent([]any{parts[0].fresh(), drawn.instead()}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "laid.json.golden", string(data)+"\n")
}

// What tells how things are, and what is asked, is laid out; a point, an announcement and a
// problem are not, and nothing in a discreet chat is.
func TestWhatIsLaidOut(t *testing.T) {
	picture := illustrated(t, 3).Reply.Picture
	for accent := reply.NoAccent; accent <= reply.AccentQuestion; accent++ {
		want := accent == reply.AccentReport || accent == reply.AccentNews || accent == reply.AccentQuestion
		if got := lays(reply.Reply{Accent: accent}); got != want {
			t.Errorf("accent %d: %v", accent, got)
		}
		if !lays(reply.Reply{Accent: accent, Picture: picture}) || lays(reply.Reply{Accent: accent, Discreet: "A message."}) {
			t.Errorf("accent %d with a picture, or discreet, is not as it should be", accent)
		}
	}
}

// However many buttons and sections a reply has, it is within what Discord takes.
func TestALayoutIsWithinTheLimits(t *testing.T) {
	for _, sections := range []int{0, 1, 4, 60} {
		for _, buttons := range []int{0, 1, 25} {
			r := reply.Reply{Title: "A title", Accent: reply.AccentReport, Picture: illustrated(t, 3).Reply.Picture}
			for i := range sections {
				r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Heading, Text: fmt.Sprint("Part ", i)}, reply.Block{Text: strings.Repeat("Text. ", 30)})
			}
			looks := commandstest.Everything()
			r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Note, Text: "Small print."}, reply.Block{Kind: reply.Sample, Reply: &looks})
			for i := range buttons {
				if i%5 == 0 {
					r.Buttons = append(r.Buttons, nil)
				}
				row := &r.Buttons[len(r.Buttons)-1]
				*row = append(*row, reply.Button{Label: fmt.Sprint(i), Do: strings.Repeat("x", i+1)})
			}
			for _, m := range layOut(r) {
				if m.drawn != nil {
					m = m.drawn.with(m, drawn(t))
				}
				for _, err := range fitsParts(m.laid) {
					if err != nil {
						t.Errorf("%d sections and %d buttons: %v", sections, buttons, err)
					}
				}
			}
		}
	}
}

// A message of components stays one, and another one never becomes one, whatever takes
// its place.
func TestWhatTakesAPlaceIsOfItsKind(t *testing.T) {
	b := newBench(t)
	b.run()
	asked, point := commandstest.Said("Which?"), commandstest.Said("A point.")
	asked.Accent, point.Accent = reply.AccentQuestion, reply.AccentPoint
	for _, r := range []*reply.Reply{&asked, &point} {
		r.Buttons = [][]reply.Button{{{Label: "Go on", Do: "go"}, {Label: "Back", Do: "back"}}}
	}
	b.core.Answer("pray", asked)
	b.core.Answer("subscribe", point)
	for _, r := range []*reply.Reply{&asked, &point} {
		r.Visibility = reply.InPlace
	}
	hidden := point
	hidden.Discreet = "A message for you."
	b.core.Answer("1 go", point)
	b.core.Answer("1 back", asked)
	if m := b.command(member, channel, "pray", nil); !m.Laid || m.Text != "Which?" || m.Embed.Color != colours[reply.AccentQuestion] {
		t.Errorf("a question is %+v", m)
	}
	for range 2 {
		if m := b.press(member, "Go on"); !m.Laid || m.Text != "A point." {
			t.Errorf("in its place is %+v", m)
		}
	}
	b.core.Answer("1 go", hidden)
	if m := b.press(member, "Go on"); !m.Laid || !strings.HasPrefix(m.Text, "A message for you.") {
		t.Errorf("what is discreet is %+v", m)
	}
	if m := b.command(member, thread, "subscribe", nil); m.Laid {
		t.Errorf("a point is %+v", m)
	}
	i, err := b.srv.Press(member, thread, "Back")
	if err != nil {
		t.Fatal(err)
	}
	if m := b.answer(i); m.Laid || m.Text != "Which?" {
		t.Errorf("in the place of a point is %+v", m)
	}
}

// What a text says that can be pressed stays within the limit.
func TestCommandsInALayoutCanBePressed(t *testing.T) {
	b := newBench(t)
	b.run()
	said := commandstest.Said("Type /pray and see.")
	said.Accent = reply.AccentReport
	b.core.Answer("pray", said)
	if m := b.command(member, channel, "pray", nil); !m.Laid || m.Text != "Type /pray and see." {
		t.Errorf("it says %q", m.Text)
	}
	parts := layOut(said)
	b.client.commands.link(parts)
	if text := texts(parts[0].laid)[0].Text; !strings.Contains(text, "</pray:") {
		t.Errorf("it says %q", text)
	}
	full := reply.Reply{Accent: reply.AccentReport, Blocks: []reply.Block{{Text: strings.Repeat("/pray ", 600)}}}
	parts = layOut(full)
	b.client.commands.link(parts)
	if n := units(texts(parts[0].laid)[0].Text); n > maxLaidText {
		t.Errorf("it has %d characters", n)
	}
}

// The prayer point in an answer of components is known when somebody answers that.
func TestAPointInALayoutIsKnown(t *testing.T) {
	var m said
	raw := `{"referenced_message":{"components":[{"type":17,"components":[{"type":10,"content":"x"},{"type":1,"components":[{"type":2,"custom_id":"1 prayed kp-one"}]}]}]}}`
	if err := json.Unmarshal([]byte(raw), &m); err != nil || m.point() != "kp-one" {
		t.Errorf("it is %q, %v", m.point(), err)
	}
	deep := strings.Repeat(`[{"components":`, 5000) + `[]` + strings.Repeat(`}]`, 5000)
	if n := len(partsOf([]byte(deep))); n > depth {
		t.Errorf("%d are read", n)
	}
}
