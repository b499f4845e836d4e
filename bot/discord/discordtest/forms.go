package discordtest

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// messageForm holds the fields of a message that the bot uses.
type messageForm struct {
	Content    string      `json:"content"`
	Embeds     []Embed     `json:"embeds"`
	Components []component `json:"components"`
	Mentions   *struct {
		Parse []string `json:"parse"`
		Roles []string `json:"roles"`
	} `json:"allowed_mentions"`
	Flags   int    `json:"flags"`
	Nonce   string `json:"nonce"`
	Enforce bool   `json:"enforce_nonce"`

	Attachments *[]attachment `json:"attachments"` // nil is not said
	files       map[string][]byte
}

// A component is a row of buttons, or in a message of components alone another part.
type component struct {
	Type       int       `json:"type"`
	Number     int       `json:"id,omitempty"`
	Components []control `json:"components"`
	layout
}

// A control is a button or a menu; in a frame, another part of it.
type control struct {
	Number int    `json:"id,omitempty"`
	Type   int    `json:"type"`
	Style  int    `json:"style"`
	Label  string `json:"label"`
	ID     string `json:"custom_id"`
	URL    string `json:"url"`
	menu
	layout
	Components []control `json:"components,omitempty"` // of a row in a frame
}

// Embed is the part of an embed that the bot uses.
type Embed struct {
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Color       int     `json:"color,omitempty"`
	Image       *Image  `json:"image,omitempty"`
	Thumbnail   *Image  `json:"thumbnail,omitempty"`
	Fields      []Field `json:"fields,omitempty"`
	Footer      *Footer `json:"footer,omitempty"`
}

// A Field is a short fact of an embed.
type Field struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// A Footer is the small print of an embed.
type Footer struct {
	Text string `json:"text"`
}

// An Image is the picture of an embed.
type Image struct {
	URL string `json:"url"`
}

// check refuses what Discord refuses, and a message that could ping somebody.
func (f *messageForm) check() *refusal {
	if f.Flags&laidOut != 0 {
		return f.checkLaid()
	}
	if f.Content == "" && len(f.Embeds) == 0 {
		return &refusal{400, 50006, "Cannot send an empty message"}
	}
	if len(f.Content) > 2000 || len(f.Embeds) > 10 || len(f.Nonce) > 25 {
		return invalid("content, embeds or nonce: too long")
	}
	if f.Enforce && f.Nonce == "" {
		return invalid("enforce_nonce without nonce")
	}
	if f.Mentions == nil || f.Mentions.Parse == nil {
		return invalid("allowed_mentions: this bot always says whom it pings")
	}
	if !f.pingsWhoItNames() {
		return invalid("allowed_mentions: this bot pings everyone or a role and says so, or pings nobody")
	}
	if refused := f.checkEmbeds(); refused != nil {
		return refused
	}
	if refused := f.checkFiles(); refused != nil {
		return refused
	}
	return f.checkComponents()
}

// pingsWhoItNames tells whether a message pings nobody and names nobody, or begins with
// the one whom it pings.
func (f *messageForm) pingsWhoItNames() bool {
	who := ""
	switch {
	case len(f.Mentions.Parse)+len(f.Mentions.Roles) > 1:
		return false
	case len(f.Mentions.Parse) == 1 && f.Mentions.Parse[0] == "everyone":
		who = "@everyone"
	case len(f.Mentions.Parse) == 1:
		return false
	case len(f.Mentions.Roles) == 1:
		who = "<@&" + f.Mentions.Roles[0] + ">"
	}
	rest, says := strings.CutPrefix(f.Content, who)
	return says && !strings.Contains(rest, "@")
}

func (f *messageForm) checkComponents() *refusal {
	if len(f.Components) > 5 {
		return invalid("components: must be 5 or fewer")
	}
	seen := map[string]bool{}
	for _, row := range f.Components {
		if refused := checkRow(row.Type, row.Components, seen); refused != nil {
			return refused
		}
	}
	return nil
}

// checkRow refuses a row of buttons that is none. seen holds the ids so far.
func checkRow(kind int, controls []control, seen map[string]bool) *refusal {
	if kind != 1 || len(controls) < 1 || len(controls) > 5 {
		return invalid("components: a row holds 1 to 5 buttons")
	}
	for _, b := range controls {
		if !b.layout.empty() || b.Components != nil {
			return invalid("components: a row holds buttons or a menu alone")
		}
		n := utf8.RuneCountInString(b.Label)
		if b.Type == 3 || b.Type == 6 || b.Type == 8 {
			if len(controls) > 1 || b.ID == "" || len(b.ID) > 100 || b.Label != "" || b.URL != "" || seen[b.ID] || !b.fits(b.Type) {
				return invalid("components: a menu is not right")
			}
			seen[b.ID] = true
			continue
		}
		switch {
		case b.Options != nil || b.Channels != nil || b.Placeholder != "":
			return invalid("components: a button has no options")
		case b.Type != 2 || n < 1 || n > 80:
			return invalid("components: label must be between 1 and 80")
		case b.Style == 5 && (b.URL == "" || b.ID != ""), b.Style != 5 && (b.URL != "" || b.ID == ""):
			return invalid("components: a custom id or url is required, not both")
		case b.Style == 5 && !strings.HasPrefix(b.URL, "https://"):
			return invalid("components: url")
		case len(b.ID) > 100 || b.ID != "" && seen[b.ID]:
			return &refusal{400, 50035, "Component custom id cannot be duplicated, or is too long"}
		}
		seen[b.ID] = true
	}
	return nil
}

// A Command is a registered slash command.
type Command struct {
	ID          string   `json:"id,omitempty"`
	Type        int      `json:"type"`
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Options     []Option `json:"options"`
	Permissions *string  `json:"default_member_permissions,omitempty"`
	Contexts    []int    `json:"contexts,omitempty"`
	Types       []int    `json:"integration_types,omitempty"`
	inLocales
}

// checkOfMessage is check for a command in the menu of a message, which has a name of any
// letters and nothing else.
func (c *Command) checkOfMessage() *refusal {
	if _, fits := inAll(c.Name, c.Names, func(name string) bool { return between(name, 1, 32) }); !fits {
		return invalid("name: 1 to 32 characters")
	}
	if c.Description != "" || len(c.Options) > 0 {
		return invalid("description: a command of a message has none, and no options")
	}
	return nil
}

// An Option is a parameter of a command.
type Option struct {
	Type         int             `json:"type"`
	Name         string          `json:"name"`
	Description  string          `json:"description"`
	Required     bool            `json:"required"`
	Autocomplete bool            `json:"autocomplete"`
	ChannelTypes json.RawMessage `json:"channel_types,omitempty"`
	Options      json.RawMessage `json:"options,omitempty"`
	Choices      []struct {
		Name  string            `json:"name"`
		Value string            `json:"value"`
		Names map[string]string `json:"name_localizations,omitempty"`
	} `json:"choices,omitempty"`
	inLocales
}

var nameForm = regexp.MustCompile(`^[-_\p{L}\p{N}]{1,32}$`)

func (c *Command) check() *refusal {
	if c.Type == 3 {
		return c.checkOfMessage()
	}
	size := 0
	if refused := c.checkNamed(c.Name, c.Description, &size); refused != nil {
		return refused
	}
	optional := false
	if len(c.Options) > 25 {
		return invalid("options: must be 25 or fewer")
	}
	for _, o := range c.Options {
		if !slices.Contains([]int{3, 7, 8}, o.Type) || o.Type != 3 && (o.Autocomplete || len(o.Choices) > 0) {
			return invalid("type: text, or a channel or role without suggestions")
		}
		if types := string(o.ChannelTypes); o.Type != 7 && types != "" && types != "null" {
			return invalid("channel_types: of a channel alone")
		}
		if refused := o.checkNamed(o.Name, o.Description, &size); refused != nil {
			return refused
		}
		if o.Required && optional {
			return invalid("options: required options must be placed before non-required options")
		}
		optional = optional || !o.Required
		if len(o.Choices) > 25 || o.Autocomplete && len(o.Choices) > 0 {
			return invalid("choices: too many, or beside autocomplete")
		}
		for _, choice := range o.Choices {
			longest, fits := inAll(choice.Name, choice.Names, func(name string) bool { return between(name, 1, 100) })
			if !fits || len(choice.Value) > 100 {
				return invalid("choices: name or value")
			}
			size += longest + len(choice.Value)
		}
	}
	if size > 8000 {
		return invalid("a command may hold 8000 characters")
	}
	return nil
}
