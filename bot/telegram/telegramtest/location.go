package telegramtest

import (
	"encoding/json"
	"fmt"
	"time"
)

// readAsk reads the label of the button by which somebody tells where they are;
// "" where a message has none.
func readAsk(raw json.RawMessage, c *Chat) (string, *refusal) {
	var k markup
	json.Unmarshal(raw, &k)
	switch {
	case len(k.Asks) == 0:
		return "", nil
	case len(k.Rows) > 0 || !k.OneTime || len(k.Asks) != 1 || len(k.Asks[0]) != 1:
		return "", wrong("can't parse reply keyboard markup JSON object")
	case c.Type != "private":
		return "", wrong("locations and chats can be requested in private chats only")
	case k.Asks[0][0].Text == "" || k.Asks[0][0].Location == (k.Asks[0][0].Chat != nil):
		return "", wrong("text buttons must be non-empty")
	}
	return k.Asks[0][0].Text, nil
}

// Share makes somebody tell the bot where they are, by the button of the newest
// message that has one.
func (s *people) Share(person int64, label string, lat, lon float64) error {
	defer s.state.Change()()
	shown := s.ledger.byChat[person]
	for i := len(shown) - 1; i >= 0; i-- {
		if shown[i].Asks == label {
			s.updateQueue.push("message", map[string]any{
				"message_id": s.ledger.nextMessage(), "date": time.Now().Unix(), "chat": chatJSON(s.directory.chats[person]), "from": personJSON(person),
				"location": map[string]any{"latitude": lat, "longitude": lon, "horizontal_accuracy": 12.5},
			})
			return nil
		}
	}
	return fmt.Errorf("no message asks %d for a location with %q", person, label)
}
