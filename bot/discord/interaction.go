package discord

import (
	"encoding/json"
	"errors"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/record"
)

// The library's types without its decoding, which gives up on the whole where
// it does not know a part, and leaves its data nil.
type (
	plainInteraction discordgo.Interaction
	plainMessage     discordgo.Message
)

// A received is an interaction as it came. Its data is read apart.
type received struct {
	plainInteraction
	Data    json.RawMessage `json:"data"`
	Message json.RawMessage `json:"message"`
	Powers  json.RawMessage `json:"app_permissions"`
	Channel json.RawMessage `json:"channel"`
}

// errMalformed says that an interaction is not of its form.
var errMalformed = errors.New("it is not of its form")

// inside are the parts of an interaction that are read apart, as they came.
type inside struct {
	data json.RawMessage
	rows json.RawMessage  // the components of the message whose button was pressed
	kind record.PlaceKind // of the channel that it comes from
}

// readInteraction reads an interaction whose data is nil as yet. Where that
// cannot be read, it still is what is needed to answer: id and token; nil where
// even these are missing.
func readInteraction(event json.RawMessage) (*discordgo.Interaction, inside, error) {
	var r received
	if err := json.Unmarshal(event, &r); err != nil {
		return readAddress(event), inside{}, errMalformed
	}
	i := discordgo.Interaction(r.plainInteraction)
	if !answerable(&i) {
		return nil, inside{}, errMalformed
	}
	if !isID(i.ChannelID) {
		return &i, inside{}, errMalformed
	}
	i.Message, i.AppPermissions = readPressed(r.Message), readPowers(r.Powers)
	return &i, inside{r.Data, rowsOf(r.Message), readKind(r.Channel)}, nil
}

// readKind reads what sort of place an interaction comes from.
func readKind(raw json.RawMessage) record.PlaceKind {
	var channel struct {
		Type *discordgo.ChannelType `json:"type"`
	}
	if json.Unmarshal(raw, &channel) != nil || channel.Type == nil {
		return record.PlaceChat
	}
	return kindOf(*channel.Type)
}

// rowsOf are the components of a message; nil where it has none.
func rowsOf(message json.RawMessage) json.RawMessage {
	var m struct{ Components json.RawMessage }
	json.Unmarshal(message, &m) // what cannot be read has none
	return m.Components
}

// readAddress reads only what is needed to answer; nil where that is missing.
func readAddress(event json.RawMessage) *discordgo.Interaction {
	var r struct {
		ID    string                    `json:"id"`
		AppID string                    `json:"application_id"`
		Type  discordgo.InteractionType `json:"type"`
		Token string                    `json:"token"`
	}
	json.Unmarshal(event, &r) // what cannot be read stays empty
	i := &discordgo.Interaction{ID: r.ID, AppID: r.AppID, Type: r.Type, Token: r.Token}
	if !answerable(i) {
		return nil
	}
	return i
}

func answerable(i *discordgo.Interaction) bool { return isID(i.ID) && i.Token != "" }

// readPressed reads the message whose button was pressed, its components aside;
// nil where there is none. Of one that is strange the flags are kept: they say
// who sees it.
func readPressed(raw json.RawMessage) *discordgo.Message {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	var m plainMessage
	if err := json.Unmarshal(raw, &m); err == nil {
		pressed := discordgo.Message(m)
		return &pressed
	}
	var few struct {
		ID    string                 `json:"id"`
		Flags discordgo.MessageFlags `json:"flags"`
	}
	json.Unmarshal(raw, &few)
	return &discordgo.Message{ID: few.ID, Flags: few.Flags}
}

// readCommand reads a slash command, without options that are null.
func readCommand(raw json.RawMessage) (discordgo.ApplicationCommandInteractionData, error) {
	var data discordgo.ApplicationCommandInteractionData
	if err := json.Unmarshal(raw, &data); err != nil || data.Name == "" {
		return data, errMalformed
	}
	options := data.Options[:0]
	for _, o := range data.Options {
		if o != nil {
			options = append(options, o)
		}
	}
	data.Options = options
	return data, nil
}
