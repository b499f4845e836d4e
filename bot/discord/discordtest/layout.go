package discordtest

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// laidOut is the flag of a message of components alone ("Components V2").
const laidOut = 1 << 15

// The components of such a message.
const (
	rowType     = 1
	wordsType   = 10
	galleryType = 12
	lineType    = 14
	frameType   = 17
)

// layout holds the fields that the parts of a message of components alone have.
type layout struct {
	Content string    `json:"content,omitempty"`
	Divider *bool     `json:"divider,omitempty"`
	Spacing int       `json:"spacing,omitempty"`
	Items   []exhibit `json:"items,omitempty"`
	Color   int       `json:"accent_color,omitempty"`
	Covered bool      `json:"spoiler,omitempty"`
}

// An exhibit is a picture in a gallery.
type exhibit struct {
	Media Image  `json:"media"`
	Alt   string `json:"description,omitempty"`
}

func (l layout) empty() bool {
	return l.Content == "" && l.Divider == nil && l.Spacing == 0 && l.Items == nil && l.Color == 0 && !l.Covered
}

// notSent refuses a message of components that answers nobody: nothing is told of it on a
// telephone, so this bot sends none by itself.
func (f *messageForm) notSent() *refusal {
	if f.Flags&laidOut != 0 {
		return invalid("flags: this bot sends content by itself")
	}
	return nil
}

// A laidCheck counts what a message of components alone holds.
type laidCheck struct {
	form  *messageForm
	parts int
	text  int
	seen  map[string]bool
	shown map[string]bool // the files that are shown
}

// checkLaid is check for a message of components alone.
func (f *messageForm) checkLaid() *refusal {
	switch {
	case f.Content != "" || len(f.Embeds) > 0:
		return invalid("flags: a message of components has neither content nor embeds")
	case f.Mentions == nil || f.Mentions.Parse == nil || len(f.Mentions.Parse)+len(f.Mentions.Roles) > 0:
		return invalid("allowed_mentions: this bot pings nobody with components")
	case len(f.Components) == 0:
		return &refusal{400, 50006, "Cannot send an empty message"}
	}
	c := &laidCheck{form: f, seen: map[string]bool{}, shown: map[string]bool{}}
	for _, top := range f.Components {
		if refused := c.part(control{Type: top.Type, layout: top.layout, Components: top.Components}, false); refused != nil {
			return refused
		}
	}
	for _, a := range f.attachments() {
		if !c.shown[a.Name] {
			return invalid("attachments: a file that is not shown")
		}
	}
	if refused := f.checkFiles(); refused != nil {
		return refused
	}
	if c.parts > 40 || c.text > 4000 {
		return invalid("components: %d of 40 with %d of 4000 characters", c.parts, c.text)
	}
	return nil
}

// part checks a component with those within it.
func (c *laidCheck) part(p control, within bool) *refusal {
	c.parts++
	if p.Type != rowType && (p.ID != "" || p.Label != "" || p.URL != "" || p.Style != 0 || p.Options != nil) {
		return invalid("components: a button stands in a row")
	}
	switch p.Type {
	case rowType:
		c.parts += len(p.Components)
		return checkRow(rowType, p.Components, c.seen)
	case wordsType:
		c.text += utf8.RuneCountInString(p.Content)
		if strings.TrimSpace(p.Content) == "" || p.Components != nil {
			return invalid("components: a text is empty")
		}
	case lineType:
		if p.Spacing < 1 || p.Spacing > 2 || p.Components != nil {
			return invalid("components: spacing")
		}
	case galleryType:
		return c.gallery(p)
	case frameType:
		return c.frame(p, within)
	default:
		return invalid("components: type %d", p.Type)
	}
	return nil
}

// frame checks a container.
func (c *laidCheck) frame(p control, within bool) *refusal {
	if within || len(p.Components) == 0 || p.Color < 0 || p.Color > 0xFFFFFF {
		return invalid("components: a frame is empty, within another, or of no colour")
	}
	for _, inner := range p.Components {
		if refused := c.part(inner, true); refused != nil {
			return refused
		}
	}
	return nil
}

// gallery checks pictures. That each has words is this bot's own law.
func (c *laidCheck) gallery(p control) *refusal {
	if len(p.Items) < 1 || len(p.Items) > 10 {
		return invalid("items: 1 to 10")
	}
	for _, i := range p.Items {
		file, attached := strings.CutPrefix(i.Media.URL, "attachment://")
		c.shown[file] = attached
		switch {
		case attached && c.form.files[file] == nil, !attached && !strings.HasPrefix(i.Media.URL, "https://"):
			return invalid("media: unknown")
		case i.Alt == "" || utf8.RuneCountInString(i.Alt) > 1024:
			return invalid("description: 1 to 1024 characters")
		}
	}
	return nil
}

// flatten are the rows, texts and pictures of a message of components, in their order.
func flatten(all []component) (rows [][]control, texts []string, pictures []exhibit, colour int) {
	var walk func(p control)
	walk = func(p control) {
		switch p.Type {
		case rowType:
			rows = append(rows, p.Components)
			return
		case wordsType:
			texts = append(texts, p.Content)
		case frameType:
			if colour == 0 {
				colour = p.Color
			}
		}
		pictures = append(pictures, p.Items...)
		for _, inner := range p.Components {
			walk(inner)
		}
	}
	for _, top := range all {
		walk(control{Type: top.Type, layout: top.layout, Components: top.Components})
	}
	return rows, texts, pictures, colour
}

// fillLaid is fill for a message of components: its first line is the title where it
// stands out, and its texts together are the text.
func (m *Message) fillLaid(form messageForm) {
	rows, texts, pictures, colour := flatten(form.Components)
	m.Laid, m.Title, m.Content, m.Embeds, m.Buttons = true, "", "", nil, nil
	text := mention.ReplaceAllString(strings.Join(texts, "\n\n"), "/$1")
	if title, is := strings.CutPrefix(text, "### "); is {
		m.Title, text, _ = strings.Cut(title, "\n")
	}
	m.Text, m.form.Components = strings.TrimSpace(text), form.Components
	m.Embed = Embed{Title: m.Title, Description: m.Text, Color: colour}
	if form.Attachments != nil {
		m.Picture, m.Alt = nil, ""
	}
	for _, p := range pictures {
		m.Alt = p.Alt
		if m.Embed.Image = &p.Media; form.files != nil {
			m.Picture = form.files[strings.TrimPrefix(p.Media.URL, "attachment://")]
		}
	}
	for _, row := range rows {
		m.Buttons = append(m.Buttons, buttonsOf(row))
	}
}

// laidJSON are the components of a message of components, each with a number.
func (m *Message) laidJSON() any {
	data, _ := json.Marshal(m.form.Components)
	var all []any
	json.Unmarshal(data, &all)
	n := 0
	return numbered(all, &n)
}

// numbered numbers components, and leaves out what is empty.
func numbered(all []any, n *int) []any {
	for _, one := range all {
		fields, is := one.(map[string]any)
		if !is {
			continue
		}
		*n++
		for key, value := range fields {
			if value == "" || value == nil || key == "style" && value == 0.0 {
				delete(fields, key)
			}
		}
		fields["id"] = *n
		if inner, is := fields["components"].([]any); is {
			fields["components"] = numbered(inner, n)
		}
	}
	return slices.Clip(all)
}
