package discord

import (
	"strings"
	"testing"

	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

func TestADiscreetReplyIsCovered(t *testing.T) {
	r := commandstest.Covered()
	sample := commandstest.Everything()
	r.Blocks = append(r.Blocks, reply.Block{Kind: reply.Sample, Reply: &sample})
	parts := render(r)
	if len(parts) != 1 || parts[0].Flags != silent || len(parts[0].Embeds) != 2 {
		t.Fatalf("it is %+v", parts)
	}
	golden(t, "covered.golden", parts[0].Content+"\n\n"+parts[0].Embeds[0].Description+"\n")
	isCovered(t, parts)
}

func TestEveryPartOfADiscreetReplyIsCovered(t *testing.T) {
	r := commandstest.Covered()
	for range 4 {
		r.Blocks = append(r.Blocks, reply.Block{Text: strings.Repeat("Pray for those who wait. ", 100)})
	}
	parts := render(r)
	if len(parts) < 2 {
		t.Fatal("it fits one message")
	}
	isCovered(t, parts)
}

// isCovered checks that only the neutral line stands outside of covers, and that
// nothing within ends one.
func isCovered(t *testing.T, parts []message) {
	t.Helper()
	for _, m := range parts {
		if m.Content != "A message for you." || m.Flags != silent {
			t.Errorf("a part says %q, with flags %d", m.Content, m.Flags)
		}
		for _, e := range m.Embeds {
			inner := strings.TrimSuffix(strings.TrimPrefix(e.Description, "||"), "||")
			if e.Title != "" || len(e.Description)-len(inner) != 4 || strings.Contains(inner, "||") || strings.HasSuffix(inner, "|") {
				t.Errorf("it is not covered: %+v", e)
			}
			if units(e.Description) > maxDescription {
				t.Errorf("it has %d units", units(e.Description))
			}
		}
	}
}
