package discord

import (
	"encoding/json"
	"strconv"
)

// readPowers reads what the bot may do where an interaction comes from; 0 is not
// known. What cannot be read keeps nobody from an answer.
func readPowers(raw json.RawMessage) int64 {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return 0
	}
	powers, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return powers
}
