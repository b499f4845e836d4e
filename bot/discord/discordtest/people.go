package discordtest

import (
	"cmp"
	"fmt"
	"time"

	"prayerbot/bot/adapter/fake"
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

// people are those who type and press, with what they were answered.
type people struct {
	state         *fake.State
	directory     *directory
	ledger        *ledger
	slashCommands *slashCommands
	gateway       *gateway
	poster        *poster

	interactions map[string]*Interaction
	byToken      map[string]*Interaction
	late         time.Duration // that an event takes to the bot
	within       time.Duration // for which an answer is waited
}

func newPeople(state *fake.State, d *directory, l *ledger, c *slashCommands, g *gateway) *people {
	return &people{
		state: state, directory: d, ledger: l, slashCommands: c, gateway: g,
		interactions: map[string]*Interaction{}, byToken: map[string]*Interaction{}, within: answerWithin,
	}
}

// answerWithin is how long Discord waits for an answer, until AnswerWithin says
// otherwise.
const answerWithin = 3 * time.Second

// AnswerWithin is how long the server waits for answers from now on: for tests
// that are about something else, on a machine that has no time.
func (s *people) AnswerWithin(d time.Duration) {
	defer s.state.Change()()
	s.within = d
}

// Command makes somebody use a slash command. It fails where Discord would not
// let them: an unknown command or option, a missing one.
func (s *people) Command(person, channel, name string, options map[string]string) (*Interaction, error) {
	defer s.state.Change()()
	for _, c := range s.slashCommands.commands {
		if c.Name != name {
			continue
		}
		if err := c.offers(s.directory, s.directory.channels[channel]); err != nil {
			return nil, err
		}
		given, err := c.take(options, "")
		if err != nil {
			return nil, err
		}
		data := map[string]any{"id": c.ID, "name": name, "type": 1, "options": given}
		if err := s.resolve(c, person, channel, options, data); err != nil {
			return nil, err
		}
		return s.interact(person, channel, 2, data, nil), nil
	}
	return nil, fmt.Errorf("there is no command %q", name)
}

// Type makes somebody type into an option, so that the bot suggests values.
func (s *people) Type(person, channel, name, option, typed string) (*Interaction, error) {
	defer s.state.Change()()
	for _, c := range s.slashCommands.commands {
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

// Use makes somebody give a command about a message, with its content and cards as others
// have written it.
func (s *people) Use(person, channel, name string, message map[string]any) (*Interaction, error) {
	defer s.state.Change()()
	for _, c := range s.slashCommands.commands {
		if c.Name == name && c.Type == 3 {
			id := s.ledger.nextID()
			return s.interact(person, channel, 2, map[string]any{
				"id": c.ID, "name": name, "type": 3, "target_id": id, "resolved": map[string]any{"messages": map[string]any{id: message}},
			}, nil), nil
		}
	}
	return nil, fmt.Errorf("there is no command %q for messages", name)
}

// Press makes somebody press the button of the newest message in a channel that
// has one with the label.
func (s *people) Press(person, channel, label string) (*Interaction, error) {
	defer s.state.Change()()
	shown := s.ledger.byChannel[channel]
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

// ephemeral is the flag of a message that only who asked sees.
const ephemeral = 1 << 6

// seenBy tells whether somebody sees a message: one that is ephemeral is seen by
// the person alone whom it answers.
func (m *Message) seenBy(person string) bool { return m.Flags&ephemeral == 0 || m.Asked == person }

// PressOf makes somebody press a button of a message, by its id.
func (s *people) PressOf(person string, m Message, id string) (*Interaction, error) {
	return s.Take(person, m, Button{ID: id})
}

// Take makes somebody press a button of a message, or choose a line of its menu.
func (s *people) Take(person string, m Message, b Button) (*Interaction, error) {
	defer s.state.Change()()
	for _, shown := range s.ledger.byChannel[m.Channel] {
		switch {
		case shown.ID != m.ID || shown.deleted || !shown.seenBy(person):
		case b.Value != "":
			return s.choose(person, shown, b), nil
		default:
			return s.press(person, shown, b.ID), nil
		}
	}
	return nil, fmt.Errorf("%s does not see that message", person)
}

func (s *people) press(person string, m *Message, id string) *Interaction {
	return s.interact(person, m.Channel, 3, map[string]any{"custom_id": id, "component_type": 2}, m)
}

// Interaction makes an interaction of somebody that the bot is not told of: its
// id and token are good for an answer.
func (s *people) Interaction(channel, person string) *Interaction {
	defer s.state.Change()()
	return s.newInteraction(person, channel)
}

func (s *people) newInteraction(person, channel string) *Interaction {
	i := &Interaction{ID: s.snowflake(), Channel: channel, Person: person, at: time.Now().Add(-s.late)}
	i.Token = "interaction-token-" + i.ID
	s.interactions[i.ID], s.byToken[i.Token] = i, i
	return i
}

// epoch is from when Discord's numbers count, in milliseconds of Unix.
const epoch = 1_420_070_400_000

// snowflake is a number that tells when it was made.
func (s *people) snowflake() string {
	s.ledger.lastID++
	return fmt.Sprint((time.Now().Add(-s.late).UnixMilli()-epoch)<<22 | int64(s.ledger.lastID)&0x3fffff)
}

// Late makes what people do reach the bot so much later, from now on.
func (s *people) Late(by time.Duration) {
	defer s.state.Change()()
	s.late = by
}

// interact sends an interaction over the gateway, or posts it.
func (s *people) interact(person, channel string, kind int, data map[string]any, m *Message) *Interaction {
	i := s.newInteraction(person, channel)
	i.message, i.kind = m, kind
	c := s.directory.channels[channel]
	event := map[string]any{
		"id": i.ID, "application_id": BotID, "type": kind, "token": i.Token, "version": 1,
		"channel_id": channel, "locale": "en-US", "data": data, "context": c.contextOf(), "authorizing_integration_owners": (&installs{s.directory}).installers(c, person),
	}
	user := map[string]any{"id": person, "username": "somebody"}
	if c != nil && c.Guild != "" {
		event["guild_id"], event["guild_locale"] = c.Guild, cmp.Or(s.directory.locales[c.Guild], "en-US")
		event["app_permissions"] = fmt.Sprint(s.directory.powers(c))
		event["member"] = map[string]any{"user": user, "roles": s.directory.rolesOf(c.Guild, person), "permissions": fmt.Sprint(s.directory.rights(c, person))}
		event["channel"] = s.directory.partial(c, person)
	} else {
		event["user"], event["app_permissions"] = user, "0"
	}
	if m != nil {
		event["message"] = m.json()
	}
	if s.poster.tell(event) {
		return i
	}
	guild, _ := event["guild_id"].(string)
	if s.directory.foreign[guild] { // no session has it
		guild = ""
	}
	s.gateway.dispatch(guild, "INTERACTION_CREATE", event)
	return i
}

// Say makes somebody say something in a channel. answers is the message of the bot that
// it answers; nil is none. The bot is told of what is said in private alone.
func (s *people) Say(person, channel, text string, answers *Message) {
	defer s.state.Change()()
	c := s.directory.channels[channel]
	if c == nil || c.Guild != "" {
		return
	}
	event := map[string]any{
		"id": s.snowflake(), "channel_id": channel, "type": 0, "content": text, "timestamp": time.Now().UTC().Format(time.RFC3339),
		"author": map[string]any{"id": person, "username": "somebody"}, "tts": false, "mention_everyone": false, "mentions": []any{}, "attachments": []any{}, "embeds": []any{},
	}
	if answers != nil {
		quoted := answers.json()
		rows := []any{}
		for _, row := range answers.Buttons {
			buttons := []any{}
			for _, b := range row {
				buttons = append(buttons, map[string]any{"type": 2, "style": 2, "label": b.Label, "custom_id": b.ID})
			}
			rows = append(rows, map[string]any{"type": 1, "components": buttons})
		}
		quoted["components"] = rows
		event["type"], event["message_reference"], event["referenced_message"] = 19, map[string]any{"message_id": answers.ID, "channel_id": channel}, quoted
	}
	s.gateway.dispatch("", "MESSAGE_CREATE", event)
}

// Answer is the bot's answer to an interaction; nil before it has come.
func (s *people) Answer(i *Interaction) *Message {
	s.state.Lock()
	defer s.state.Unlock()
	if i.Reply == nil {
		return nil
	}
	m := *i.Reply
	return &m
}

// Suggested are the values suggested to somebody who types; nil before.
func (s *people) Suggested(i *Interaction) []string {
	s.state.Lock()
	defer s.state.Unlock()
	return i.Choices
}
