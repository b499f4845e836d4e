package discordtest

import (
	"fmt"
	"unicode/utf8"
)

// menu holds the fields that a menu has beside those of a button.
type menu struct {
	Placeholder string `json:"placeholder"`
	Channels    []int  `json:"channel_types,omitempty"`
	Options     []struct {
		Label string `json:"label"`
		Value string `json:"value"`
	} `json:"options"`
}

// fits tells whether Discord would take a menu: 1 to 25 lines of 1 to 100
// characters, each with a value of its own; one of roles or of channels has none.
func (m menu) fits(kind int) bool {
	if kind == 6 || kind == 8 {
		return (kind == 8 || m.Channels == nil) && len(m.Options) == 0 && utf8.RuneCountInString(m.Placeholder) <= 150
	}
	if len(m.Options) < 1 || len(m.Options) > 25 || utf8.RuneCountInString(m.Placeholder) > 150 {
		return false
	}
	seen := map[string]bool{}
	for _, o := range m.Options {
		label, value := utf8.RuneCountInString(o.Label), utf8.RuneCountInString(o.Value)
		if label < 1 || label > 100 || value < 1 || value > 100 || seen[o.Value] {
			return false
		}
		seen[o.Value] = true
	}
	return true
}

// lines are those of a menu, to be chosen by Press.
func (m menu) lines(id string) []Button {
	var all []Button
	for _, o := range m.Options {
		all = append(all, Button{Label: o.Label, ID: id, Value: o.Value})
	}
	return all
}

func (s *people) choose(person string, m *Message, b Button) *Interaction {
	return s.interact(person, m.Channel, 3, map[string]any{"custom_id": b.ID, "component_type": 3, "values": []string{b.Value}}, m)
}

// PickChannel makes somebody pick a channel in the newest menu of channels with a text that
// a channel shows them.
func (s *people) PickChannel(person, channel, label, picked string) (*Interaction, error) {
	defer s.state.Change()()
	m, b := s.menu(person, channel, label)
	there, offered := s.directory.picks(person, s.directory.channels[channel].Guild, picked, nil)
	if m == nil || !b.Chats || !offered {
		return nil, fmt.Errorf("no message in %s has a menu of channels %q", channel, label)
	}
	return s.interact(person, m.Channel, 3, map[string]any{
		"custom_id": b.ID, "component_type": 8, "values": []string{picked},
		"resolved": map[string]any{"channels": map[string]any{picked: there}},
	}, m), nil
}

// menu is the newest menu of roles or channels with a text that a channel shows somebody.
func (s *people) menu(person, channel, label string) (*Message, Button) {
	shown := s.ledger.byChannel[channel]
	for i := len(shown) - 1; i >= 0; i-- {
		m := shown[i]
		if m.deleted || !m.seenBy(person) {
			continue
		}
		for _, row := range m.Buttons {
			if len(row) == 1 && (row[0].Roles || row[0].Chats) && row[0].Label == label {
				return m, row[0]
			}
		}
	}
	return nil, Button{}
}

// PickRole makes somebody pick a role in the newest menu of roles with a text that a
// channel shows them.
func (s *people) PickRole(person, channel, label, role string) (*Interaction, error) {
	defer s.state.Change()()
	m, b := s.menu(person, channel, label)
	if m == nil || !b.Roles {
		return nil, fmt.Errorf("no message in %s has a menu of roles %q", channel, label)
	}
	return s.interact(person, m.Channel, 3, map[string]any{
		"custom_id": b.ID, "component_type": 6, "values": []string{role},
		"resolved": map[string]any{"roles": map[string]any{role: map[string]any{"id": role, "name": "role"}}},
	}, m), nil
}
