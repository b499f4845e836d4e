package discordtest

import (
	"encoding/json"
	"unicode/utf8"
)

// A Form is what the bot has opened to ask for a text, for choices, or for both.
type Form struct {
	ID, Title string
	// The field for a text; Field is "" where there is none.
	Field, Label, Value string
	Most                int
	Choices             []Choice // in their order
	from                *Interaction
}

// modal is a form as the bot sends it.
type modal struct {
	ID         string       `json:"custom_id"`
	Title      string       `json:"title"`
	Components []modalLabel `json:"components"`
}

// modalLabel is a field below what it is for.
type modalLabel struct {
	Type  int             `json:"type"`
	Label string          `json:"label"`
	Note  *string         `json:"description"`
	Field json.RawMessage `json:"component"`
}

// Discord's limit of what a form holds
// (https://docs.discord.com/developers/components/reference).
const maxLabels = 5

// open takes a form.
func (i *Interaction) open(data json.RawMessage) *refusal {
	if i.kind == 5 {
		return invalid("type: a form opens no other form")
	}
	var sent modal
	if refused := strictly(data, &sent); refused != nil {
		return refused
	}
	if n := len(sent.Components); !between(sent.ID, 1, 100) || !between(sent.Title, 1, 45) || n < 1 || n > maxLabels {
		return invalid("a form needs an id, a title and 1 to 5 labels")
	}
	form := &Form{ID: sent.ID, Title: sent.Title, from: i}
	seen := map[string]bool{}
	for _, l := range sent.Components {
		id, refused := form.take(l)
		switch {
		case refused != nil:
			return refused
		case id == "" || seen[id]:
			return invalid("components: a custom id is required, and cannot be duplicated")
		}
		seen[id] = true
	}
	i.answered, i.Form = true, form
	return nil
}

// take puts a field into a form and returns its id.
func (f *Form) take(l modalLabel) (id string, refused *refusal) {
	var kind struct {
		Type int `json:"type"`
	}
	if l.Type != 18 || !between(l.Label, 1, 45) || l.Note != nil && !between(*l.Note, 1, 100) || json.Unmarshal(l.Field, &kind) != nil {
		return "", invalid("components: this bot's forms have labels of 1 to 45 characters")
	}
	if kind.Type == 4 {
		return f.takeText(l)
	}
	choice, refused := choiceOf(kind.Type, l)
	if refused == nil {
		f.Choices = append(f.Choices, choice)
	}
	return choice.ID, refused
}

// takeText puts the field for a text into a form.
func (f *Form) takeText(l modalLabel) (id string, refused *refusal) {
	var field struct {
		Type     int    `json:"type"`
		Style    int    `json:"style"`
		ID       string `json:"custom_id"`
		Value    string `json:"value"`
		Required bool   `json:"required"`
		Most     int    `json:"max_length"`
	}
	if refused := strictly(l.Field, &field); refused != nil {
		return "", refused
	}
	if f.Field != "" || field.Style != 2 || !between(field.ID, 1, 100) || field.Most < 1 || field.Most > 4000 || utf8.RuneCountInString(field.Value) > field.Most {
		return "", invalid("components: a label with a text field is not right")
	}
	f.Field, f.Label, f.Value, f.Most = field.ID, l.Label, field.Value, field.Most
	return field.ID, nil
}

// Opened is the form that the bot has opened; nil before.
func (s *people) Opened(i *Interaction) *Form {
	s.state.Lock()
	defer s.state.Unlock()
	return i.Form
}
