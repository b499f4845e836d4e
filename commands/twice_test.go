package commands_test

import (
	"testing"

	"prayerbot/commands/reply"
)

// twice is a label that stands on two buttons of a reply, or of a sample in it, so that
// nobody can tell them apart; "" is none.
func twice(r reply.Reply) string {
	seen := map[string]bool{}
	for _, row := range r.Buttons {
		for _, b := range row {
			if seen[b.Label] {
				return b.Label
			}
			seen[b.Label] = true
		}
	}
	for _, b := range r.Blocks {
		if b.Reply == nil {
			continue
		}
		if label := twice(*b.Reply); label != "" {
			return label
		}
	}
	return ""
}

// The transcripts, the tours in the made-up language and the walks over every button
// look for it too.
func TestTwoButtonsOfOneLabelAreFound(t *testing.T) {
	more := [][]reply.Button{{{Label: "More", Do: "more one"}}, {{Label: "News", Do: "news"}, {Label: "More", Do: "more two"}}}
	if got := twice(reply.Reply{Buttons: more}); got != "More" {
		t.Errorf("it is %q", got)
	}
	if got := twice(reply.Reply{Blocks: []reply.Block{{Kind: reply.Sample, Reply: &reply.Reply{Buttons: more}}}}); got != "More" {
		t.Errorf("in a sample it is %q", got)
	}
	if got := twice(reply.Reply{Buttons: more[1:]}); got != "" {
		t.Errorf("it is %q", got)
	}
}
