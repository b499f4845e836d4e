package discordtest

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// A Form is what the bot has opened to ask for a text.
type Form struct {
	ID, Title, Field, Label, Value string
	Most                           int
	from                           *Interaction
}

// open takes a form: a label with one field of several lines, as this bot uses it.
func (i *Interaction) open(data json.RawMessage) *refusal {
	var form struct {
		ID         string `json:"custom_id"`
		Title      string `json:"title"`
		Components []struct {
			Type  int    `json:"type"`
			Label string `json:"label"`
			Field struct {
				Type     int    `json:"type"`
				Style    int    `json:"style"`
				ID       string `json:"custom_id"`
				Value    string `json:"value"`
				Required bool   `json:"required"`
				Most     int    `json:"max_length"`
			} `json:"component"`
		} `json:"components"`
	}
	if refused := strictly(data, &form); refused != nil {
		return refused
	}
	title := utf8.RuneCountInString(form.Title)
	if form.ID == "" || len(form.ID) > 100 || title < 1 || title > 45 || len(form.Components) != 1 {
		return invalid("a form needs an id, a title and one label")
	}
	l, f := form.Components[0], form.Components[0].Field
	label := utf8.RuneCountInString(l.Label)
	if l.Type != 18 || f.Type != 4 || f.Style != 2 || f.ID == "" || label < 1 || label > 45 || f.Most < 1 || f.Most > 4000 || utf8.RuneCountInString(f.Value) > f.Most {
		return invalid("components: a label with a text field is not right")
	}
	i.answered = true
	i.Form = &Form{form.ID, form.Title, f.ID, l.Label, f.Value, f.Most, i}
	return nil
}

// Opened is the form that the bot has opened; nil before.
func (s *people) Opened(i *Interaction) *Form {
	s.state.Lock()
	defer s.state.Unlock()
	return i.Form
}

// Submit sends a form off with a text.
func (s *people) Submit(f *Form, text string) (*Interaction, error) {
	defer s.state.Change()()
	if n := utf8.RuneCountInString(text); n < 1 || n > f.Most {
		return nil, fmt.Errorf("the field takes 1 to %d characters", f.Most)
	}
	field := map[string]any{"type": 4, "custom_id": f.Field, "value": text}
	data := map[string]any{"custom_id": f.ID, "components": []any{map[string]any{"type": 18, "component": field}}}
	return s.interact(f.from.Person, f.from.Channel, 5, data, f.from.message), nil
}
