package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"prayerbot/commands/reply"
)

// A registrar keeps Discord's list of commands.
type registrar struct {
	*client
	core Core
}

// manageServer is the right that makes somebody a moderator. Discord would hide a
// command that asks for it from the roles that a server trusts by /moderators, so
// the bot decides itself who may use one, but for what erases.
var manageServer = int64(discordgo.PermissionManageGuild)

// register makes Discord's list of commands show the table, where it does not
// yet: Discord limits how many commands may be created in a day.
func (r *registrar) register(ctx context.Context, s *discordgo.Session, app string) error {
	wanted := r.slashCommands()
	now, err := s.ApplicationCommands(app, "", discordgo.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("read the commands: %w", err)
	}
	if normal(now) == normal(wanted) {
		r.commands.note(now)
		return nil
	}
	if now, err = s.ApplicationCommandBulkOverwrite(app, "", wanted, discordgo.WithContext(ctx)); err != nil {
		return fmt.Errorf("register the commands: %w", err)
	}
	r.commands.note(now)
	r.log.Info("the commands were registered", "commands", len(wanted))
	return nil
}

// slashCommands is the table in Discord's form. Whoever has installed the bot for themselves
// has all commands in their private chat with it; what only reads they have wherever they
// are. Discord shows them the others in servers without the bot too, where they are refused.
func (r *registrar) slashCommands() []*discordgo.ApplicationCommand {
	var all []*discordgo.ApplicationCommand
	tongues := r.tongues()
	for _, row := range r.core.Table("en") {
		c := &discordgo.ApplicationCommand{
			Type: discordgo.ChatApplicationCommand, Name: row.Name, Description: row.Summary, Options: options(row, tongues),
			Contexts:         &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM},
			IntegrationTypes: &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall},
		}
		if said := localized(tongues, row.Summary, func(rows []reply.Row) string { return rowOf(rows, row.Name).Summary }); said != nil {
			c.DescriptionLocalizations = &said
		}
		if !row.Sends && row.Role <= reply.Anyone {
			*c.Contexts = append(*c.Contexts, discordgo.InteractionContextPrivateChannel)
		}
		if row.Erases {
			c.DefaultMemberPermissions = &manageServer
		}
		all = append(all, c)
	}
	return append(all, r.messageCommand())
}

// messageCommand stands in the menu of every message, wherever somebody is.
func (r *registrar) messageCommand() *discordgo.ApplicationCommand {
	c := &discordgo.ApplicationCommand{
		Type: discordgo.MessageApplicationCommand, Name: cut(r.core.AboutMessage("en"), maxCommand),
		Contexts:         &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel},
		IntegrationTypes: &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall},
	}
	names := map[discordgo.Locale]string{}
	for _, language := range r.core.Languages() {
		for _, locale := range localesOf(language) {
			names[locale] = cut(r.core.AboutMessage(language), maxCommand)
		}
	}
	if len(names) > 0 {
		c.NameLocalizations = &names
	}
	return c
}

// maxCommand is how long the name of a command may be, in characters.
const maxCommand = 32

// options are a row's parameters, the required ones first, as Discord asks.
func options(row reply.Row, tongues []tongue) []*discordgo.ApplicationCommandOption {
	params := slices.Clone(row.Params)
	slices.SortStableFunc(params, func(a, b reply.Param) int {
		switch {
		case a.Required == b.Required:
			return 0
		case a.Required:
			return -1
		}
		return 1
	})
	var all []*discordgo.ApplicationCommandOption
	for _, param := range params {
		all = append(all, optionOf(row.Name, param, tongues))
	}
	return all
}

// optionOf is a parameter of a command.
func optionOf(command string, param reply.Param, tongues []tongue) *discordgo.ApplicationCommandOption {
	o := &discordgo.ApplicationCommandOption{
		Type: discordgo.ApplicationCommandOptionString, Name: param.Name, Description: param.Summary,
		Required: param.Required, Autocomplete: param.Suggests && len(param.Choices) == 0,
		DescriptionLocalizations: localized(tongues, param.Summary, func(rows []reply.Row) string { return paramOf(rows, command, param.Name).Summary }),
	}
	if param.IsRole {
		o.Type = discordgo.ApplicationCommandOptionRole
	}
	if param.IsChat {
		o.Type, o.ChannelTypes = discordgo.ApplicationCommandOptionChannel, placeTypes
	}
	for _, choice := range param.Choices {
		o.Choices = append(o.Choices, &discordgo.ApplicationCommandOptionChoice{
			Name: choice.Label, Value: choice.Value,
			NameLocalizations: localized(tongues, choice.Label, func(rows []reply.Row) string {
				return choiceOf(paramOf(rows, command, param.Name), choice.Value)
			}),
		})
	}
	return o
}

// normal writes what matters of commands, so that two lists can be compared.
func normal(all []*discordgo.ApplicationCommand) string {
	var lines []string
	for _, c := range all {
		text, _ := json.Marshal([]any{c.Type, c.Name, c.Description, c.NameLocalizations, c.DescriptionLocalizations, c.Options, c.DefaultMemberPermissions, sorted(c.Contexts), sorted(c.IntegrationTypes)})
		lines = append(lines, strings.ReplaceAll(string(text), "null", "[]"))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// sorted is a list in order; nil where there is none.
func sorted[T ~uint](list *[]T) []T {
	if list == nil {
		return nil
	}
	return slices.Sorted(slices.Values(*list))
}
