package discord

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

var writeGolden = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata.
func golden(t *testing.T, file, got string) {
	t.Helper()
	file = "testdata/" + file
	if *writeGolden {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

func TestRendering(t *testing.T) {
	parts := render(commandstest.Everything())
	if len(parts) != 1 {
		t.Fatalf("there are %d parts", len(parts))
	}
	golden(t, "everything.golden", "# "+parts[0].Embeds[0].Title+"\n\n"+parts[0].Embeds[0].Description+"\n")
	parts[0].Embeds = nil
	data, err := json.MarshalIndent(parts[0], "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "everything.json.golden", string(data)+"\n")
}

func TestRenderingArabic(t *testing.T) {
	parts := render(commandstest.Arabic())
	if len(parts) != 1 {
		t.Fatalf("there are %d parts", len(parts))
	}
	golden(t, "arabic.golden", "# "+parts[0].Embeds[0].Title+"\n\n"+parts[0].Embeds[0].Description+"\n")
}

func TestAnInstantIsWrittenOnce(t *testing.T) {
	at := time.Date(2026, 11, 25, 6, 0, 0, 0, time.UTC)
	r := reply.Reply{Blocks: []reply.Block{{Kind: reply.List, Items: []reply.Item{{Text: "Wednesday 07:00", At: at}}}}}
	if text := render(r)[0].Embeds[0].Description; text != "• Wednesday 07:00 (<t:1795586400:R>)" {
		t.Errorf("got %q", text)
	}
}

func TestManyButtonsFitIntoFiveRows(t *testing.T) {
	var buttons [][]reply.Button
	for i := range 25 {
		buttons = append(buttons, []reply.Button{{Label: strings.Repeat("x", i+1), Do: "help"}})
	}
	all := rows(buttons)
	n := 0
	for _, r := range all {
		for _, b := range r.Components {
			n++
			if label := b.(button).Label; len(label) != n {
				t.Errorf("button %d stands in place %d", len(label), n)
			}
		}
	}
	if len(all) != 5 || n != 25 {
		t.Errorf("there are %d rows with %d buttons", len(all), n)
	}
}

// Discord refuses a whole message for one row without a button.
func TestARowWithoutButtonsIsNone(t *testing.T) {
	button := reply.Button{Label: "Pray", Do: "pray"}
	if all := rows([][]reply.Button{{}, {button}, nil, {button}}); len(all) != 2 || len(all[0].Components) != 1 {
		t.Errorf("there are %+v", all)
	}
}

// What a message asks for stands out, and nothing else does.
func TestTheButtonThatAMessageAsksForStandsOut(t *testing.T) {
	for style, b := range map[int]reply.Button{1: {Do: "setup yes", Main: true}, 2: {Do: "setup not"}, 5: {Link: "https://example.org", Main: true}} {
		if got := styleOf(b); got != style {
			t.Errorf("%+v has the style %d", b, got)
		}
	}
}

func TestALongStoryIsSplitAtASentence(t *testing.T) {
	long := reply.Reply{Title: strings.Repeat("T", 300), Blocks: []reply.Block{{Kind: reply.Story, Text: strings.TrimSpace(strings.Repeat("A sentence with *stars* & 🙏. ", 600))}}}
	parts := render(long)
	if len(parts) < 3 {
		t.Fatalf("there are %d parts", len(parts))
	}
	for _, p := range parts {
		e := p.Embeds[0]
		if units(e.Title) > maxTitle || units(e.Description) > maxDescription || !strings.HasSuffix(e.Description, ".") {
			t.Errorf("a part has a title of %d and a text of %d that ends with %q", units(e.Title), units(e.Description), e.Description[len(e.Description)-5:])
		}
	}
}

// A telephone tells of a message by its content alone.
func TestWhatIsSentBearsItsTitleAboveTheEmbed(t *testing.T) {
	paragraph := []reply.Block{{Text: "Ask that the door stays whole."}}
	for what, tt := range map[string]struct {
		reply          reply.Reply
		content, title string
	}{
		"a point":              {reply.Reply{Title: "🇳🇬 Nigeria: A *door*", Blocks: paragraph}, `**🇳🇬 Nigeria: A \*door\***`, ""},
		"a title alone":        {reply.Reply{Title: "Nigeria"}, "", "Nigeria"},
		"no title":             {reply.Reply{Blocks: paragraph}, "", ""},
		"where it is discreet": {reply.Reply{Title: "Nigeria", Discreet: "A message for you.", Blocks: paragraph}, "A message for you.", ""},
	} {
		sent := renderSent(tt.reply)[0]
		if sent.Content != tt.content || sent.Embeds[0].Title != tt.title {
			t.Errorf("%s: above the embed stands %q, in it %q", what, sent.Content, sent.Embeds[0].Title)
		}
		before := render(tt.reply)[0] // as it was sent when titles stood in the embed
		if !same(written{Content: sent.Content, Embeds: sent.Embeds}, sent) || !same(written{Content: before.Content, Embeds: before.Embeds}, sent) {
			t.Errorf("%s is not known again", what)
		}
		pinging := written{Content: strings.TrimSpace(pingText + " " + sent.Content), Embeds: sent.Embeds}
		if !same(pinging, sent) {
			t.Errorf("%s is not known again with its ping", what)
		}
	}
}

// The audit log names people as the platform shows them.
func TestAPersonOfTheLogIsShownByName(t *testing.T) {
	for kind, want := range map[reply.BlockKind]string{reply.List: "• <@71> sent it; telegram:71", reply.Facts: "**Who:** discord:71 sent it; telegram:71"} {
		r := reply.Reply{Blocks: []reply.Block{{Kind: kind, Items: []reply.Item{{Text: "discord:71 sent it; telegram:71"}}}}}
		if kind == reply.Facts {
			r.Blocks[0].Items[0].Label = "Who"
		}
		if text := render(r)[0].Embeds[0].Description; text != want {
			t.Errorf("got %q", text)
		}
	}
}

// What a server has chosen counts for what all read; one that has chosen nothing says the
// same as one that has chosen American English.
func TestTheLanguageOfAServerIsToldWhereItHasOne(t *testing.T) {
	b := newBench(t)
	b.run()
	b.core.Answer("pray", commandstest.Said("A point."))
	for locale, want := range map[string]string{"": "", "en-US": "", "de": "de", "en-GB": "en-GB"} {
		b.srv.Speaks(guild, locale)
		b.command(member, channel, "pray", nil)
		if r := b.core.Last(); r.GroupLanguage != want || r.Language != "en-US" {
			t.Errorf("%q: the server speaks %q, the person %q", locale, r.GroupLanguage, r.Language)
		}
		b.command(member, private, "pray", nil)
		if r := b.core.Last(); r.GroupLanguage != "" {
			t.Errorf("in private there is %q", r.GroupLanguage)
		}
	}
}
