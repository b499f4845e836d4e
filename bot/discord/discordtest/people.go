package discordtest

import (
	"encoding/json"
	"fmt"
	"time"
)

// An Interaction is what somebody did, with the bot's answer.
type Interaction struct {
	ID, Token, Channel, Person string
	message                    *Message // whose button was pressed
	kind                       int
	at                         time.Time
	answered                   bool
	Reply                      *Message // what was answered; nil before
	Choices                    []string // of an autocompletion
	Form                       *Form    // that was opened instead of an answer
}

// answerWithin is how long Discord waits for an answer, until AnswerWithin says
// otherwise.
const answerWithin = 3 * time.Second

// AnswerWithin is how long the server waits for answers from now on: for tests
// that are about something else, on a machine that has no time.
func (s *Server) AnswerWithin(d time.Duration) {
	defer s.lock()()
	s.within = d
}

// Command makes somebody use a slash command. It fails where Discord would not
// let them: an unknown command or option, a missing one.
func (s *Server) Command(person, channel, name string, options map[string]string) (*Interaction, error) {
	defer s.lock()()
	for _, c := range s.commands {
		if c.Name != name {
			continue
		}
		given, err := c.take(options, "")
		if err != nil {
			return nil, err
		}
		return s.interact(person, channel, 2, map[string]any{"id": c.ID, "name": name, "type": 1, "options": given}, nil), nil
	}
	return nil, fmt.Errorf("there is no command %q", name)
}

// Type makes somebody type into an option, so that the bot suggests values.
func (s *Server) Type(person, channel, name, option, typed string) (*Interaction, error) {
	defer s.lock()()
	for _, c := range s.commands {
		if c.Name != name {
			continue
		}
		given, err := c.take(map[string]string{option: typed}, option)
		if err != nil {
			return nil, err
		}
		return s.interact(person, channel, 4, map[string]any{"id": c.ID, "name": name, "type": 1, "options": given}, nil), nil
	}
	return nil, fmt.Errorf("there is no command %q", name)
}

// take checks the options that somebody gives.
func (c *Command) take(options map[string]string, focused string) ([]map[string]any, error) {
	given := []map[string]any{}
	known := map[string]bool{}
	for _, o := range c.Options {
		known[o.Name] = true
		value, ok := options[o.Name]
		if !ok {
			if o.Required && focused == "" {
				return nil, fmt.Errorf("the option %q is required", o.Name)
			}
			continue
		}
		if focused == o.Name && !o.Autocomplete {
			return nil, fmt.Errorf("the option %q suggests nothing", o.Name)
		}
		given = append(given, map[string]any{"name": o.Name, "type": o.Type, "value": value, "focused": focused == o.Name})
	}
	for name := range options {
		if !known[name] {
			return nil, fmt.Errorf("there is no option %q", name)
		}
	}
	return given, nil
}

// Press makes somebody press the button of the newest message in a channel that
// has one with the label.
func (s *Server) Press(person, channel, label string) (*Interaction, error) {
	defer s.lock()()
	shown := s.byChannel[channel]
	for i := len(shown) - 1; i >= 0; i-- {
		m := shown[i]
		if m.deleted || !m.seenBy(person) {
			continue
		}
		for _, row := range m.Buttons {
			for _, b := range row {
				if b.Label == label && b.Value != "" {
					return s.choose(person, m, b), nil
				}
				if b.Label == label && b.ID != "" {
					return s.press(person, m, b.ID), nil
				}
			}
		}
	}
	return nil, fmt.Errorf("no message in %s has a button %q", channel, label)
}

// seenBy tells whether somebody sees a message: one that is ephemeral is seen by
// the person alone whom it answers.
func (m *Message) seenBy(person string) bool { return m.Flags&(1<<6) == 0 || m.Asked == person }

// PressOf makes somebody press a button of a message, by its id.
func (s *Server) PressOf(person string, m Message, id string) (*Interaction, error) {
	defer s.lock()()
	for _, shown := range s.byChannel[m.Channel] {
		if shown.ID == m.ID && !shown.deleted && shown.seenBy(person) {
			return s.press(person, shown, id), nil
		}
	}
	return nil, fmt.Errorf("%s does not see that message", person)
}

func (s *Server) press(person string, m *Message, id string) *Interaction {
	return s.interact(person, m.Channel, 3, map[string]any{"custom_id": id, "component_type": 2}, m)
}

// Interaction makes an interaction of somebody that the bot is not told of: its
// id and token are good for an answer.
func (s *Server) Interaction(channel, person string) *Interaction {
	defer s.lock()()
	return s.newInteraction(person, channel)
}

func (s *Server) newInteraction(person, channel string) *Interaction {
	i := &Interaction{ID: s.snowflake(), Channel: channel, Person: person, at: time.Now().Add(-s.late)}
	i.Token = "interaction-token-" + i.ID
	s.interactions[i.ID], s.byToken[i.Token] = i, i
	return i
}

// epoch is from when Discord's numbers count, in milliseconds of Unix.
const epoch = 1_420_070_400_000

// snowflake is a number that tells when it was made.
func (s *Server) snowflake() string {
	s.lastID++
	return fmt.Sprint((time.Now().Add(-s.late).UnixMilli()-epoch)<<22 | int64(s.lastID)&0x3fffff)
}

// Late makes what people do reach the bot so much later, from now on.
func (s *Server) Late(by time.Duration) {
	defer s.lock()()
	s.late = by
}

// interact sends an interaction over the gateway.
func (s *Server) interact(person, channel string, kind int, data map[string]any, m *Message) *Interaction {
	i := s.newInteraction(person, channel)
	i.message, i.kind = m, kind
	c := s.channels[channel]
	event := map[string]any{
		"id": i.ID, "application_id": BotID, "type": kind, "token": i.Token, "version": 1,
		"channel_id": channel, "locale": "en-US", "data": data, "context": 1,
	}
	user := map[string]any{"id": person, "username": "somebody"}
	if c != nil && c.Guild != "" {
		event["guild_id"], event["context"], event["guild_locale"] = c.Guild, 0, "en-US"
		event["member"] = map[string]any{"user": user, "roles": s.rolesOf(c.Guild, person), "permissions": fmt.Sprint(s.guilds[c.Guild][person])}
	} else {
		event["user"] = user
	}
	if m != nil {
		event["message"] = m.json()
	}
	guild, _ := event["guild_id"].(string)
	s.dispatch(guild, "INTERACTION_CREATE", event)
	return i
}

// Answer is the bot's answer to an interaction; nil before it has come.
func (s *Server) Answer(i *Interaction) *Message {
	s.state.Lock()
	defer s.state.Unlock()
	if i.Reply == nil {
		return nil
	}
	m := *i.Reply
	return &m
}

// Suggested are the values suggested to somebody who types; nil before.
func (s *Server) Suggested(i *Interaction) []string {
	s.state.Lock()
	defer s.state.Unlock()
	return i.Choices
}

// callback takes the answer to an interaction: once, in time, and in one of the
// forms that the bot uses.
func (s *Server) callback(groups []string, body []byte) (any, *refusal) {
	i := s.interactions[groups[0]]
	switch {
	case i == nil || i.Token != groups[1] || time.Since(i.at) > s.within:
		return nil, &refusal{404, 10062, "Unknown interaction"}
	case i.answered:
		return nil, &refusal{400, 40060, "Interaction has already been acknowledged."}
	}
	var form struct {
		Type int             `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if refused := strictly(body, &form); refused != nil {
		return nil, refused
	}
	switch form.Type {
	case 8:
		return nil, i.suggest(form.Data)
	case 9:
		return nil, i.open(form.Data)
	}
	return nil, s.reply(i, form.Type, form.Data)
}

func (i *Interaction) suggest(data json.RawMessage) *refusal {
	var form struct {
		Choices []struct {
			Name  string `json:"name"`
			Value string `json:"value"`
		} `json:"choices"`
	}
	if refused := strictly(data, &form); refused != nil {
		return refused
	}
	if form.Choices == nil || len(form.Choices) > 25 {
		return invalid("choices: 0 to 25")
	}
	i.answered, i.Choices = true, []string{}
	for _, c := range form.Choices {
		if len([]rune(c.Name)) < 1 || len([]rune(c.Name)) > 100 || len([]rune(c.Value)) > 100 {
			return invalid("choices: name or value")
		}
		i.Choices = append(i.Choices, c.Value)
	}
	return nil
}

// reply puts an answer into the channel, or in place of the pressed message.
func (s *Server) reply(i *Interaction, kind int, data json.RawMessage) *refusal {
	var form messageForm
	if refused := strictly(data, &form); refused != nil {
		return refused
	}
	if refused := form.check(); refused != nil {
		return refused
	}
	switch {
	case kind == 7 && form.Flags != 0:
		return invalid("flags: what takes the place of a message keeps that message's")
	case kind == 7 && i.message != nil:
		i.message.fill(form)
		i.message.Edited++
		i.Reply = i.message
	case kind == 4:
		i.Reply = s.accept(form, i.Channel, i.ID)
	default:
		return invalid("type: %d is not for this interaction", kind)
	}
	i.answered = true
	return nil
}

// followUp takes a further message behind an answer.
func (s *Server) followUp(groups []string, body []byte) (any, *refusal) {
	i := s.byToken[groups[1]]
	if i == nil || !i.answered {
		return nil, &refusal{404, 10015, "Unknown Webhook"}
	}
	var form messageForm
	if refused := strictly(body, &form); refused != nil {
		return nil, refused
	}
	if refused := form.check(); refused != nil {
		return nil, refused
	}
	return s.accept(form, i.Channel, i.ID).json(), nil
}
