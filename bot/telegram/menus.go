package telegram

import (
	"context"
	"fmt"
	"slices"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/commands/reply"
)

// updateMenus makes the menus of commands show the table, where they do not
// yet. They are for display only: what somebody may do is checked anew.
func (p *Platform) updateMenus(ctx context.Context) error {
	all, open := p.menu(reply.Moderator), p.menu(reply.Anyone)
	for _, m := range []struct {
		scope models.BotCommandScope
		rows  []models.BotCommand
	}{
		{&models.BotCommandScopeDefault{}, open},
		{&models.BotCommandScopeAllPrivateChats{}, all},
		{&models.BotCommandScopeAllGroupChats{}, open},
		{&models.BotCommandScopeAllChatAdministrators{}, all},
	} {
		if err := p.updateMenu(ctx, m.scope, m.rows); err != nil {
			return fmt.Errorf("menu: %w", err)
		}
	}
	return nil
}

// menu is the table as somebody with a role sees it.
func (p *Platform) menu(role reply.Role) []models.BotCommand {
	var rows []models.BotCommand
	for _, row := range p.Core.Table("en") {
		if row.Role <= role {
			rows = append(rows, models.BotCommand{Command: row.Name, Description: row.Summary})
		}
	}
	return rows
}

func (p *Platform) updateMenu(ctx context.Context, scope models.BotCommandScope, rows []models.BotCommand) error {
	now, err := p.api.GetMyCommands(ctx, &bot.GetMyCommandsParams{Scope: scope})
	if err != nil || slices.Equal(now, rows) {
		return err
	}
	_, err = p.api.SetMyCommands(ctx, &bot.SetMyCommandsParams{Scope: scope, Commands: rows})
	return err
}
