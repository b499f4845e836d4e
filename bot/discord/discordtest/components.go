package discordtest

import "encoding/json"

// componentsOf reads a change of a message that names its components and nothing
// else; nil where it is none.
func componentsOf(body json.RawMessage) *messageForm {
	var keys map[string]json.RawMessage
	if json.Unmarshal(body, &keys) != nil || len(keys) != 1 || keys["components"] == nil {
		return nil
	}
	form := &messageForm{}
	if json.Unmarshal(body, form) != nil {
		return nil
	}
	return form
}

// recount changes a message's components alone.
func (m *Message) recount(form *messageForm) *refusal {
	if refused := form.checkComponents(); refused != nil {
		return refused
	}
	m.fillButtons(*form)
	m.Edited++
	return nil
}

// rows are a message's components as Discord sends them: each has a number.
func (m *Message) rows() []map[string]any {
	all, n := []map[string]any{}, 0
	for _, row := range m.form.Components {
		var shown []map[string]any
		for _, b := range row.Components {
			n++
			data, _ := json.Marshal(b)
			var fields map[string]any
			json.Unmarshal(data, &fields)
			for key, value := range fields {
				if value == "" || value == nil {
					delete(fields, key)
				}
			}
			fields["id"] = n
			shown = append(shown, fields)
		}
		n++
		all = append(all, map[string]any{"type": 1, "id": n, "components": shown})
	}
	return all
}
