package commands_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/places"
)

func TestEverySuggestionLeadsToItsOwnPlace(t *testing.T) {
	c := newCrawler(t, "")
	for n, s := range c.subjects() {
		for _, tt := range []struct {
			command, param string
			options        map[string]string
			is             func(reply.Reply) bool
		}{
			{"country", "name", map[string]string{}, func(r reply.Reply) bool { return c.tells(r, s) }},
			{"pray", "country", map[string]string{"date": "tomorrow"}, func(r reply.Reply) bool { return c.tells(r, s) }},
			{"news", "place", map[string]string{}, func(r reply.Reply) bool { return c.tells(r, s) }},
			{"subscribe", "for", map[string]string{"time": "07:00", "place": "=Africa/Lagos", "on": "weekdays"}, func(r reply.Reply) bool {
				return strings.Contains(plain(r), "For "+c.within(s)+"\n") && strings.Contains(plain(r), "Africa/Lagos")
			}},
			{"announce", "urgent", map[string]string{"text": "Pray."}, func(r reply.Reply) bool {
				return strings.Contains(plain(r), "= "+flagOf(s.country)+" Urgent: please pray for "+c.within(s)+" now =")
			}},
		} {
			if tt.command == "announce" && s.country == nil {
				continue
			}
			c.private(fmt.Sprint(1000 + n)) // a chat of its own, which has nothing yet
			if tt.command == "announce" {
				c.private("7")
				c.say("/subscribe 07:00 Lagos")
			}
			tt.options[tt.param] = c.suggested(tt.command, tt.param, c.english(s))
			req := c.req
			req.Command, req.Args = tt.command, tt.options
			if got := c.core.Handle(context.Background(), req); !tt.is(got) {
				t.Errorf("/%s %q is answered by\n%s", req.Command, req.Args, plain(got))
			}
		}
	}
}

func (c *crawler) english(s subject) string {
	if s.country != nil {
		return s.country.Name
	}
	return c.called(s)
}

// suggested is the value that stands behind a suggestion of a name.
func (c *crawler) suggested(command, param, name string) string {
	c.Helper()
	for _, choice := range c.core.Complete(context.Background(), c.req, command, param, name) {
		if choice.Label == name {
			return choice.Value
		}
	}
	c.Errorf("/%s %s does not suggest %s", command, param, name)
	return ""
}

func TestEveryZoneOfThePickersIsItsOwn(t *testing.T) {
	c := newCrawler(t, "")
	for _, r := range c.lib.Regions {
		for _, x := range r.Countries {
			c.say("/settings")
			c.press("Time zone")
			c.press(short(r.Name))
			got := c.press(c.labelOf(x))
			zones := places.OfCountry(x.Key)
			if len(got.Buttons) > 0 && got.Title != "" {
				for _, row := range got.Buttons {
					for _, b := range row {
						if strings.HasPrefix(b.Do, "place ") || b.Do == "settings" {
							continue // back, or not at all
						}
						c.inZone(c.payload(b.Payload()), x, zones)
					}
				}
				continue
			}
			c.inZone(got, x, zones)
		}
	}
	seen := map[string]bool{}
	for _, p := range places.All() {
		if seen[p.Zone] {
			continue
		}
		seen[p.Zone] = true
		for _, choice := range c.core.Complete(context.Background(), c.req, "settings", "value", p.Zone) {
			if got := c.say("/settings " + choice.Value); !strings.Contains(plain(got), "is "+p.Zone+".") {
				t.Fatalf("%s (%s) is answered by\n%s", p.Zone, choice.Value, plain(got))
			}
		}
	}
}

func (c *crawler) inZone(got reply.Reply, x *content.Country, zones []places.Place) {
	c.Helper()
	for _, p := range zones {
		if strings.Contains(plain(got), "is "+p.Zone+".") {
			return
		}
	}
	c.Errorf("%s leads to\n%s", x.Name, plain(got))
}
