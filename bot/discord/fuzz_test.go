package discord

import (
	"encoding/json"
	"log/slog"
	"testing"

	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
)

// Whatever a reply holds, each of its messages is within Discord's limits, can
// be written as JSON and lets nobody be pinged.
func FuzzRender(f *testing.F) {
	f.Add("Pray|for **them** & @everyone|<@&7>[a](https://example.org)|```", []byte("\x01\x01\x01\x00\x01\x0b\x09\x03\x05\x01\x02\x07\x05"))
	f.Fuzz(func(t *testing.T, text string, shape []byte) {
		for _, m := range render(commandstest.Fuzzed(text, shape)) {
			faults := fitsText(m)
			for _, row := range m.Components {
				faults = append(faults, fitsRow(row)...)
			}
			for _, err := range faults {
				if err != nil {
					t.Error(err)
				}
			}
			if len(m.Mentions.Parse) > 0 || m.Mentions.Parse == nil {
				t.Errorf("it may mention %v", m.Mentions.Parse)
			}
			if _, err := json.Marshal(m); err != nil {
				t.Error(err)
			}
		}
	})
}

// Whatever an interaction holds (the data of buttons, options, forms), it is
// read or refused.
func FuzzInteraction(f *testing.F) {
	f.Add([]byte(`{"id":"9","token":"t","type":3,"channel_id":"110","data":{"custom_id":"1 country =NG","component_type":2},"message":{"id":"5","flags":64}}`))
	p, err := New(Config{Token: discordtest.Token, Core: commandstest.New(), Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, event []byte) {
		i, in, err := readInteraction(event)
		if err == nil && i == nil {
			t.Error("nothing is read, and no error")
		}
		if i == nil {
			return
		}
		if i.Token == "" || !isID(i.ID) {
			t.Errorf("%+v cannot be answered", i)
		}
		readCommand(in.data)
		readPress(in.data)
		readForm(in.data)
		p.receiver.answerer.request(i, record.PlaceChat)
	})
}
