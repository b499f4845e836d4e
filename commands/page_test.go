package commands_test

import (
	"slices"
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

// pages makes the core one that has pages on the web.
func (k *talk) pages(t testing.TB) {
	k.config.Pages = "https://pray.example.org"
	k.restart(t)
}

// linkOf is where the button of a label leads; "" where there is none.
func linkOf(r reply.Reply, label string) string {
	for _, b := range slices.Concat(r.Buttons...) {
		if b.Label == label {
			return b.Link
		}
	}
	return ""
}

func TestAPointIsSharedByItsPage(t *testing.T) {
	k := newTalk(t)
	if r := k.say("/pray nigeria"); r.Page != "" || linkOf(k.press("More"), "Share on WhatsApp") != "" {
		t.Errorf("without pages there is one: %q", r.Page)
	}
	k.pages(t)
	r := k.say("/pray nigeria")
	if !strings.HasPrefix(r.Page, "https://pray.example.org/en/points/ng-") {
		t.Errorf("the page is %q", r.Page)
	}
	more := k.press("More")
	if to := linkOf(more, "Share on WhatsApp"); !strings.HasPrefix(to, "https://wa.me/?text=") || !strings.Contains(to, "points%2Fng-") || len(to) > 512 {
		t.Errorf("WhatsApp is given %q", to)
	}
	k.say("/settings language de")
	if r := k.say("/pray nigeria"); !strings.HasPrefix(r.Page, "https://pray.example.org/de/points/ng-") {
		t.Errorf("in German the page is %q", r.Page)
	}
	k.say("/settings discreet on")
	if r := k.say("/pray nigeria"); r.Page != "" || r.Share != "" {
		t.Errorf("a discreet chat passes on %q", r.Page)
	}
	if to := linkOf(k.payload("1 more ng-benue"), "Über WhatsApp teilen"); to != "" {
		t.Errorf("a discreet chat is given %q", to)
	}
}

func TestACalendarNamesWhatTheChatPraysForAndNothingOfIt(t *testing.T) {
	k := newTalk(t)
	if r := k.say("/calendar"); !strings.Contains(r.Blocks[0].Text, "calendar") || slices.ContainsFunc(r.Blocks, func(b reply.Block) bool { return b.Kind == reply.Copy }) {
		t.Errorf("without pages it says %+v", r.Blocks)
	}
	k.pages(t)
	k.say("/subscribe 7:00 lagos for nigeria, middle east, world watch list")
	r := k.say("/calendar")
	address := ""
	for _, b := range r.Blocks {
		if b.Kind == reply.Copy {
			address = b.Copied()
		}
	}
	if address != "https://pray.example.org/en/calendar.ics?for=NG,middle-east,world-watch-list" {
		t.Errorf("the address is %q", address)
	}
	k.group("9", "member")
	if r := k.say("/calendar"); r.Visibility != reply.ForAsker || !slices.ContainsFunc(r.Blocks, func(b reply.Block) bool {
		return b.Kind == reply.Copy && b.Copied() == "https://pray.example.org/en/calendar.ics"
	}) {
		t.Errorf("a group is told %+v", r)
	}
}
