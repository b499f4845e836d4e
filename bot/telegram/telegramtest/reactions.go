package telegramtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// A reaction is what a message is marked with.
type reaction struct {
	Type  string `json:"type"`
	Emoji string `json:"emoji"`
}

// emojis are some of those that a bot may set; all others are refused.
var emojis = []string{"\U0001F64F", "\U0001F44D", "\u2764"}

// setMessageReaction marks what somebody has said: a bot sets one emoji at most.
func (s *Server) setMessageReaction(p params) (any, *refusal) {
	if _, refused := s.directory.target(p); refused != nil {
		return nil, refused
	}
	var all []reaction
	if raw := p["reaction"]; raw != nil {
		if err := json.Unmarshal(raw, &all); err != nil {
			return nil, wrong("can't parse reaction")
		}
	}
	said := s.people.said[int(p.int("message_id"))]
	switch {
	case said == nil || said["chat"].(map[string]any)["id"] != p.int("chat_id"):
		return nil, bad("message to react not found")
	case len(all) > 1:
		return nil, wrong("REACTIONS_TOO_MANY")
	case len(all) == 1 && (all[0].Type != "emoji" || !slices.Contains(emojis, all[0].Emoji)):
		return nil, bad("REACTION_INVALID")
	}
	s.people.reactions[said["text"].(string)] = all
	return true, nil
}

// ReactionTo is the emoji that what somebody has said is marked with; "" is none.
func (s *people) ReactionTo(text string) string {
	s.state.Lock()
	defer s.state.Unlock()
	if all := s.reactions[text]; len(all) > 0 {
		return all[0].Emoji
	}
	return ""
}

// AnswerBot makes somebody answer the newest message that the bot sent to a chat and
// that has buttons.
func (s *people) AnswerBot(chat, person int64, text string) error {
	defer s.state.Change()()
	shown := s.ledger.byChat[chat]
	for i := len(shown) - 1; i >= 0; i-- {
		if len(shown[i].Buttons) == 0 {
			continue
		}
		m := map[string]any{
			"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "text": text,
			"chat": chatJSON(s.directory.chats[chat]), "from": personJSON(person), "reply_to_message": s.json(shown[i]),
		}
		s.said[m["message_id"].(int)] = m
		s.updateQueue.push("message", m)
		return nil
	}
	return fmt.Errorf("no message in %d has buttons", chat)
}

// json is a message of the bot as an update holds it.
func (s *people) json(m *Message) map[string]any {
	return map[string]any{
		"message_id": m.ID, "date": m.At.Unix(), "text": m.Text, "chat": chatJSON(s.directory.chats[m.Chat]),
		"from": map[string]any{"id": BotID, "is_bot": true, "first_name": "Bot"}, "reply_markup": map[string]any{"inline_keyboard": m.rows()},
	}
}

// rows are the buttons under a message as an update holds them; nil is none.
func (m *Message) rows() (rows [][]map[string]any) {
	for _, row := range m.Buttons {
		var buttons []map[string]any
		for _, b := range row {
			button := map[string]any{"text": b.Label}
			switch {
			case b.Disabled:
				button["disabled"] = map[string]any{}
			case b.Data != "":
				button["callback_data"] = b.Data
			default:
				button["url"] = b.URL
			}
			buttons = append(buttons, button)
		}
		rows = append(rows, buttons)
	}
	return rows
}

// React makes somebody mark a message with an emoji, and tells the bot where it is
// alone with them or an administrator there.
func (s *people) React(person int64, m Message, emoji string) {
	defer s.state.Change()()
	c := s.directory.chats[m.Chat]
	if c.Type != "private" && c.Members[BotID] != "administrator" {
		return
	}
	s.updateQueue.push("message_reaction", map[string]any{
		"chat": chatJSON(c), "message_id": m.ID, "user": personJSON(person), "date": time.Now().Unix(),
		"old_reaction": []any{}, "new_reaction": []any{map[string]any{"type": "emoji", "emoji": emoji}},
	})
}
