package telegram

import (
	"encoding/json"
	"testing"

	"prayerbot/commands/commandstest"
)

func TestWhatAReplyCarriesIsDrawnOrNamed(t *testing.T) {
	parts := render(commandstest.Carried())
	keys, err := json.MarshalIndent(parts[0].keyboard, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "carried.golden", parts[0].html+"\n"+string(keys)+"\n")
	if len(parts) != 1 {
		t.Errorf("there are %d parts", len(parts))
	}
}
