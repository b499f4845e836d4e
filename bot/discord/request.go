package discord

import (
	"context"
	"runtime/debug"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// ask asks the core.
func (p *Platform) ask(ctx context.Context, req reply.Request) (reply reply.Reply) {
	began := time.Now()
	defer func() {
		if broken := recover(); broken != nil {
			p.Log.Error("a command panicked", "command", req.Command, "panic", broken, "stack", string(debug.Stack()))
			reply = p.Core.Sorry(req.Language)
		}
		if p.Handled != nil {
			p.Handled(req.Command, time.Since(began))
		}
	}()
	return p.Core.Handle(ctx, req)
}

// request describes where an interaction comes from.
func (p *Platform) request(i *discordgo.Interaction) reply.Request {
	req := reply.Request{
		Chat:     record.ChatID{Platform: name, Key: i.ChannelID},
		GroupID:  i.GuildID,
		Private:  alone(i),
		Language: string(i.Locale),
		Role:     reply.Anyone,
		Now:      p.Clock.Now(),
	}
	switch {
	case i.Member != nil && i.Member.User != nil:
		req.Person, req.RoleIDs = i.Member.User.ID, append([]string{}, i.Member.Roles...)
		if moderates(i.Member.Permissions) {
			req.Role = reply.Moderator
		}
		req.MayPing = pings(i.Member.Permissions)
	case i.User != nil:
		req.Person = i.User.ID
	}
	req.Origin = under(i.Message, req.Person)
	return req
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

// moderates tells whether rights make somebody a moderator.
func moderates(permissions int64) bool {
	return permissions&(discordgo.PermissionAdministrator|discordgo.PermissionManageGuild) != 0
}

// trusted tells whether one of somebody's roles is among those whose holders
// are moderators.
func trusted(roles, badges []string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(badges, role) })
}

// command joins the named options into the line that the core reads.
func (p *Platform) command(req *reply.Request, data discordgo.ApplicationCommandInteractionData) {
	req.Command = data.Name
	values := map[string]string{}
	for _, o := range data.Options {
		if text, ok := o.Value.(string); ok {
			values[o.Name] = text
		}
	}
	for _, row := range p.Core.Table("en") {
		if row.Name == data.Name {
			req.Args = row.Line(values)
		}
	}
}

// suggest finds what to suggest while somebody types, and gives what answers
// with it.
func (p *Platform) suggest(ctx context.Context, i *discordgo.Interaction, data discordgo.ApplicationCommandInteractionData, req reply.Request) (answer func()) {
	choices := []choice{}
	for _, o := range data.Options {
		typed, ok := o.Value.(string)
		if !o.Focused || !ok {
			continue
		}
		for _, c := range p.Core.Complete(ctx, req, data.Name, o.Name, typed) {
			choices = append(choices, choice{cut(c.Label, 100), cut(c.Value, 100)})
		}
	}
	return func() { p.respond(i, response{Type: 8, Data: suggestions{choices}}) }
}
