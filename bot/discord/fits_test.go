package discord

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
	many := make([][]reply.Button, 26)
	for i := range many {
		many[i] = []reply.Button{{Label: "L", Do: "pray"}}
	}
	for what, r := range map[string]reply.Reply{
		"the title":               {Title: strings.Repeat("T", 257)},
		"a label":                 {Buttons: [][]reply.Button{{{Label: strings.Repeat("L", 81), Do: "pray"}}}},
		"a custom_id":             {Buttons: [][]reply.Button{{{Label: "L", Do: strings.Repeat("x", 100)}}}},
		"25 of 26 buttons":        {Buttons: many},
		"a row has no buttons":    {Buttons: [][]reply.Button{{}, {{Label: "L", Do: "pray"}}}},
		"the title of a form":     {Form: &reply.Form{Title: strings.Repeat("T", 46)}},
		"the label of a form":     {Form: &reply.Form{Label: strings.Repeat("L", 46)}},
		"the text of a form":      {Form: &reply.Form{Value: strings.Repeat("V", 4001)}},
		"the custom_id of a form": {Form: &reply.Form{Do: strings.Repeat("x", 100)}},
	} {
		if err := Fits(r); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("of what is too much of %s it says %v", what, err)
		}
	}
}
