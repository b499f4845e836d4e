package discord

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"prayerbot/bot/delivery"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/reply"
)

// withEmblem is a delivery with an emblem.
func withEmblem(t *testing.T) delivery.Message {
	t.Helper()
	m := point()
	m.Reply = factual()
	m.Reply.Emblem = &reply.Picture{Data: drawn(t), Decorative: true, Alt: "Nigeria on the map"}
	return m
}

// emblem checks whether a message shows an emblem beside its text, which is the same either
// way: so is what a telephone tells of.
func (b *bench) emblem(what string, m discordtest.Message, is bool) {
	b.t.Helper()
	shown := m.Embed.Thumbnail != nil && bytes.Equal(m.Picture, drawn(b.t)) && m.Alt == "Nigeria on the map"
	if shown != is || !is && m.Picture != nil || m.Embed.Image != nil {
		b.t.Errorf("%s: the picture is %d bytes, %q, beside it %v, below it %v", what, len(m.Picture), m.Alt, m.Embed.Thumbnail, m.Embed.Image)
	}
	if m.Content != `**🇳🇬 Nigeria: A \*door\***` || m.Embed.Title != "" || len(m.Embed.Fields) != 3 || m.Embed.Footer == nil {
		b.t.Errorf("%s: above the embed stands %q, in it %q, %+v, %+v", what, m.Content, m.Embed.Title, m.Embed.Fields, m.Embed.Footer)
	}
}

func TestAnEmblemStandsBesideTheText(t *testing.T) {
	b := newBench(t)
	ids := b.deliver(withEmblem(t))
	b.emblem("a point", b.srv.Messages(channel)[0], true)
	corrected := withEmblem(t)
	if err := b.Edit(t.Context(), corrected, ids); err != nil {
		t.Fatal(err)
	}
	b.emblem("a correction", b.srv.Messages(channel)[0], true)
	corrected.Reply.Emblem = nil
	if err := b.Edit(t.Context(), corrected, ids); err != nil {
		t.Fatal(err)
	}
	b.emblem("a correction without", b.srv.Messages(channel)[0], false)
}

// An emblem stands where there is no other picture: a card has its map, and more.
func TestAPictureTakesThePlaceOfAnEmblem(t *testing.T) {
	for what, decorative := range map[string]bool{"a card": true, "a photograph": false} {
		b := newBench(t)
		m := withEmblem(t)
		m.Reply.Picture = &reply.Picture{Data: drawn(t), Decorative: decorative, Alt: "A church door"}
		b.deliver(m)
		if sent := b.srv.Messages(channel)[0]; sent.Embed.Thumbnail != nil || sent.Embed.Image == nil {
			t.Errorf("%s: beside the text is %v, below it %v", what, sent.Embed.Thumbnail, sent.Embed.Image)
		}
	}
}

// An emblem that cannot be had, or is not taken, holds nothing up and costs nothing.
func TestAnEmblemHoldsNothingUp(t *testing.T) {
	for what, prepare := range map[string]func(*bench, *delivery.Message){
		"a broken file":         func(_ *bench, m *delivery.Message) { m.Reply.Emblem.Data, m.Reply.Emblem.File = nil, broken{} },
		"a right that it lacks": func(b *bench, _ *delivery.Message) { b.srv.ForbidFiles(channel) },
		"a refusal": func(b *bench, _ *delivery.Message) {
			b.srv.Fail(discordtest.Fault{Path: "/messages", Status: 400, Code: 50035})
		},
	} {
		b := newBench(t)
		m := withEmblem(t)
		prepare(b, &m)
		b.deliver(m)
		if all := b.srv.Messages(channel); len(all) != 1 || all[0].Nonce != m.Nonce+"0" {
			t.Fatalf("%s: there is %+v", what, all)
		}
		b.emblem(what, b.srv.Messages(channel)[0], false)
	}
}

// Nothing is shown of where a discreet message is about, nor in an answer, which has its own
// pictures.
func TestNoEmblemWhereItIsNotWanted(t *testing.T) {
	b := newBench(t)
	m := withEmblem(t)
	m.Reply.Discreet = "A message for you."
	b.deliver(m)
	if sent := b.srv.Messages(channel)[0]; sent.Picture != nil || sent.Embed.Thumbnail != nil || sent.Content != "A message for you." {
		t.Errorf("a discreet message shows %v above %q", sent.Embed.Thumbnail, sent.Content)
	}
	b.run()
	b.core.Answer("pray", withEmblem(t).Reply)
	b.command(member, channel, "pray", nil)
	if all := b.srv.Messages(channel); all[1].Picture != nil || all[1].Embed.Thumbnail != nil {
		t.Errorf("an answer shows %v", all[1].Embed.Thumbnail)
	}
}

// What can be pressed in a text can be pressed beside a picture too, small or large.
func TestCommandsArePressedBesideAPictureToo(t *testing.T) {
	b := newBench(t)
	b.run()
	for _, large := range []bool{false, true} {
		m := withEmblem(t)
		if m.Nonce = fmt.Sprint(large); large {
			m.Reply.Picture, m.Reply.Emblem = m.Reply.Emblem, nil
		}
		m.Reply.Blocks[6].Text = "To end it, type /pray."
		b.deliver(m)
	}
	for _, m := range b.srv.Messages(channel) {
		if m.Picture == nil || !strings.Contains(m.Embed.Description, "type </pray:") {
			t.Errorf("beside a picture of %d bytes it says %q", len(m.Picture), m.Embed.Description)
		}
	}
}
