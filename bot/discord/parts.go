package discord

import "encoding/json"

// A part is a component of a message that others or the bot have written, whatever it is.
type part struct {
	Payload string          `json:"custom_id"`
	Text    string          `json:"content"`
	Parts   json.RawMessage `json:"components"`
}

// depth is how deep components lie within others at most: a button in a row in a frame.
const depth = 3

// partsOf are the components of a message, those within others too, in their order. What
// cannot be read is none.
func partsOf(raw json.RawMessage) []part { return partsWithin(raw, depth) }

func partsWithin(raw json.RawMessage, depth int) (all []part) {
	var each []json.RawMessage
	if depth == 0 || json.Unmarshal(raw, &each) != nil {
		return nil
	}
	for _, one := range each {
		var p part
		if json.Unmarshal(one, &p) == nil {
			all = append(append(all, p), partsWithin(p.Parts, depth-1)...)
		}
	}
	return all
}
