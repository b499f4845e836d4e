package discordtest

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// A Chosen is what somebody chooses in the fields of a form, by their ids: the keys of
// options, or Yes.
type Chosen map[string][]string

// Yes ticks a checkbox.
var Yes = []string{yes}

// Submit sends a form off with a text, and with its choices as they were at first.
func (s *people) Submit(f *Form, text string) (*Interaction, error) { return s.Fill(f, text, nil) }

// Fill sends a form off with a text and with choices; those that are not named stay as they
// were at first. It fails where Discord would not send it off.
func (s *people) Fill(f *Form, text string, chosen Chosen) (*Interaction, error) {
	defer s.state.Change()()
	for id := range chosen {
		if !slices.ContainsFunc(f.Choices, func(c Choice) bool { return c.ID == id }) {
			return nil, fmt.Errorf("the form asks for no %q", id)
		}
	}
	var labels []any
	if f.Field != "" {
		if n := utf8.RuneCountInString(text); n < 1 || n > f.Most {
			return nil, fmt.Errorf("the field takes 1 to %d characters", f.Most)
		}
		labels = append(labels, map[string]any{"type": 4, "custom_id": f.Field, "value": text})
	}
	for _, c := range f.Choices {
		keys, is := chosen[c.ID]
		if !is {
			keys = c.defaults()
		}
		field, err := c.sent(keys)
		if err != nil {
			return nil, err
		}
		labels = append(labels, field)
	}
	for n, field := range labels {
		field.(map[string]any)["id"] = 2*n + 2
		labels[n] = map[string]any{"type": 18, "id": 2*n + 1, "component": field}
	}
	data := map[string]any{"custom_id": f.ID, "components": labels}
	return s.interact(f.from.Person, f.from.Channel, 5, data, f.from.message), nil
}
