package telegramtest

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// methodsOfBots are those of the published schema that are kept: what a bot like
// this one sends, changes, asks and sets.
var methodsOfBots = strings.Fields(`
	getMe getUpdates getWebhookInfo setWebhook deleteWebhook
	sendMessage sendPhoto sendChatAction
	editMessageText editMessageCaption editMessageMedia editMessageReplyMarkup
	editEphemeralMessageText editEphemeralMessageCaption editEphemeralMessageMedia editEphemeralMessageReplyMarkup
	deleteMessage deleteMessages deleteEphemeralMessage
	answerCallbackQuery answerInlineQuery setMessageReaction
	getChat getChatMember getChatMemberCount getChatAdministrators leaveChat
	getMyCommands setMyCommands deleteMyCommands
	getMyDescription setMyDescription getMyShortDescription setMyShortDescription
	getMyDefaultAdministratorRights setMyDefaultAdministratorRights`)

// A wholeSchema is the published one, as far as it is read.
type wholeSchema struct {
	Version string               `json:"version"`
	Methods map[string]wholeType `json:"methods"`
	Types   map[string]wholeType `json:"types"`
}

type wholeType struct {
	Fields   []wholeField `json:"fields"`
	Subtypes []string     `json:"subtypes"`
}

type wholeField struct {
	Name        string   `json:"name"`
	Types       []string `json:"types"`
	Required    bool     `json:"required"`
	Description string   `json:"description"`
}

var (
	lengthForm = regexp.MustCompile(`(\d+)-(\d+) (characters|bytes)( after entit)?`)
	valueForm  = regexp.MustCompile(`Values between (\d+)-(\d+) are accepted`)
	onlyForm   = regexp.MustCompile(`(?:must be|always) [“"*_\\]*([a-z_]+)`)
)

// reduced is a field as it is kept: its limits are read out of what is said of it.
func (w wholeField) reduced() field {
	f := field{Types: w.Types, Required: w.Required}
	if m := lengthForm.FindStringSubmatch(w.Description); m != nil {
		f.Min, f.Max, f.Unit = atoi(m[1]), atoi(m[2]), unit(m[3])
		if m[4] != "" {
			f.Unit = parsed
		}
	} else if m := valueForm.FindStringSubmatch(w.Description); m != nil {
		f.Min, f.Max, f.Unit = atoi(m[1]), atoi(m[2]), number
	}
	if m := onlyForm.FindStringSubmatch(w.Description); m != nil && w.Name == "type" {
		f.Is = m[1]
	}
	return f
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// reduce keeps the methods of bots, and the types that these lead to.
func (w wholeSchema) reduce() schema {
	s := schema{Version: w.Version, Methods: map[string]fields{}, Types: map[string]variant{}}
	for _, name := range methodsOfBots {
		if m, there := w.Methods[name]; there {
			s.Methods[name] = w.keep(&s, m)
		}
	}
	return s
}

// keep reduces fields, and the types that they lead to.
func (w wholeSchema) keep(s *schema, t wholeType) fields {
	all := fields{}
	for _, f := range t.Fields {
		all[f.Name] = f.reduced()
		for _, name := range f.Types {
			w.keepType(s, name)
		}
	}
	return all
}

func (w wholeSchema) keepType(s *schema, name string) {
	for rest, is := strings.CutPrefix(name, "Array of "); is; rest, is = strings.CutPrefix(name, "Array of ") {
		name = rest
	}
	t, there := w.Types[name]
	if _, done := s.Types[name]; done || !there {
		return
	}
	s.Types[name] = variant{} // so that a type that leads to itself ends
	v := variant{Fields: w.keep(s, t), OneOf: t.Subtypes}
	for _, sub := range t.Subtypes {
		w.keepType(s, sub)
	}
	s.Types[name] = v
}

// lines is a schema as JSON, with a line for each method and type.
func (s schema) lines() []byte {
	group := func(name string, all map[string]any) string {
		var lines []string
		for key, value := range all {
			data, _ := json.Marshal(value) // maps and texts
			lines = append(lines, fmt.Sprintf("  %q: %s", key, data))
		}
		slices.Sort(lines)
		return fmt.Sprintf(" %q: {\n%s\n }", name, strings.Join(lines, ",\n"))
	}
	methods, types := map[string]any{}, map[string]any{}
	for name, m := range s.Methods {
		methods[name] = m
	}
	for name, t := range s.Types {
		types[name] = t
	}
	return fmt.Appendf(nil, "{\n \"version\": %q,\n%s,\n%s\n}\n", s.Version, group("methods", methods), group("types", types))
}

// TestTheSchemaIsGenerated makes the file anew where UPDATE_SCHEMA names the
// published schema; it always looks whether the file holds what a request needs.
func TestTheSchemaIsGenerated(t *testing.T) {
	if from := os.Getenv("UPDATE_SCHEMA"); from != "" {
		data, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		var whole wholeSchema
		if err := json.Unmarshal(data, &whole); err != nil {
			t.Fatal(err)
		}
		schemaFile = whole.reduce().lines()
		if err := os.WriteFile("schema.json", schemaFile, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := published()
	for _, name := range methodsOfBots {
		if s.Methods[name] == nil {
			t.Errorf("the schema has no method %s", name)
		}
	}
	plain := []string{"Integer", "Float", "Boolean", "String", "InputFile"}
	for name, v := range s.Types {
		for field, f := range v.Fields {
			for _, of := range f.Types {
				of = strings.ReplaceAll(of, "Array of ", "")
				if _, there := s.Types[of]; !there && !slices.Contains(plain, of) {
					t.Errorf("%s of %s is of the type %s, which is not there", field, name, of)
				}
			}
		}
	}
	for name := range methods {
		if s.Methods[name] == nil {
			t.Errorf("%s is answered and not in the schema", name)
		}
	}
}
