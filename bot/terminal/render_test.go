package terminal

import (
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

func TestForeignTextStaysText(t *testing.T) {
	r := reply.Reply{Blocks: []reply.Block{{Kind: reply.List, Items: []reply.Item{
		{Label: "A headline\x1b[2J\x07", Note: "Somebody", Link: "javascript:alert(1)"},
		{Label: "Another", Link: "https://example.org/\x1b]8;;x"},
	}}}}
	for _, s := range []style{{}, {bold: true, links: true}} {
		text, _ := render(r, s)
		if strings.Contains(text, "javascript") || strings.Contains(text, "\x1b[2J") || strings.Contains(text, "\x07") || strings.Contains(text, "/\x1b]8;;x") {
			t.Errorf("got %q", text)
		}
	}
	if text, _ := render(r, style{}); !strings.HasPrefix(text, "- A headline[2J (Somebody)\n- Another (https://example.org/]8;;x)\n") {
		t.Errorf("got %q", text)
	}
}
