package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

// A Choice is a field of a form in which something is chosen.
type Choice struct {
	ID, Label, Note string
	Kind            int  // of one 21, of some 22, a yes or no 23
	Required        bool // of 21 and 22
	Least, Most     int  // of 22
	Options         []ChoiceOption
	Ticked          bool // of 23: at first
}

// A ChoiceOption is what can be chosen.
type ChoiceOption struct {
	Label string `json:"label"`
	Value string `json:"value"`
	Note  string `json:"description"`
	Is    bool   `json:"default"` // at first
}

// choiceOf takes a choice with the rules of its type.
func choiceOf(kind int, l modalLabel) (Choice, *refusal) {
	c := Choice{Label: l.Label, Kind: kind}
	if l.Note != nil {
		c.Note = *l.Note
	}
	switch kind {
	case 21:
		return c.radio(l.Field)
	case 22:
		return c.checkboxes(l.Field)
	case 23:
		return c.checkbox(l.Field)
	}
	return c, invalid("components: this bot's forms hold a text, radio groups, checkbox groups and checkboxes")
}

// radio takes a group of which one is chosen.
func (c Choice) radio(data json.RawMessage) (Choice, *refusal) {
	var field struct {
		Type     int            `json:"type"`
		ID       string         `json:"custom_id"`
		Required *bool          `json:"required"`
		Options  []ChoiceOption `json:"options"`
	}
	if refused := strictly(data, &field); refused != nil {
		return c, refused
	}
	c.ID, c.Required, c.Options = field.ID, field.Required == nil || *field.Required, field.Options
	if len(c.Options) < 2 || len(c.defaults()) > 1 {
		return c, invalid("options: a radio group has 2 to 10, of which one is chosen at most")
	}
	return c, c.checkOptions()
}

// checkboxes takes a group of which some are chosen.
func (c Choice) checkboxes(data json.RawMessage) (Choice, *refusal) {
	var field struct {
		Type     int            `json:"type"`
		ID       string         `json:"custom_id"`
		Required *bool          `json:"required"`
		Least    *int           `json:"min_values"`
		Most     *int           `json:"max_values"`
		Options  []ChoiceOption `json:"options"`
	}
	if refused := strictly(data, &field); refused != nil {
		return c, refused
	}
	c.ID, c.Required, c.Options = field.ID, field.Required == nil || *field.Required, field.Options
	c.Least, c.Most = 1, len(c.Options)
	if field.Least != nil {
		c.Least = *field.Least
	}
	if field.Most != nil {
		c.Most = *field.Most
	}
	switch {
	case c.Least < 0 || c.Most < 1 || c.Most > 10 || c.Least > c.Most:
		return c, invalid("min_values, max_values: 0 to 10, and 1 to 10")
	case c.Required && c.Least < 1:
		return c, invalid("min_values: at least 1 where something is required")
	case len(c.defaults()) > c.Most:
		return c, invalid("options: more are chosen than can be")
	}
	return c, c.checkOptions()
}

// checkbox takes a yes or a no, which cannot be required.
func (c Choice) checkbox(data json.RawMessage) (Choice, *refusal) {
	var field struct {
		Type int    `json:"type"`
		ID   string `json:"custom_id"`
		Is   bool   `json:"default"`
	}
	if refused := strictly(data, &field); refused != nil {
		return c, refused
	}
	c.ID, c.Ticked = field.ID, field.Is
	return c, nil
}

// checkOptions refuses options that Discord refuses.
func (c Choice) checkOptions() *refusal {
	seen := map[string]bool{}
	for _, o := range c.Options {
		if !between(o.Label, 1, 100) || !between(o.Value, 1, 100) || utf8.RuneCountInString(o.Note) > 100 || seen[o.Value] {
			return invalid("options: a label, a value or a description is too long, or the value is another one's")
		}
		seen[o.Value] = true
	}
	if len(c.Options) < 1 || len(c.Options) > 10 {
		return invalid("options: 1 to 10")
	}
	return nil
}

// defaults are the keys of what is chosen at first.
func (c Choice) defaults() (keys []string) {
	for _, o := range c.Options {
		if o.Is {
			keys = append(keys, o.Value)
		}
	}
	if c.Kind == 23 && c.Ticked {
		keys = []string{yes}
	}
	return keys
}

// yes is what stands for a checkbox that is ticked.
const yes = "yes"

// sent is what is sent of a choice; an error where Discord would not send the form off.
func (c Choice) sent(keys []string) (map[string]any, error) {
	field := map[string]any{"type": c.Kind, "custom_id": c.ID}
	for _, key := range keys {
		if c.Kind != 23 && !slices.ContainsFunc(c.Options, func(o ChoiceOption) bool { return o.Value == key }) {
			return nil, fmt.Errorf("%s has no option %q", c.Label, key)
		}
	}
	n := len(keys)
	switch {
	case c.Kind == 23:
		field["value"] = slices.Contains(keys, yes)
	case c.Required && n == 0:
		return nil, fmt.Errorf("%s has to be chosen", c.Label)
	case c.Kind == 21 && n > 1, c.Kind == 22 && n > 0 && (n < c.Least || n > c.Most):
		return nil, fmt.Errorf("%s takes no %d", c.Label, n)
	case c.Kind == 21 && n == 0:
		field["value"] = nil
	case c.Kind == 21:
		field["value"] = keys[0]
	default:
		field["values"] = append([]string{}, keys...)
	}
	return field, nil
}
