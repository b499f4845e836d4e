package telegram

import (
	"context"
	"fmt"
	"slices"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/commands/reply"
)

// A registrar keeps the menus of commands.
type registrar struct {
	*client
	core Core
}

// updateMenus makes the menus of commands show the table, where they do not
// yet. They are for display only: what somebody may do is checked anew.
func (r *registrar) updateMenus(ctx context.Context) error {
	all, open := r.menu(reply.Moderator), r.menu(reply.Anyone)
	for _, m := range []struct {
		scope models.BotCommandScope
		rows  []models.BotCommand
	}{
		{&models.BotCommandScopeDefault{}, open},
		{&models.BotCommandScopeAllPrivateChats{}, all},
		{&models.BotCommandScopeAllGroupChats{}, open},
		{&models.BotCommandScopeAllChatAdministrators{}, all},
	} {
		if err := r.updateMenu(ctx, m.scope, m.rows); err != nil {
			return fmt.Errorf("menu: %w", err)
		}
	}
	return nil
}

// menu is the table as somebody with a role sees it.
func (r *registrar) menu(role reply.Role) []models.BotCommand {
	var rows []models.BotCommand
	for _, row := range r.core.Table("en") {
		if row.Role <= role {
			rows = append(rows, models.BotCommand{Command: row.Name, Description: row.Summary})
		}
	}
	return rows
}

func (r *registrar) updateMenu(ctx context.Context, scope models.BotCommandScope, rows []models.BotCommand) error {
	now, err := r.api.GetMyCommands(ctx, &bot.GetMyCommandsParams{Scope: scope})
	if err != nil || slices.Equal(now, rows) {
		return err
	}
	_, err = r.api.SetMyCommands(ctx, &bot.SetMyCommandsParams{Scope: scope, Commands: rows})
	return err
}
