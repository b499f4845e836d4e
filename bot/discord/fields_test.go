package discord

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

// factual is a point as the bot sends it by itself.
func factual() reply.Reply {
	return reply.Reply{
		Title: "🇳🇬 Nigeria: A *door*", Accent: reply.AccentPoint,
		Blocks: []reply.Block{
			{Text: "Ask that the door stays whole."},
			{Kind: reply.Verse, Text: "We know that all things work together for good.", Items: []reply.Item{{Text: "Romans 8:28", Link: "https://example.org/r", Note: "World English Bible"}}},
			{Kind: reply.Links, Text: "To read:", Items: []reply.Item{{Text: "Acts 9", Link: "https://example.org/a"}, {Text: "Psalm 1"}}},
			{Kind: reply.Note, Text: "Prayer point for Tuesday 24 November 2026."},
			{Kind: reply.Note, Text: "Source :", Items: []reply.Item{{Text: "A paper, 2026", Link: "https://example.org/p"}}},
			{Kind: reply.Note, Text: "A list: Rank 7. Source:", Items: []reply.Item{{Text: "A list, 2026", Link: "https://example.org/l"}}, Brief: &reply.Item{Label: "A list", Text: "Rank 7", Link: "https://example.org/l", Note: "Source: A list, 2026"}},
			{Kind: reply.Note, Text: "To end it, type /unsubscribe."},
		},
		Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed x"}}, {{Label: "Country report", Do: "country =NG"}}},
	}
}

func TestAPointInDiscordsForm(t *testing.T) {
	data, err := json.MarshalIndent(renderSent(factual()), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "point.json.golden", string(data)+"\n")
	if err := Fits(factual()); err != nil {
		t.Error(err)
	}
}

// Facts stand in fields, and what nobody can press in one footer; the rest is the text.
func TestFactsAndSmallPrintHaveTheirPlaces(t *testing.T) {
	e := render(factual())[0].Embeds[0]
	want := []fact{{"To read", "[Acts 9](https://example.org/a), Psalm 1", true}, {"Source", "[A paper, 2026](https://example.org/p)", true}, {"A list", "[Rank 7](https://example.org/l)", true}}
	if !slices.Equal(e.Fields, want) {
		t.Errorf("the fields are %+v", e.Fields)
	}
	if e.Footer == nil || e.Footer.Text != "Prayer point for Tuesday 24 November 2026.\nSource: A list, 2026" {
		t.Errorf("the footer is %+v", e.Footer)
	}
	if !strings.HasSuffix(e.Description, "(World English Bible)*\n\n-# To end it, type /unsubscribe.") {
		t.Errorf("the text is %q", e.Description)
	}
}

// What has no place of its own is text: in a discreet chat all of it, which is covered, and
// what is too long for a field.
func TestWhatHasNoPlaceOfItsOwnIsText(t *testing.T) {
	long := factual()
	long.Blocks[2].Items[0].Text = strings.Repeat("x", maxFactValue)
	other := factual()
	other.Accent = reply.AccentProblem
	covered := factual()
	covered.Discreet = "A message for you."
	bare := factual()
	bare.Blocks = bare.Blocks[2:6]
	for what, tt := range map[string]struct {
		r     reply.Reply
		facts int
		says  string
	}{
		"what is too long": {long, 2, "To read: [xxx"}, "a problem": {other, 0, "-# Source : [A paper"},
		"what is covered": {covered, 0, "-# A list: Rank 7. Source: [A list"}, "facts alone": {bare, 0, "-# Prayer point for"},
	} {
		e := render(tt.r)[0].Embeds[0]
		if len(e.Fields) != tt.facts || (e.Footer != nil) != (tt.facts > 0) || !strings.Contains(e.Description, tt.says) {
			t.Errorf("%s: there are %d fields, the footer %v and the text %q", what, len(e.Fields), e.Footer, e.Description)
		}
	}
}

// Fields and footer count for the limit of a message, and none of them is lost or twice.
func TestALongPointKeepsItsFacts(t *testing.T) {
	r := factual()
	r.Blocks[0].Text = strings.TrimSpace(strings.Repeat("Pray for those who wait. ", 160))
	for range 30 {
		r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Links, Text: "More:", Items: []reply.Item{{Text: strings.Repeat("y", 200), Link: "https://example.org/y"}}})
	}
	if err := Fits(r); err != nil {
		t.Error(err)
	}
	facts, texts := 0, ""
	for _, m := range renderSent(r) {
		for _, e := range m.Embeds {
			facts += len(e.Fields)
			texts += e.Description
		}
	}
	if n := facts + strings.Count(texts, "More:"); n != 33 {
		t.Errorf("there are %d of 33 facts", n)
	}
}

// A point is known again by its first words, wherever its facts stand: also one that was
// sent when they stood in the text.
func TestAPointIsKnownAgainWhereverItsFactsStand(t *testing.T) {
	now := renderSent(factual())[0]
	before := factual()
	before.Accent = reply.NoAccent
	was := renderSent(before)[0]
	if !same(written{Content: was.Content, Embeds: was.Embeds}, now) || !same(written{Content: now.Content, Embeds: now.Embeds}, now) {
		t.Error("it is not known again")
	}
}

// A telephone tells of a message by its content alone, so its title stands there, and not a
// second time in the embed, whatever picture that shows.
func TestATitleStandsOnceBesideAPicture(t *testing.T) {
	b := newBench(t)
	b.deliver(illustrated(t, 3))
	m := b.srv.Messages(channel)[0]
	if m.Content != "**The door**" || m.Embed.Title != "" || m.Picture == nil {
		t.Errorf("above the embed stands %q, in it %q", m.Content, m.Embed.Title)
	}
}

// A quotation of somebody else may name facts of its own; what is said there counts too.
func TestFieldsOfAMessageAreReadToo(t *testing.T) {
	var req reply.Request
	raw := `{"type":3,"target_id":"1","resolved":{"messages":{"1":{"embeds":[{"title":"News","fields":[{"name":"Where","value":"Eritrea"}]}]}}}}`
	if !aboutMessage([]byte(raw), &req) || !strings.Contains(req.Text, "Where\nEritrea") {
		t.Errorf("it is read as %q", req.Text)
	}
}
