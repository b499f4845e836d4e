package telegram

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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
		if code, _, _ := strings.Cut(name, "-"); len(code) == 2 && code != "en" {
			all = append(all, tongue{name, code})
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
			scope string
			rows  []menuRow
		}{
			{"default", open},
			{"all_private_chats", all},
			{"all_group_chats", inGroup(open)},
			{"all_chat_administrators", inGroup(all)},
		} {
			if err := r.updateMenu(ctx, menuOf{Scope: menuScope{m.scope}, Language: lang.code}, m.rows); err != nil {
				return fmt.Errorf("menu: %w", err)
			}
		}
	}
	return nil
}

// A menuRow is a command as a menu shows it.
type menuRow struct {
	Command     string `json:"command"`
	Description string `json:"description"`
	Ephemeral   bool   `json:"is_ephemeral,omitempty"` // the bot alone reads it, and answers its sender alone
	public      bool
}

// A menuOf says whose menu it is, in which language.
type menuOf struct {
	Scope    menuScope `json:"scope"`
	Language string    `json:"language_code,omitempty"`
	Commands []menuRow `json:"commands,omitempty"` // nil asks for them
}

type menuScope struct {
	Type string `json:"type"`
}

// menu is the table as somebody with a role sees it, in a language.
func (r *registrar) menu(language string, role reply.Role) []menuRow {
	var rows []menuRow
	for _, row := range r.core.Table(language) {
		if row.Role <= role {
			rows = append(rows, menuRow{Command: row.Name, Description: row.Summary, public: row.Public})
		}
	}
	return rows
}

// inGroup is a menu where others read along: what is for its sender alone is sent to
// the bot alone.
func inGroup(rows []menuRow) []menuRow {
	all := slices.Clone(rows)
	for i := range all {
		all[i].Ephemeral = !all[i].public
	}
	return all
}

func (r *registrar) updateMenu(ctx context.Context, m menuOf, rows []menuRow) error {
	var now []menuRow
	if err := r.call(ctx, "getMyCommands", m, &now); err != nil {
		return err
	}
	same := func(a, b menuRow) bool {
		return a.Command == b.Command && a.Description == b.Description && a.Ephemeral == b.Ephemeral
	}
	if slices.EqualFunc(now, rows, same) {
		return nil
	}
	m.Commands = rows
	return r.call(ctx, "setMyCommands", m, nil)
}
