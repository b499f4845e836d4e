package discord

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

func TestWhatAReplyCarriesIsDrawn(t *testing.T) {
	data, err := json.MarshalIndent(render(commandstest.Carried()), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "carried.json.golden", string(data)+"\n")
}

func TestAChoiceInAMenuDoesWhatItsButtonWould(t *testing.T) {
	b := newBench(t)
	b.core.Answer("pray", reply.Reply{Title: "A question", Buttons: many(fewest)})
	b.run()
	b.command(member, channel, "pray", nil)
	b.press(member, "Part 3")
	if got := b.core.Last().Payload; got != "1 country =3" {
		t.Errorf("the core was asked %q", got)
	}
	for _, raw := range []string{`{"custom_id":"select","component_type":3}`, `{"custom_id":"select","component_type":3,"values":["a","b"]}`, `{"custom_id":"select","component_type":3,"values":[7]}`} {
		if payload, err := readPress([]byte(raw)); err == nil {
			t.Errorf("%s is read as %q", raw, payload)
		}
	}
}

func TestAMenuStaysWithinDiscordsLimits(t *testing.T) {
	r := reply.Reply{Title: "T", Buttons: many(maxOptions)}
	for range maxRows {
		r.Buttons = append(r.Buttons, slices.Repeat([]reply.Button{{Label: "B", Do: "help"}}, 5))
	}
	all := render(r)[0].Components
	if n := len(all[0].Components[0].(picker).Options); len(all) != maxRows || n != maxOptions {
		t.Errorf("there are %d rows, and %d lines in the menu", len(all), n)
	}
}

// luminance is that of a colour as WCAG 2 counts it.
func luminance(colour int) float64 {
	part := func(shift int) float64 {
		c := float64(colour>>shift&0xFF) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

func TestEveryAccentHasAColourThatIsSeen(t *testing.T) {
	seen := map[int]bool{}
	for a := reply.AccentPoint; a <= reply.AccentQuestion; a++ {
		colour := colours[a]
		if colour == 0 || seen[colour] {
			t.Errorf("the accent %d has no colour of its own", a)
		}
		seen[colour] = true
		for _, ground := range []int{0xFFFFFF, 0x313338} {
			x, y := luminance(colour)+0.05, luminance(ground)+0.05
			if contrast := max(x, y) / min(x, y); contrast < 3 {
				t.Errorf("%06X on %06X has a contrast of %.2f", colour, ground, contrast)
			}
		}
	}
}
