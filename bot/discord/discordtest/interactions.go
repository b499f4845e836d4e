package discordtest

import (
	"encoding/json"
	"time"
)

// answers are what the bot answers to interactions.
type answers struct{ *people }

// callback takes the answer to an interaction: once, in time, and in one of the
// forms that the bot uses.
func (s *answers) callback(groups []string, body []byte) (any, *refusal) {
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
func (s *answers) reply(i *Interaction, kind int, data json.RawMessage) *refusal {
	if kind == 6 && i.message != nil {
		i.answered = true
		return nil
	}
	if rows := componentsOf(data); kind == 7 && i.message != nil && rows != nil {
		i.answered = true
		return i.message.recount(rows)
	}
	form := messageForm{files: s.ledger.entry.files}
	if refused := strictly(data, &form); refused != nil {
		return refused
	}
	if refused := form.check(); refused != nil {
		return refused
	}
	switch {
	case kind == 7 && form.Flags&^laidOut != 0:
		return invalid("flags: what takes the place of a message keeps that message's")
	case kind == 7 && i.message != nil && i.message.Laid != (form.Flags&laidOut != 0):
		return invalid("flags: a message of components stays one, and this bot makes no other one such")
	case kind == 7 && i.message != nil:
		i.message.fill(form)
		i.message.Edited++
		i.Reply = i.message
	case kind == 4:
		i.Reply = s.ledger.accept(form, i.Channel, i.ID)
	default:
		return invalid("type: %d is not for this interaction", kind)
	}
	i.answered = true
	return nil
}

// followUp takes a further message behind an answer.
func (s *answers) followUp(groups []string, body []byte) (any, *refusal) {
	i := s.byToken[groups[1]]
	if i == nil || !i.answered {
		return nil, &refusal{404, 10015, "Unknown Webhook"}
	}
	form := messageForm{files: s.ledger.entry.files}
	if refused := strictly(body, &form); refused != nil {
		return nil, refused
	}
	if refused := form.check(); refused != nil {
		return nil, refused
	}
	m := s.ledger.accept(form, i.Channel, i.ID)
	if i.Reply == nil {
		i.Reply = m // behind an answer that showed nothing of its own
	}
	return m.json(), nil
}
