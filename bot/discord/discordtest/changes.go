package discordtest

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// made finds a message of the bot that is to be changed.
func (s *Server) made(groups []string) (*Message, *refusal) {
	if s.channels[groups[0]] == nil {
		return nil, &refusal{404, 10003, "Unknown Channel"}
	}
	for _, m := range s.messages {
		if m.Channel == groups[0] && m.ID == groups[1] && !m.deleted && m.Flags&ephemeral == 0 {
			return m, nil
		}
	}
	return nil, &refusal{404, 10008, "Unknown Message"}
}

func (s *Server) editMessage(groups []string, body []byte) (any, *refusal) {
	m, refused := s.made(groups)
	if refused != nil {
		return nil, refused
	}
	var form messageForm
	if refused := strictly(body, &form); refused != nil {
		return nil, refused
	}
	if refused := form.check(); refused != nil {
		return nil, refused
	}
	if form.Nonce != "" || form.Enforce || form.Flags != 0 {
		return nil, invalid("an edit takes no nonce and no flags")
	}
	m.fill(form)
	m.Edited++
	return m.json(), nil
}

func (s *Server) deleteMessage(groups []string, _ []byte) (any, *refusal) {
	m, refused := s.made(groups)
	if refused != nil {
		return nil, refused
	}
	m.deleted = true
	return nil, nil
}

// Remove makes somebody delete the newest message of a channel by hand.
func (s *Server) Remove(channel string) {
	defer s.lock()()
	for i := len(s.messages) - 1; i >= 0; i-- {
		if m := s.messages[i]; m.Channel == channel && m.Flags&ephemeral == 0 && !m.deleted {
			m.deleted = true
			return
		}
	}
}

// mentionEveryone is the right to ping everyone.
const mentionEveryone = 1 << 17

// Silence takes the right to ping everyone in a channel away from somebody.
func (s *Server) Silence(channel, person string) {
	defer s.lock()()
	s.channels[channel].Silent = person
}

func (s *Server) getChannel(groups []string, _ []byte) (any, *refusal) {
	c := s.channels[groups[0]]
	if c == nil {
		return nil, &refusal{404, 10003, "Unknown Channel"}
	}
	overwrites := []map[string]any{}
	if c.Silent != "" {
		overwrites = append(overwrites, map[string]any{"id": c.Silent, "type": 1, "allow": "0", "deny": fmt.Sprint(mentionEveryone)})
	}
	return map[string]any{"id": c.ID, "guild_id": c.Guild, "type": 0, "permission_overwrites": overwrites}, nil
}

// A Form is what the bot has opened to ask for a text.
type Form struct {
	ID, Title, Field, Label, Value string
	Most                           int
	from                           *Interaction
}

// open takes a form: one field of several lines, as this bot uses it.
func (i *Interaction) open(data json.RawMessage) *refusal {
	var form struct {
		ID         string `json:"custom_id"`
		Title      string `json:"title"`
		Components []struct {
			Type       int `json:"type"`
			Components []struct {
				Type     int    `json:"type"`
				Style    int    `json:"style"`
				ID       string `json:"custom_id"`
				Label    string `json:"label"`
				Value    string `json:"value"`
				Required bool   `json:"required"`
				Most     int    `json:"max_length"`
			} `json:"components"`
		} `json:"components"`
	}
	if refused := strictly(data, &form); refused != nil {
		return refused
	}
	title := utf8.RuneCountInString(form.Title)
	if form.ID == "" || len(form.ID) > 100 || title < 1 || title > 45 || len(form.Components) != 1 || len(form.Components[0].Components) != 1 {
		return invalid("a form needs an id, a title and a row with one field")
	}
	f := form.Components[0].Components[0]
	label := utf8.RuneCountInString(f.Label)
	if form.Components[0].Type != 1 || f.Type != 4 || f.Style != 2 || f.ID == "" || label < 1 || label > 45 || f.Most < 1 || f.Most > 4000 || utf8.RuneCountInString(f.Value) > f.Most {
		return invalid("components: a text field is not right")
	}
	i.answered = true
	i.Form = &Form{form.ID, form.Title, f.ID, f.Label, f.Value, f.Most, i}
	return nil
}

// Opened is the form that the bot has opened; nil before.
func (s *Server) Opened(i *Interaction) *Form {
	s.state.Lock()
	defer s.state.Unlock()
	return i.Form
}

// Submit sends a form off with a text.
func (s *Server) Submit(f *Form, text string) (*Interaction, error) {
	defer s.lock()()
	if n := utf8.RuneCountInString(text); n < 1 || n > f.Most {
		return nil, fmt.Errorf("the field takes 1 to %d characters", f.Most)
	}
	field := map[string]any{"type": 4, "custom_id": f.Field, "value": text}
	data := map[string]any{"custom_id": f.ID, "components": []any{map[string]any{"type": 1, "components": []any{field}}}}
	return s.interact(f.from.Person, f.from.Channel, 5, data, f.from.message), nil
}
