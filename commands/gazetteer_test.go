package commands_test

import (
	"strings"
	"testing"
)

// A name that leads to a country says how, and one that leads to several asks
// which, in the order of the alphabet.
func TestANameSaysHowItLeadsToACountry(t *testing.T) {
	c := newCrawler(t, "")
	for _, tt := range []struct{ line, says string }{
		{"/country Kaduna", "Kaduna is in Nigeria."},
		{"/pray the church in kaduna please", "Kaduna is in Nigeria."},
		{"/news Manipur", "Manipur is in India."},
		{"/country Tibet", "For Tibet, see China."},
		{"/country Lhasa", "For Lhasa, see China."},
		{"/country Crimea", "For Crimea, see Ukraine."},
		{"/pray Uyghurs", "For Uyghurs, see China."},
		{"/country Puerto Rico", "For Puerto Rico, see the United States."},
		{"/country nort korea", "I took this for North Korea."},
		{"/country kadunna", "I took this for Kaduna."},
		{"/country Kashmir", "For Kashmir, see one of these."},
		{"/country africa", "Choose a part of it."},
		{"/country sahel", "Choose a country."},
		{"/settings Portland, Nevada", "I know no Portland in Nevada."},
		{"/settings UTC-3", "UTC−3"},
		{"/settings EST", "Sydney"},
		{"/settings Hamilton", "Hamilton, Ontario"},
		{"/settings Lagos", "where you are?"},
		{"/settings UK", "Europe/London"},
		{"/settings NGA", "Africa/Lagos"},
	} {
		got := c.say(tt.line)
		if text := plain(got); !strings.Contains(text, tt.says) {
			t.Errorf("%s does not say %q:\n%s", tt.line, tt.says, text)
		}
	}
}

// Of a disputed place nothing says where it lies.
func TestNothingSaysWhereADisputedPlaceLies(t *testing.T) {
	c := newCrawler(t, "")
	for _, a := range c.lib.Aliases {
		if len(a.States) == 0 {
			continue
		}
		for _, name := range a.Names {
			for _, command := range []string{"/country ", "/pray ", "/news "} {
				if got := plain(c.say(command + name)); strings.Contains(got, " is in ") && strings.Contains(strings.ToLower(got), strings.ToLower(name)+" is in ") {
					t.Errorf("%s%s says where it lies:\n%s", command, name, got)
				}
			}
		}
	}
}
