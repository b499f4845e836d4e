package discord

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/reply"
)

// A picker is a menu of which one line is chosen, or one of the server's roles or channels.
type picker struct {
	Type    int      `json:"type"` // 3, of roles 6, of channels 8
	ID      string   `json:"custom_id"`
	Prompt  string   `json:"placeholder,omitempty"`
	Options []option `json:"options,omitempty"`

	Channels []discordgo.ChannelType `json:"channel_types,omitempty"`
}

// The types of menus.
const (
	ofLines    = 3
	ofRoles    = 6
	ofChannels = 8
)

// maxPrompt is how long the text in an open menu may be.
const maxPrompt = 150

// pickers are the buttons by which a role or a channel is picked, each a menu in a row of
// its own, and the others.
func pickers(buttons [][]reply.Button) (menus []row, others [][]reply.Button) {
	for _, line := range buttons {
		var some []reply.Button
		for _, b := range line {
			menu := picker{ID: b.Payload(), Prompt: cut(b.Text(), maxPrompt)}
			switch {
			case b.Roles:
				menu.Type = ofRoles
			case b.Chats:
				menu.Type, menu.Channels = ofChannels, placeTypes
			default:
				some = append(some, b)
				continue
			}
			menus = append(menus, row{Type: 1, Components: []any{menu}})
		}
		if len(some) > 0 {
			others = append(others, some)
		}
	}
	return menus, others
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
	if menus, others := pickers(buttons); len(menus) > 0 {
		below := components(others)
		return append(menus, below[:min(len(below), maxRows-len(menus))]...)
	}
	kind := crowd(buttons)
	if kind == "" {
		return rows(buttons)
	}
	menu := picker{Type: ofLines, ID: pickerID}
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

// readPress reads a pressed button, or what was chosen in a menu: a role is a key behind
// the menu's own line, a channel is what that line is about.
func readPress(raw json.RawMessage) (payload string, err error) {
	var data struct {
		ID     string   `json:"custom_id"`
		Type   int      `json:"component_type"`
		Values []string `json:"values"`
	}
	if err := json.Unmarshal(raw, &data); err != nil || data.ID == "" {
		return "", errMalformed
	}
	switch data.Type {
	case ofLines, ofRoles, ofChannels:
	default:
		return data.ID, nil
	}
	if len(data.Values) != 1 || data.Values[0] == "" || data.Type != ofLines && !isID(data.Values[0]) {
		return "", errMalformed
	}
	switch value := data.Values[0]; data.Type {
	case ofRoles:
		return data.ID + " " + reply.Keyed(value), nil
	case ofChannels:
		return placed(data.ID, value), nil
	default:
		return value, nil
	}
}

// placed is the payload of a button about a channel instead of the one that it is about.
func placed(payload, channel string) string {
	line := strings.TrimPrefix(strings.TrimPrefix(payload, reply.PayloadVersion), reply.AnswerMark)
	if strings.HasPrefix(line, reply.PlaceMark) {
		_, line = reply.CutWord(line)
	}
	return reply.Button{Do: line, Place: channel}.Payload()
}

// readChosen reads the channel that was picked in a menu, as it came with that; nil where
// none was, or where it did not come as it should.
func readChosen(raw json.RawMessage) *reply.Place {
	var data struct {
		Type   int      `json:"component_type"`
		Values []string `json:"values"`
	}
	if json.Unmarshal(raw, &data) != nil || data.Type != ofChannels || len(data.Values) != 1 || !isID(data.Values[0]) {
		return nil
	}
	return resolved(raw, data.Values[0])
}
