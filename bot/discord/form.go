package discord

import (
	"encoding/json"

	"prayerbot/commands/reply"
)

// form is what Discord opens to ask for a text: a modal with one field.
type form struct {
	ID         string     `json:"custom_id"`
	Title      string     `json:"title"`
	Components []labelled `json:"components"`
}

// labelled is a field below what it is for.
type labelled struct {
	Type  int    `json:"type"` // 18
	Label string `json:"label"`
	Field field  `json:"component"`
}

type field struct {
	Type     int    `json:"type"`  // 4
	Style    int    `json:"style"` // 2: several lines
	ID       string `json:"custom_id"`
	Value    string `json:"value,omitempty"`
	Required bool   `json:"required"`
	Most     int    `json:"max_length"`
}

// Discord's limits of a form.
const (
	maxFormTitle = 45
	maxField     = 4000
)

// textField is the name of the one field of a form.
const textField = "text"

func formOf(a reply.Form) form {
	f := field{
		Type: 4, Style: 2, ID: textField, Value: a.Value,
		Required: true, Most: min(a.Most, maxField),
	}
	return form{ID: a.Payload(), Title: cut(a.Title, maxFormTitle), Components: []labelled{{Type: 18, Label: cut(a.Label, maxFormTitle), Field: f}}}
}

// A component is a part of a form that was sent off, whatever it is: a field, or
// what holds fields (a row, a label).
type component struct {
	ID         string      `json:"custom_id"`
	Value      any         `json:"value"`
	Components []component `json:"components"`
	Component  *component  `json:"component"`
}

// readForm reads what was written into a form.
func readForm(raw json.RawMessage) (payload, text string, err error) {
	var data struct {
		ID         string      `json:"custom_id"`
		Components []component `json:"components"`
	}
	if err := json.Unmarshal(raw, &data); err != nil || data.ID == "" {
		return "", "", errMalformed
	}
	return data.ID, component{Components: data.Components}.text(), nil
}

// text is what stands in the text field within a component; "" where there is
// none.
func (c component) text() string {
	if value, ok := c.Value.(string); ok && c.ID == textField {
		return value
	}
	if c.Component != nil {
		if text := c.Component.text(); text != "" {
			return text
		}
	}
	for _, inner := range c.Components {
		if text := inner.text(); text != "" {
			return text
		}
	}
	return ""
}
