package commands_test

import (
	"context"
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

// with gives a command with options, as a platform names them.
func (c *crawler) with(command string, options reply.Args) reply.Reply {
	req := c.req
	req.Command, req.Line, req.Args = command, "", options
	return c.core.Handle(context.Background(), req)
}

// lines are what a typed line may hold beside a plain value.
var lines = []string{
	"status", "log", "urgent nigeria", "to:everyone", "to: everyone", "approve abcdefg2", "edit abcdefg2 x", "new",
	"for Mali", "Lagos for Nigeria", "on weekdays", "Mali on fire", "07:00 Lagos", "Nigeria tomorrow", "read kp-camps",
	"news", "change 1 08:00", "1 until tomorrow", "all yes", "=NG tomorrow", "+news",
}

// verbLines are those that nobody means as the text of an announcement.
const verbLines = "status, log, approve abcdefg2, edit abcdefg2 x"

// TestATextIsAnnouncedAsItIs: but for a verb that stands alone in the option for the text,
// which is what it is where it is typed.
func TestATextIsAnnouncedAsItIs(t *testing.T) {
	c := newCrawler(t, "")
	c.private("7")
	c.say("/subscribe 07:00 Lagos")
	for _, text := range lines {
		got := plain(c.with("announce", reply.Args{"text": text}))
		if typed := plain(c.say("/announce " + text)); strings.Contains(verbLines, text) {
			if got != typed {
				t.Errorf("the text %q gives\n%s\nand typed\n%s", text, got, typed)
			}
		} else if !strings.Contains(got, "| "+text+"\n") || !strings.Contains(got, "Preview") {
			t.Errorf("the text %q gives\n%s", text, got)
		}
		got = plain(c.with("announce", reply.Args{"text": text, "urgent": "=NG"}))
		if !strings.Contains(got, "| "+text+"\n") || !strings.Contains(got, "pray for Nigeria") {
			t.Errorf("the text %q of an alert gives\n%s", text, got)
		}
	}
}

func TestAnOptionThatFitsNothingIsAProblem(t *testing.T) {
	c := newCrawler(t, "")
	c.private("7")
	c.say("/subscribe 07:00 Lagos")
	for _, tt := range []struct {
		command string
		options reply.Args
		says    string
	}{
		{"announce", reply.Args{"urgent": "the World Watch List", "text": "Pray"}, "A prayer alert is for one country"},
		{"announce", reply.Args{"urgent": "=middle-east", "text": "Pray"}, "A prayer alert is for one country"},
		{"announce", reply.Args{"do": "status", "text": "Pray"}, `does not go with "status"`},
		{"announce", reply.Args{"do": "nonsense", "text": "Pray"}, `I do not know what "nonsense" asks for`},
		{"announce", reply.Args{"to": "urgent nigeria", "text": "Pray"}, ""},
		{"subscribe", reply.Args{"time": "08:00", "for": "Mali on fire"}, "Mali on fire"},
		{"subscribe", reply.Args{"time": "08:00 Lagos"}, `"08:00 Lagos" is not a time of day`},
		{"subscribe", reply.Args{"time": "08:00", "on": "monday for Mali"}, "monday for Mali"},
		{"subscribe", reply.Args{"time": "08:00", "what": "everything"}, `"everything" does not fit the option what`},
		{"subscribe", reply.Args{"time": "08:00", "details": "x"}, `I do not know the option "details"`},
		{"news", reply.Args{"place": "read kp-camps"}, "read kp-camps"},
		{"pray", reply.Args{"date": "nigeria"}, `"nigeria"`},
		{"schedule", reply.Args{"do": "pause", "which": "1 until tomorrow"}, ""},
		{"schedule", reply.Args{"do": "pause", "time": "08:00"}, `does not go with "pause"`},
		{"unsubscribe", reply.Args{"which": "all but the first"}, ""},
		{"community", reply.Args{"do": "leave", "text": "yes"}, `does not go with "leave"`},
	} {
		got := c.with(tt.command, tt.options)
		if len(got.Buttons) > 0 || !strings.Contains(plain(got), tt.says) {
			t.Errorf("/%s %q is no problem:\n%s", tt.command, tt.options, plain(got))
		}
	}
	if got := plain(c.say("/schedule")); strings.Contains(got, "2. ") || !strings.Contains(got, "(Next: ") {
		t.Errorf("something was changed:\n%s", got)
	}
}

func TestNoOptionSpeaksForAnother(t *testing.T) {
	c := newCrawler(t, "")
	for _, row := range c.core.Table("en") {
		for _, p := range row.Params {
			if p.Choices != nil || p.Long {
				continue
			}
			for _, text := range lines {
				c.private("7")
				c.with(row.Name, reply.Args{p.Name: text})
				if got := plain(c.say("/schedule")); !strings.Contains(got, "no daily prayer point") {
					t.Fatalf("/%s %s:%q has subscribed:\n%s", row.Name, p.Name, text, got)
				}
			}
		}
	}
}
