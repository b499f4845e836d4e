package telegram

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/bot/guard"
	"prayerbot/commands/reply"
)

// A registrar keeps what Telegram shows of the bot beside its messages: the menus
// of commands, and the descriptions.
type registrar struct {
	*client
	core         Core
	descriptions Descriptions
}

// register brings the menus and the descriptions up to date. Nobody has to wait for
// it: it is for display only.
func (r *registrar) register(ctx context.Context) {
	update := func() error { return errors.Join(r.updateMenus(ctx), r.updateDescriptions(ctx)) }
	if err := guard.Try(update); err != nil && ctx.Err() == nil {
		r.log.Warn("the menus and descriptions could not be brought up to date", "error", r.redact(err))
	}
}

// A tongue is a language of the core, and how Telegram names it.
type tongue struct {
	name string
	code string // of two letters; "" is for everybody whose own is not there
}

// languages are those in which Telegram can be told something: English for
// everybody, and those that have a code of two letters.
func (r *registrar) languages() []tongue {
	all := []tongue{{name: "en"}}
	for _, name := range r.core.Languages() {
		if len(name) == 2 && name != "en" {
			all = append(all, tongue{name, name})
		}
	}
	return all
}

// updateMenus makes the menus of commands show the table, in every language, where
// they do not yet. They are for display only: what somebody may do is checked
// anew.
func (r *registrar) updateMenus(ctx context.Context) error {
	for _, lang := range r.languages() {
		all, open := r.menu(lang.name, reply.Moderator), r.menu(lang.name, reply.Anyone)
		for _, m := range []struct {
			scope models.BotCommandScope
			rows  []models.BotCommand
		}{
			{&models.BotCommandScopeDefault{}, open},
			{&models.BotCommandScopeAllPrivateChats{}, all},
			{&models.BotCommandScopeAllGroupChats{}, open},
			{&models.BotCommandScopeAllChatAdministrators{}, all},
		} {
			if err := r.updateMenu(ctx, m.scope, lang.code, m.rows); err != nil {
				return fmt.Errorf("menu: %w", err)
			}
		}
	}
	return nil
}

// menu is the table as somebody with a role sees it, in a language.
func (r *registrar) menu(language string, role reply.Role) []models.BotCommand {
	var rows []models.BotCommand
	for _, row := range r.core.Table(language) {
		if row.Role <= role {
			rows = append(rows, models.BotCommand{Command: row.Name, Description: row.Summary})
		}
	}
	return rows
}

func (r *registrar) updateMenu(ctx context.Context, scope models.BotCommandScope, code string, rows []models.BotCommand) error {
	now, err := r.api.GetMyCommands(ctx, &bot.GetMyCommandsParams{Scope: scope, LanguageCode: code})
	if err != nil || slices.Equal(now, rows) {
		return err
	}
	_, err = r.api.SetMyCommands(ctx, &bot.SetMyCommandsParams{Scope: scope, LanguageCode: code, Commands: rows})
	return err
}
