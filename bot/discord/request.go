package discord

import (
	"context"
	"runtime/debug"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands"
)

// coreTime bounds how long the core may take: Discord waits three seconds for
// the answer to an interaction.
const coreTime = 2500 * time.Millisecond

// interact deals with one interaction. It is the door: what panics behind it
// is caught here, once.
func (p *Platform) interact(i *discordgo.Interaction) {
	p.room <- struct{}{}
	defer func() { <-p.room }()
	ctx, cancel := context.WithTimeout(context.Background(), coreTime)
	defer cancel()
	req := p.request(i)
	switch i.Type {
	case discordgo.InteractionApplicationCommand:
		p.command(&req, i.ApplicationCommandData())
	case discordgo.InteractionMessageComponent:
		req.Payload = i.MessageComponentData().CustomID
	case discordgo.InteractionModalSubmit:
		req.Payload, req.Text = readForm(i.ModalSubmitData())
	case discordgo.InteractionApplicationCommandAutocomplete:
		p.suggest(ctx, i, req)
		return
	default:
		return
	}
	p.answer(i, p.ask(ctx, req))
}

// drain waits until all interactions are answered, but not for ever.
func (p *Platform) drain() {
	late := time.After(settleWithin)
	for n := range workers {
		select {
		case p.room <- struct{}{}:
			defer func() { <-p.room }()
		case <-late:
			p.Log.Warn("interactions were not answered in time", "count", workers-n)
			return
		}
	}
}

// settleWithin bounds how long answers may still take once the bot has to stop.
const settleWithin = 12 * time.Second

// ask asks the core.
func (p *Platform) ask(ctx context.Context, req commands.Request) (reply commands.Reply) {
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
func (p *Platform) request(i *discordgo.Interaction) commands.Request {
	req := commands.Request{
		Chat:     commands.ChatID{Platform: name, Key: i.ChannelID},
		Space:    i.GuildID,
		Private:  alone(i),
		Language: string(i.Locale),
		Role:     commands.Anyone,
		Now:      p.Clock.Now(),
	}
	switch {
	case i.Member != nil && i.Member.User != nil:
		req.Person, req.Badges = i.Member.User.ID, append([]string{}, i.Member.Roles...)
		if moderates(i.Member.Permissions) {
			req.Role = commands.Moderator
		}
		req.MayPing = pings(i.Member.Permissions)
	case i.User != nil:
		req.Person = i.User.ID
	}
	req.Under = under(i.Message, req.Person)
	return req
}

// alone tells whether somebody is alone with the bot.
func alone(i *discordgo.Interaction) bool {
	return i.GuildID == "" && i.Context == discordgo.InteractionContextBotDM
}

// under tells whose message a button stands under. What the bot sent by itself
// answers no interaction; what is ephemeral is seen by the asker alone.
func under(m *discordgo.Message, person string) commands.Under {
	switch {
	case m == nil:
		return commands.UnderDelivery
	case m.Flags&ephemeral != 0:
		return commands.UnderOwn
	case m.InteractionMetadata == nil:
		return commands.UnderDelivery
	case m.InteractionMetadata.User != nil && m.InteractionMetadata.User.ID == person:
		return commands.UnderOwn
	}
	return commands.UnderOthers
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
func (p *Platform) command(req *commands.Request, data discordgo.ApplicationCommandInteractionData) {
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

// suggest answers while somebody types.
func (p *Platform) suggest(ctx context.Context, i *discordgo.Interaction, req commands.Request) {
	data := i.ApplicationCommandData()
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
	p.respond(i, response{Type: 8, Data: suggestions{choices}})
}

// deleted notes that a channel or thread is gone.
func (p *Platform) deleted(channel string) {
	ctx, cancel := context.WithTimeout(context.Background(), requestTime)
	defer cancel()
	id := commands.ChatID{Platform: name, Key: channel}
	if err := p.Core.Stop(ctx, id, commands.StopDeleted, p.Clock.Now()); err != nil {
		p.Log.Error("a channel that was deleted could not be noted", "error", err)
	}
}
