package discord

import (
	"encoding/json"
	"slices"
	"strings"

	"prayerbot/commands/reply"
)

// A picker is a menu of which one line is chosen.
type picker struct {
	Type    int      `json:"type"` // 3
	ID      string   `json:"custom_id"`
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
)

// pickerID names the menu of a message; what was chosen says what to do.
const pickerID = "select"

// fewest is from how many buttons on that lead to one kind of thing they are lines of a menu:
// a screen full of them hides what they stand under.
const fewest = 11

// components are buttons as they stand under a message: those of which there are many that
// differ only in what they lead to are a menu, above the others.
func components(buttons [][]reply.Button) []row {
	kind := crowd(buttons)
	if kind == "" {
		return rows(buttons)
	}
	menu := picker{Type: 3, ID: pickerID}
	var left [][]reply.Button
	for _, line := range buttons {
		var some []reply.Button
		for _, b := range line {
			if leadOf(b) == kind {
				menu.Options = append(menu.Options, option{cut(b.Text(), maxOption), b.Payload()})
				continue
			}
			some = append(some, b)
		}
		if len(some) > 0 {
			left = append(left, some)
		}
	}
	below := rows(left)
	return append([]row{{Type: 1, Components: []any{menu}}}, below[:min(len(below), maxRows-1)]...)
}

// crowd is the kind of the buttons of which there are so many that they are a menu, the
// first one; "" is none.
func crowd(buttons [][]reply.Button) string {
	flat := slices.Concat(buttons...)
	count := map[string]int{}
	for _, b := range flat {
		count[leadOf(b)]++
	}
	for _, b := range flat {
		if kind := leadOf(b); kind != "" && count[kind] >= fewest && count[kind] <= maxOptions {
			return kind
		}
	}
	return ""
}

// leadOf is the command line of a button without its last word, which is what it leads to;
// "" where it has no such line.
func leadOf(b reply.Button) string {
	at := strings.LastIndexByte(b.Do, ' ')
	if b.Link != "" || at < 0 {
		return ""
	}
	return b.Place + " " + b.Do[:at]
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
