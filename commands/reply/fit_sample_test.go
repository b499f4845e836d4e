package reply

import (
	"strings"
	"testing"
)

// length measures a reply with the samples in it.
func length(r Reply) int {
	n := len(r.Title)
	for _, b := range r.Blocks {
		if n += len(b.Text); b.Reply != nil {
			n += length(*b.Reply)
		}
	}
	return n
}

func TestASampleThatIsTooLongIsParted(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("We meet on Friday. ", 40))
	shown := Reply{Title: "An announcement", Blocks: []Block{{Kind: Foreign, Text: long}}, Buttons: [][]Button{{{Label: "I prayed", Do: "prayed x"}}}}
	r := Reply{Title: "Preview", Blocks: []Block{{Text: "It will look like this:"}, {Kind: Sample, Reply: &shown}, {Text: "Send it?"}}}
	said, titles, buttons := "", 0, 0
	for _, part := range Fit(r, 200, length) {
		if length(part) > 200 {
			t.Errorf("a part has %d", length(part))
		}
		for _, b := range part.Blocks {
			if b.Kind != Sample {
				continue
			}
			titles += len(b.Reply.Title) / len(shown.Title)
			buttons += len(b.Reply.Buttons)
			for _, inside := range b.Reply.Blocks {
				said += inside.Text + " "
			}
		}
	}
	if strings.TrimSpace(said) != long || titles != 1 || buttons != 1 {
		t.Errorf("%d titles, %d buttons, and it says %q", titles, buttons, said)
	}
}
