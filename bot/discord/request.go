package discord

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// request describes where an interaction comes from.
func (a *answerer) request(i *discordgo.Interaction, kind record.PlaceKind) reply.Request {
	req := reply.Request{
		Chat:     record.ChatID{Platform: name, Key: i.ChannelID},
		GroupID:  i.GuildID,
		Private:  alone(i),
		Hears:    alone(i),
		Forms:    true,
		Servers:  true,
		Language: string(i.Locale),
		Role:     reply.Anyone,
		Now:      a.clock.Now(),
		Outside:  i.GuildID != "" && i.AuthorizingIntegrationOwners != nil && i.AuthorizingIntegrationOwners[discordgo.ApplicationIntegrationGuildInstall] == "",
	}
	if req.GroupID != "" {
		req.GroupLanguage = chosenBy(i.GuildLocale)
		req.Bot, req.GroupName, req.Kind = powersOf(i.AppPermissions, kind), a.names.of(req.GroupID), kind
	}
	switch {
	case i.Member != nil && i.Member.User != nil:
		req.Person, req.RoleIDs = i.Member.User.ID, append([]string{}, i.Member.Roles...)
		if moderates(i.Member.Permissions) {
			req.Role = reply.Moderator
		}
		req.MayPing, req.Barred = pings(i.Member.Permissions), !writes(i.Member.Permissions, kind)
	case i.User != nil:
		req.Person = i.User.ID
	}
	req.Origin = under(i.Message, req.Person)
	return req
}

// chosenBy is the language that a server has chosen; "" for what Discord says of one that
// has chosen none.
func chosenBy(locale *discordgo.Locale) string {
	if locale == nil || *locale == discordgo.EnglishUS {
		return ""
	}
	return string(*locale)
}

// alone tells whether somebody is alone with the bot.
func alone(i *discordgo.Interaction) bool {
	return i.GuildID == "" && i.Context == discordgo.InteractionContextBotDM
}

// under tells whose message a button stands under. What the bot sent by itself
// answers no interaction; what is ephemeral is seen by the asker alone.
func under(m *discordgo.Message, person string) reply.Origin {
	switch {
	case m == nil:
		return reply.FromDelivery
	case m.Flags&ephemeral != 0:
		return reply.FromOwnAnswer
	case m.InteractionMetadata == nil:
		return reply.FromDelivery
	case m.InteractionMetadata.User != nil && m.InteractionMetadata.User.ID == person:
		return reply.FromOwnAnswer
	}
	return reply.FromOthersAnswer
}

// command gives the core a command with its options as they are.
func command(req *reply.Request, data discordgo.ApplicationCommandInteractionData) {
	req.Command, req.Args = data.Name, argsOf(data)
}

// argsOf are the options of a command, by their names.
func argsOf(data discordgo.ApplicationCommandInteractionData) reply.Args {
	args := reply.Args{}
	for _, o := range data.Options {
		if text, ok := o.Value.(string); ok {
			args[o.Name] = text
		}
	}
	return args
}

// suggest finds what to suggest while somebody types, and gives what answers
// with it.
func (a *answerer) suggest(ctx context.Context, i *discordgo.Interaction, data discordgo.ApplicationCommandInteractionData, req reply.Request) (answer func()) {
	choices := []choice{}
	req.Args = argsOf(data)
	for _, o := range data.Options {
		typed, ok := o.Value.(string)
		if !o.Focused || !ok {
			continue
		}
		for _, c := range a.core.Complete(ctx, req, data.Name, o.Name, typed) {
			choices = append(choices, choice{cut(c.Label, 100), cut(c.Value, 100)})
		}
	}
	return func() { a.respond(i, response{Type: 8, Data: suggestions{choices}}) }
}
