package telegram

import (
	"strings"
	"testing"

	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

func TestWhatDoesNotFitIsNamed(t *testing.T) {
	if err := Fits(commandstest.Everything()); err != nil {
		t.Error(err)
	}
	for what, r := range map[string]reply.Reply{
		"a message has 0":           {},
		"carries 65 of at most 64":  {Title: "T", Buttons: [][]reply.Button{{{Label: "L", Do: strings.Repeat("x", 63)}}}},
		"101 of at most 100 button": {Title: "T", Buttons: [][]reply.Button{make([]reply.Button, 101)}},
		"a message has 4999":        {Title: strings.Repeat("T", 4999)}, // a title is never parted
	} {
		if err := Fits(r); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("of what is too much (%s) it says %v", what, err)
		}
	}
}
