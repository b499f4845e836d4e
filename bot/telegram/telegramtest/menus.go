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
	menus map[string]json.RawMessage // by the type of their scope and their language
	texts map[string]string          // the descriptions, by method and language
}

// Menu is what was last set as the menu of a scope ("default"), for those whose
// language has none of its own.
func (s *commandMenus) Menu(scope string) string { return s.MenuIn(scope, "") }

// MenuIn is Menu for a language.
func (s *commandMenus) MenuIn(scope, language string) string {
	s.state.Lock()
	defer s.state.Unlock()
	return string(s.menus[scope+language])
}

// scopeOf is the type of a scope, "default" where none is given, with the language
// behind.
func scopeOf(p params) string {
	var scope menuScope
	if json.Unmarshal(p["scope"], &scope) != nil || scope.Type == "" {
		scope.Type = "default"
	}
	return scope.Type + p.text("language_code")
}

// Describe makes somebody write a description of the bot by hand: a long one, and
// a brief one.
func (s *commandMenus) Describe(long, brief string) {
	defer s.state.Change()()
	s.texts["description"], s.texts["short_description"] = long, brief
}

// Described are the descriptions in a language, "" for everybody.
func (s *commandMenus) Described(language string) (long, brief string) {
	s.state.Lock()
	defer s.state.Unlock()
	return s.texts["description"+language], s.texts["short_description"+language]
}

func (s *commandMenus) describe(field string, p params) (any, *refusal) {
	s.texts[field+p.text("language_code")] = p.text(field)
	return true, nil
}

func (s *commandMenus) described(field string, p params) (any, *refusal) {
	return map[string]string{field: s.texts[field+p.text("language_code")]}, nil
}

func (s *commandMenus) setMyDescription(p params) (any, *refusal) {
	return s.describe("description", p)
}

func (s *commandMenus) getMyDescription(p params) (any, *refusal) {
	return s.described("description", p)
}

func (s *commandMenus) setMyShortDescription(p params) (any, *refusal) {
	return s.describe("short_description", p)
}

func (s *commandMenus) getMyShortDescription(p params) (any, *refusal) {
	return s.described("short_description", p)
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
		return nil, wrong("can't parse commands")
	}
	for _, c := range menu {
		if !commandForm.MatchString(c.Command) {
			return nil, wrong("BOT_COMMAND_INVALID")
		}
		if n := utf8.RuneCountInString(c.Description); n < 1 || n > 256 {
			return nil, wrong("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.menus[scopeOf(p)] = p["commands"]
	return true, nil
}
