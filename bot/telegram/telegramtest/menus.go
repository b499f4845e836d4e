package telegramtest

import (
	"encoding/json"
	"regexp"
	"unicode/utf8"

	"prayerbot/bot/adapter/fake"
)

// commandMenus are the menus of commands that the bot has set.
type commandMenus struct {
	state *fake.State
	menus map[string]json.RawMessage // by the type of their scope
}

// Menu is what was last set as the menu of a scope ("default").
func (s *commandMenus) Menu(scope string) string {
	s.state.Lock()
	defer s.state.Unlock()
	return string(s.menus[scope])
}

// scopeOf is the type of a scope; "default" where none is given.
func scopeOf(p params) string {
	var scope menuScope
	if json.Unmarshal(p["scope"], &scope) != nil || scope.Type == "" {
		return "default"
	}
	return scope.Type
}

var commandForm = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

func (s *commandMenus) getMyCommands(p params) (any, *refusal) {
	if menu := s.menus[scopeOf(p)]; menu != nil {
		return menu, nil
	}
	return []any{}, nil
}

func (s *commandMenus) setMyCommands(p params) (any, *refusal) {
	var menu []menuRow
	if json.Unmarshal(p["commands"], &menu) != nil || len(menu) > 100 {
		return nil, bad("can't parse commands")
	}
	for _, c := range menu {
		if !commandForm.MatchString(c.Command) {
			return nil, bad("BOT_COMMAND_INVALID")
		}
		if n := utf8.RuneCountInString(c.Description); n < 1 || n > 256 {
			return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.menus[scopeOf(p)] = p["commands"]
	return true, nil
}
