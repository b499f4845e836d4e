package commands

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// A channel has no menu: what one would offer is a button that opens the bot, or
// is said as a line to type.
func TestAMenuInAChannelIsLinkedOrTyped(t *testing.T) {
	library := content.New(content.Parts{})
	c, err := New(Config{
		Library: func() *content.Library { return library }, Store: struct{ record.Store }{}, Random: func() string { return "" },
	})
	if err != nil {
		t.Fatal(err)
	}
	r := reply.Reply{Title: "A question", Select: &reply.Select{Choices: []reply.Choice{
		{Label: "Nigeria", Value: "country =NG"}, {Label: "At seven", Value: "subscribe 07:00"}, {Label: "Hidden", Value: "desk x"},
	}}}
	got := c.commands.typed(c.env.Session(reply.Request{Channel: true}), r)
	var labels []string
	for _, row := range got.Buttons {
		for _, b := range row {
			labels = append(labels, b.Label)
		}
	}
	if diff := cmp.Diff([]string{"Nigeria"}, labels); diff != "" || got.Select != nil {
		t.Errorf("the menu is %v\n%s", got.Select, diff)
	}
	if last := got.Blocks[len(got.Blocks)-1]; len(last.Items) != 1 || last.Items[0].Label != "/subscribe 07:00" || last.Items[0].Text != "At seven" {
		t.Errorf("to type is %+v", last.Items)
	}
}
