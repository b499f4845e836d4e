package discord

import (
	"prayerbot/commands/reply"
)

// form is what Discord opens to ask for a text and for choices: a modal.
type form struct {
	ID         string     `json:"custom_id"`
	Title      string     `json:"title"`
	Components []labelled `json:"components"` // 1 to 5
}

// labelled is a field below what it is for.
type labelled struct {
	Type  int    `json:"type"` // 18
	Label string `json:"label"`
	Note  string `json:"description,omitempty"`
	Field any    `json:"component"` // field, group, checkbox
}

// A field takes a text.
type field struct {
	Type     int    `json:"type"`  // 4
	Style    int    `json:"style"` // 2: several lines
	ID       string `json:"custom_id"`
	Value    string `json:"value,omitempty"`
	Required bool   `json:"required"`
	Most     int    `json:"max_length"`
}

// A group takes one of its options, or some.
type group struct {
	Type     int      `json:"type"` // of one 21, of some 22
	ID       string   `json:"custom_id"`
	Required bool     `json:"required"`
	Least    *int     `json:"min_values,omitempty"` // of 22 alone; nil is 1
	Options  []ticked `json:"options"`
}

// ticked is an option of a group.
type ticked struct {
	Label string `json:"label"`
	Value string `json:"value"`
	Note  string `json:"description,omitempty"`
	Is    bool   `json:"default,omitempty"`
}

// A checkbox takes a yes or a no.
type checkbox struct {
	Type int    `json:"type"` // 23
	ID   string `json:"custom_id"`
	Is   bool   `json:"default"`
}

// The types of what a form holds.
const (
	formLabel    = 18
	formText     = 4
	formOneOf    = 21
	formSomeOf   = 22
	formCheckbox = 23
)

// Discord's limits of a form.
const (
	maxFormTitle = 45
	maxFormNote  = 100
	maxField     = 4000
)

// textField is the name of the one field of a form that takes a text.
const textField = "text"

func formOf(a reply.Form) form {
	f := form{ID: a.Payload(), Title: cut(a.Title, maxFormTitle)}
	if a.Label != "" {
		f.add(a.Label, "", field{Type: formText, Style: 2, ID: textField, Value: a.Value, Required: true, Most: min(a.Most, maxField)})
	}
	for _, choice := range a.Fields {
		f.add(choice.Label, choice.Note, fieldOf(choice))
	}
	return f
}

// add puts a field into a form, below what it is for.
func (f *form) add(label, note string, field any) {
	f.Components = append(f.Components, labelled{formLabel, cut(label, maxFormTitle), cut(note, maxFormNote), field})
}

// fieldOf is a choice in Discord's form.
func fieldOf(f reply.Field) any {
	if f.Kind == reply.YesNo {
		return checkbox{formCheckbox, f.Name, f.Yes}
	}
	g := group{Type: formSomeOf, ID: f.Name, Required: f.Kind != reply.AnyOf}
	switch f.Kind {
	case reply.OneOf:
		g.Type = formOneOf
	case reply.AnyOf:
		g.Least = new(int)
	}
	for _, o := range f.Options {
		g.Options = append(g.Options, ticked{cut(o.Label, maxOption), o.Key, cut(o.Note, maxFormNote), o.Chosen})
	}
	return g
}
