package discord

import (
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/reply"
)

func TestCommandsInTextsCanBePressed(t *testing.T) {
	var ids commandIDs
	plain := "Type /pray nigeria."
	if got := ids.linked(plain); got != plain {
		t.Errorf("before any are registered it is %q", got)
	}
	ids.note([]*discordgo.ApplicationCommand{{Name: "pray", ID: "5"}, {Name: "country", ID: "6"}})
	for text, want := range map[string]string{
		"Type /pray nigeria, or /country.":  "Type </pray:5> nigeria, or </country:6>.",
		"/pray":                             "</pray:5>",
		"-# (/pray)":                        "-# (</pray:5>)",
		"اكتبوا \u2068/pray\u2069.":         "اكتبوا \u2068</pray:5>\u2069.",
		"“/pray” or \"/country\"":           "“</pray:5>” or \"</country:6>\"",
		"> /pray says somebody":             "> /pray says somebody",
		"`/pray`, example.org/pray, a/pray": "`/pray`, example.org/pray, a/pray",
		"/prayer and /unknown":              "/prayer and /unknown",
		"one\n/pray\n> /pray":               "one\n</pray:5>\n> /pray",
	} {
		if got := ids.linked(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	long := strings.Repeat("Type /pray. ", maxDescription/12)
	parts := render(reply.Reply{Blocks: []reply.Block{{Text: long}}})
	ids.link(parts)
	for _, part := range parts {
		if n := units(part.Embeds[0].Description); n > maxDescription {
			t.Errorf("a description has %d units", n)
		}
	}
}

func TestAnswersNameCommandsThatCanBePressed(t *testing.T) {
	b := newBench(t)
	b.core.Answer("pray", reply.Reply{Blocks: []reply.Block{{Text: "Type /subscribe 7."}}})
	b.run()
	i, err := b.srv.Command(member, channel, "pray", nil)
	if err != nil {
		t.Fatal(err)
	}
	b.await("the answer", func() bool { return b.srv.Answer(i) != nil })
	if got := b.srv.Answer(i).Embed.Description; !strings.Contains(got, "</subscribe:") {
		t.Errorf("it says %q", got)
	}
}
