package commands

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// What a button offers in a channel opens the bot, or is said as a line to type.
func TestAButtonInAChannelIsLinkedOrTyped(t *testing.T) {
	library := content.New(content.Parts{})
	c, err := New(Config{
		Library: func() *content.Library { return library }, Store: struct{ record.Store }{}, Random: func() string { return "" },
	})
	if err != nil {
		t.Fatal(err)
	}
	r := reply.Reply{Title: "A question", Buttons: [][]reply.Button{{
		{Label: "Nigeria", Do: "country =NG"}, {Label: "At seven", Do: "subscribe 07:00"}, {Label: "Hidden", Do: "desk x"},
	}}}
	got := c.commands.typed(c.env.Session(reply.Request{Channel: true}), r)
	var labels []string
	for _, row := range got.Buttons {
		for _, b := range row {
			labels = append(labels, b.Label)
		}
	}
	if diff := cmp.Diff([]string{"Nigeria"}, labels); diff != "" {
		t.Errorf("its buttons are others: %s", diff)
	}
	if last := got.Blocks[len(got.Blocks)-1]; len(last.Items) != 1 || last.Items[0].Label != "/subscribe 07:00" || last.Items[0].Text != "At seven" {
		t.Errorf("to type is %+v", last.Items)
	}
}
