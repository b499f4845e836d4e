package discord

import (
	"encoding/json"

	"prayerbot/commands/reply"
)

// A picker is a menu of which one line is chosen.
type picker struct {
	Type    int      `json:"type"` // 3
	ID      string   `json:"custom_id"`
	Prompt  string   `json:"placeholder,omitempty"`
	Options []option `json:"options"`
}

type option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Discord's limits of a menu.
const (
	maxOptions = 25
	maxOption  = 100
	maxPrompt  = 150
)

// pickerID names the menu of a message; what was chosen says what to do.
const pickerID = "select"

// pickerRow is a row with a menu.
func pickerRow(s *reply.Select) row {
	menu := picker{Type: 3, ID: pickerID, Prompt: cut(s.Prompt, maxPrompt)}
	for _, c := range s.Choices[:min(len(s.Choices), maxOptions)] {
		menu.Options = append(menu.Options, option{cut(c.Label, maxOption), c.Payload()})
	}
	return row{Type: 1, Components: []any{menu}}
}

// readPress reads a pressed button, or what was chosen in a menu.
func readPress(raw json.RawMessage) (payload string, err error) {
	var data struct {
		ID     string   `json:"custom_id"`
		Type   int      `json:"component_type"`
		Values []string `json:"values"`
	}
	if err := json.Unmarshal(raw, &data); err != nil || data.ID == "" {
		return "", errMalformed
	}
	if data.Type != 3 {
		return data.ID, nil
	}
	if len(data.Values) != 1 || data.Values[0] == "" {
		return "", errMalformed
	}
	return data.Values[0], nil
}
