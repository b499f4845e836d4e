package commands_test

import (
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content/card"
)

// pencils draw nothing: a card is known by what it is to show.
type pencils struct{}

// File is a card that is not drawn.
func (pencils) File(c card.Card) reply.PictureFile { return sketch{c} }

// A sketch is a card that is not drawn.
type sketch struct{ card card.Card }

// Bytes are the title.
func (s sketch) Bytes() ([]byte, error) { return []byte(s.card.Title), nil }

// withCards is a talk with a bot that draws cards.
func withCards(t *testing.T) *talk {
	t.Helper()
	k := newTalk(t)
	k.config.Cards = pencils{}
	k.restart(t)
	return k
}

// cardOn is the card of a reply.
func cardOn(t *testing.T, r reply.Reply) card.Card {
	t.Helper()
	if r.Picture == nil {
		t.Fatalf("there is no picture:\n%s", plain(r))
	}
	s, is := r.Picture.File.(sketch)
	if !is || !r.Picture.Decorative || r.Picture.Check() != nil {
		t.Fatalf("the picture is %+v, %v", r.Picture, r.Picture.Check())
	}
	return s.card
}

func TestCardsComeOnlyWhereTheyAreWanted(t *testing.T) {
	k := withCards(t)
	k.say("/subscribe 07:00 Lagos for Eritrea")
	delivered := func() reply.Reply {
		t.Helper()
		chat := k.chat(t)
		slot, _ := chat.Subscriptions[0].Next(k.req.Now)
		r, err := k.core.Daily(t.Context(), chat, chat.Subscriptions[0], slot, slot.Due)
		if err != nil {
			t.Fatal(err)
		}
		return k.core.Delivered(r, chat, slot.Due)
	}
	for what, r := range map[string]reply.Reply{"/pray": k.say("/pray"), "a report": k.say("/country eritrea"), "a delivery": delivered()} {
		if r.Picture != nil {
			t.Errorf("%s has a card that nobody wants", what)
		}
	}
	before := delivered()
	k.choose(record.SettingPicture, record.On)
	r := delivered()
	c := cardOn(t, r)
	if c.Design != card.Point || c.Country != "ER" || c.Region != "east-africa" || c.Kicker != "Eritrea" || !strings.HasSuffix(r.Title, c.Title) || c.Date == "" {
		t.Errorf("the card of a delivery is %+v", c)
	}
	if r.Picture = nil; plain(r) != plain(before) {
		t.Error("a card changes what is said")
	}
	if c := cardOn(t, k.say("/country eritrea")); c.Design != card.Report || c.Title != "Eritrea" || !strings.HasSuffix(c.Text, ".") || c.Label != "Country report" {
		t.Errorf("the card of a report is %+v", c)
	}
	k.choose(record.SettingDiscreet, record.On)
	for what, r := range map[string]reply.Reply{"/pray": k.say("/pray"), "/card": k.say("/card eritrea"), "a report": k.say("/country eritrea"), "a delivery": delivered()} {
		if r.Picture != nil {
			t.Errorf("%s in a discreet chat has a card", what)
		}
	}
}

func TestSomebodyAsksForACard(t *testing.T) {
	k := withCards(t)
	r := k.say("/card nigeria")
	if c := cardOn(t, r); c.Country != "NG" || !strings.Contains(r.Picture.Alt, c.Title) || !strings.Contains(r.Picture.Alt, "Nigeria") {
		t.Errorf("the card is %+v, told as %q", c, r.Picture.Alt)
	}
	if len(r.Blocks) != 1 || r.Share == "" {
		t.Errorf("it comes with\n%s", plain(r))
	}
	if r := k.say("/card atlantis"); r.Picture != nil || !strings.Contains(plain(r), "atlantis") {
		t.Errorf("a place that there is not gives\n%s", plain(r))
	}
	if c := cardOn(t, k.say("/card 2027-03-28")); c.Design != card.Feast || c.Season != card.Joy || c.Kicker != "Easter Day" || c.Country != "" {
		t.Errorf("the card of Easter is %+v", c)
	}
	k.illustrated(t)
	if r := k.say("/card nigeria"); r.Picture == nil || r.Picture.Alt != "A church door with a new coat of paint" {
		t.Errorf("an editor's own picture gives way to %+v", r.Picture)
	}
}

// TestACardSpeaksTheLanguageOfItsChat reads a card in German.
func TestACardSpeaksTheLanguageOfItsChat(t *testing.T) {
	k := withCards(t)
	k.req.Language = "de"
	if c := cardOn(t, k.say("/card ägypten")); c.Kicker != "Ägypten" || c.Language != "de" || c.RTL || !strings.Contains(c.Date, "November") {
		t.Errorf("the card is %+v", c)
	}
}

// TestAnUrgentPointIsAnAlert asks for the card of an urgent post without a picture of
// its own.
func TestAnUrgentPointIsAnAlert(t *testing.T) {
	k := withCards(t)
	k.posts(t, strings.NewReplacer("image: door.png\n", "", "alt: A church door with a new coat of paint\n", "", "caption: The door in spring.\n", "", "credit: Our Mission\n", "").Replace(illustratedPost))
	if c := cardOn(t, k.say("/card nigeria")); c.Design != card.Alert || c.Label != "Urgent prayer" || c.Title != "A door" {
		t.Errorf("the card is %+v", c)
	}
}

func TestWhereNothingIsDrawnTheWordsCome(t *testing.T) {
	k := newTalk(t)
	if card, said := k.say("/card nigeria"), k.say("/pray nigeria"); card.Picture != nil || plain(card) != plain(said) {
		t.Errorf("it says\n%s", plain(card))
	}
}
