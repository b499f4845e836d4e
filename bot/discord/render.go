package discord

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"prayerbot/bot/adapter"
	"prayerbot/commands/reply"
)

// Discord's limits (https://discord.com/developers/docs/resources/message),
// counted here in UTF-16 units, which is never less than Discord counts.
const (
	maxTitle       = 256
	maxDescription = 4096
	maxRows        = 5
	maxInRow       = 5
	maxLabel       = 80
)

// message is a message in Discord's form. Nobody is pinged unless Content begins
// with pingText, or a role, and Mentions allows it.
type message struct {
	Content    string   `json:"content,omitempty"`
	Embeds     []embed  `json:"embeds"`
	Components []row    `json:"components"`
	Mentions   mentions `json:"allowed_mentions"`
	Flags      int      `json:"flags,omitempty"`
	Nonce      string   `json:"nonce,omitempty"`
	Enforce    bool     `json:"enforce_nonce,omitempty"`

	Attachments []attachment `json:"attachments,omitempty"`
	// drawn shows the picture that the first embed tells of in words; nil: there is
	// none.
	drawn *drawing
	// laid are the components of a message that has nothing else: see layout.go. nil: it
	// is one of content and embeds.
	laid []any
}

type mentions struct {
	Parse []string `json:"parse"`
	Roles []string `json:"roles,omitempty"`
}

type embed struct {
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Color       int     `json:"color,omitempty"`
	Fields      []fact  `json:"fields,omitempty"`
	Image       *shown  `json:"image,omitempty"`
	Thumbnail   *shown  `json:"thumbnail,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
}

type row struct {
	Type       int   `json:"type"`       // 1
	Components []any `json:"components"` // buttons, or one picker
}

type button struct {
	Type  int    `json:"type"`  // 2
	Style int    `json:"style"` // 1 stands out, 2 plain, 5 a link
	Label string `json:"label"`
	ID    string `json:"custom_id,omitempty"`
	URL   string `json:"url,omitempty"`
}

// render turns a reply into messages, none longer than Discord takes.
func render(r reply.Reply) []message {
	picture := r.Picture
	r = adapter.WithPictureTexts(r)
	var parts []message
	pieces := reply.Fit(r, maxDescription, measure)
	for _, piece := range pieces {
		parts = append(parts, message{
			Content:    piece.Discreet,
			Flags:      flagsOf(piece),
			Embeds:     embeds(piece),
			Components: components(piece.Buttons),
			Mentions:   mentions{Parse: []string{}},
		})
	}
	last := &parts[len(parts)-1]
	if picture != nil && r.Discreet == "" {
		last.drawn = draw(picture, pieces[len(pieces)-1])
	}
	return parts
}

// renderSent turns what the bot sends by itself into messages. The title of the
// first stands above the embed: a telephone tells of a message with that text, and
// shows nothing of an embed. An emblem stands beside its text, unless there is a picture,
// which shows more.
func renderSent(r reply.Reply) []message {
	parts := render(r)
	if r.Emblem != nil && r.Picture == nil && r.Discreet == "" {
		parts[0].drawn = &drawing{embed: parts[0].Embeds[0], picture: r.Emblem, beside: true}
	}
	if first := &parts[0].Embeds[0]; parts[0].Content == "" && first.Title != "" && first.Description != "" {
		parts[0].Content, first.Title = heading(first.Title), ""
	}
	return parts
}

// heading is an escaped text that stands out above an embed; titleOf takes it back.
func heading(escaped string) string { return "**" + escaped + "**" }

// titleOf is the escaped title of a message that the bot has sent.
func titleOf(content string, first embed) string {
	if first.Title != "" {
		return strings.TrimSpace(first.Title)
	}
	content = pingForm.ReplaceAllString(strings.TrimSpace(content), "")
	return strings.TrimSuffix(strings.TrimPrefix(content, "**"), "**")
}

// silent keeps a message from making a sound: Discord's SUPPRESS_NOTIFICATIONS.
const silent = 1 << 12

func flagsOf(r reply.Reply) int {
	if r.Silent {
		return silent
	}
	return 0
}

// embeds are a reply's: where it holds a sample, that is one of its own, exactly
// as it is shown elsewhere.
func embeds(r reply.Reply) []embed {
	all := []embed{embedOf(r)}
	for _, b := range r.Blocks {
		if b.Kind == reply.Sample {
			sample := embedOf(*b.Reply)
			sample.Description += named(b.Reply.Buttons)
			all = append(all, sample)
		}
	}
	if r.Discreet != "" {
		for i, e := range all {
			all[i] = covered(e)
		}
	}
	return all
}

// embedOf is an embed of a reply without its samples.
func embedOf(r reply.Reply) embed {
	text, facts, small := partsApart(r)
	return embed{Title: cut(escape(r.Title), maxTitle), Description: describe(reply.Reply{Blocks: text}), Color: colours[r.Accent], Fields: facts, Footer: smallPrint(small)}
}

// covered is an embed of which nothing shows until somebody presses on it. A
// title cannot be covered, so it stands within. A bar that is followed by the
// invisible word joiner ends no cover.
func covered(e embed) embed {
	if e.Title != "" {
		e.Title = "**" + e.Title + "**\n\n"
	}
	text := strings.ReplaceAll(strings.TrimSpace(e.Title+e.Description), "|", "|\u2060")
	if text == "" {
		return embed{}
	}
	return embed{Description: "||" + text + "||"}
}

// named writes the buttons of a sample: pressing them would do something.
func named(rows [][]reply.Button) string {
	text := ""
	for _, row := range rows {
		text += "\n"
		for _, b := range row {
			text += "`" + strings.ReplaceAll(b.Text(), "`", "'") + "` "
		}
	}
	return text
}

// measure counts all embeds, which together may hold little more than one.
func measure(r reply.Reply) int {
	size := 0
	for _, e := range embeds(r) {
		size += e.size()
	}
	return size
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

// rows lays buttons out; where there are more rows than Discord takes, some
// are joined.
func rows(buttons [][]reply.Button) []row {
	if len(buttons) > maxRows {
		buttons = joined(buttons)
	}
	all := []row{}
	for _, line := range buttons {
		if len(line) == 0 {
			continue // Discord takes no row without a button
		}
		r := row{Type: 1}
		for _, b := range line {
			shown := button{Type: 2, Style: styleOf(b), Label: cut(b.Text(), maxLabel), ID: b.Payload()}
			if b.Link != "" {
				shown.ID, shown.URL = "", b.Link
			}
			r.Components = append(r.Components, shown)
		}
		all = append(all, r)
	}
	return all
}

// styleOf is the colour of a button: what a message asks for stands out, and so does what
// only counts whoever presses it, such as "I prayed".
func styleOf(b reply.Button) int {
	switch {
	case b.Link != "":
		return 5
	case b.Counts(), b.Main:
		return 1
	}
	return 2
}

// joined puts all buttons, in their order, into as few full rows as needed.
func joined(buttons [][]reply.Button) [][]reply.Button {
	var flat []reply.Button
	for _, line := range buttons {
		flat = append(flat, line...)
	}
	var all [][]reply.Button
	for len(flat) > 0 && len(all) < maxRows {
		n := min(maxInRow, len(flat))
		all = append(all, flat[:n])
		flat = flat[n:]
	}
	return all
}

// describe writes the blocks in Discord's Markdown. Samples have embeds of their
// own.
func describe(r reply.Reply) string {
	var m markdown
	adapter.Walk(slices.DeleteFunc(slices.Clone(r.Blocks), func(b reply.Block) bool { return b.Kind == reply.Sample }), &m)
	return m.String()
}

// markdown gathers the text of an embed.
type markdown struct{ strings.Builder }

func (m *markdown) Break(lines int)       { m.WriteString(strings.Repeat("\n", lines)) }
func (m *markdown) Heading(text string)   { m.WriteString("**" + escape(text) + "**") }
func (m *markdown) Paragraph(text string) { m.WriteString(inert(text, true)) }
func (m *markdown) Story(text string)     { m.WriteString(escape(text)) }
func (m *markdown) Foreign(text string) {
	m.WriteString("> " + strings.ReplaceAll(inert(text, true), "\n", "\n> "))
}

// Copy writes a block of code, which no sign of the text can end.
func (m *markdown) Copy(text string) {
	m.WriteString("```\n" + strings.ReplaceAll(text, "`", "'") + "\n```")
}

func (m *markdown) Verse(b reply.Block) {
	var lines []string
	if b.Text != "" {
		lines = strings.Split(escape(b.Text), "\n")
	}
	for _, i := range b.Items {
		lines = append(lines, "— "+link(i.Text, i.Link)+noted(i.Note))
	}
	m.WriteString("> " + strings.Join(lines, "\n> "))
}

func (m *markdown) Item(i reply.Item, kind reply.BlockKind) { m.WriteString(itemText(i, kind)) }
func (m *markdown) Links(b reply.Block)                     { m.WriteString(withLinks(b)) }

func (m *markdown) Note(b reply.Block) {
	m.WriteString("-# " + strings.ReplaceAll(withLinks(b), "\n", "\n-# "))
}

// Sample writes nothing: a sample is an embed of its own.
func (m *markdown) Sample(reply.Reply) {}

// withLinks is a block's text with its items behind it.
func withLinks(b reply.Block) string {
	var links []string
	for _, item := range b.Items {
		links = append(links, link(item.Text, item.Link))
	}
	return strings.TrimSpace(escape(b.Text) + " " + strings.Join(links, ", "))
}

// itemText writes a line of facts or of a list. Behind an instant stands how long it is
// until then, for readers elsewhere: whoever points at that sees it in their own time.
func itemText(i reply.Item, kind reply.BlockKind) string {
	text := "• "
	switch {
	case kind == reply.Facts:
		text = "**" + escape(i.Label) + ":** " + escape(i.Text)
	case i.Label != "":
		text += "**" + link(i.Label, i.Link) + "**" + behind(escape(i.Text))
	default:
		text += link(i.Text, i.Link)
	}
	if i.RoleID != "" {
		text += " " + roleName(i.RoleID)
	}
	if isID(i.PlaceKey) {
		text += " <#" + i.PlaceKey + ">"
	}
	if kind == reply.List {
		text = personForm.ReplaceAllString(text, "<@$1>")
	}
	text += noted(i.Note)
	if !i.At.IsZero() {
		text += fmt.Sprintf(" (<t:%d:R>)", i.At.Unix())
	}
	return text
}

// noted is the note of an item as it stands behind it.
func noted(note string) string {
	if note == "" {
		return ""
	}
	return " *(" + escape(note) + ")*"
}

// behind is a text as it stands behind a label; nothing stands for nothing.
func behind(text string) string {
	if text == "" {
		return ""
	}
	return " — " + text
}

// personForm is a person of Discord as the audit log names them; Discord shows them by
// their name and, where nothing else allows it, pings nobody.
var personForm = regexp.MustCompile(`\b` + name + `:(\d{1,20})\b`)

// roleName is a role, which Discord shows by its name and, in an embed, pings
// nobody with. What is no id is shown as it is.
func roleName(id string) string {
	if strings.Trim(id, "0123456789") != "" {
		return escape(id)
	}
	return "<@&" + id + ">"
}

// link is a text that leads somewhere.
func link(text, address string) string {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return escape(text)
	}
	address = strings.NewReplacer("(", "%28", ")", "%29", " ", "%20", "<", "%3C", ">", "%3E", "|", "%7C").Replace(address)
	return "[" + escape(text) + "](" + address + ")"
}

// escaper makes text plain: no sign of it is Markdown, and nothing in it pings:
// the invisible word joiner stands behind the sign of a mention.
var escaper = strings.NewReplacer(
	`\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "`", "\\`", "|", `\|`, ">", `\>`, "<", `\<`,
	"[", `\[`, "]", `\]`, "#", `\#`, "-# ", `\-# `, "@", "@\u2060",
)

// escape makes text plain, and what would become a link an address to copy.
func escape(s string) string { return inert(s, false) }

// inert is escape; the links of the bot's and of a moderator's own text may lead where they say. An
// angle bracket around them shows no page below.
func inert(text string, links bool) string {
	var b strings.Builder
	for _, span := range adapter.Spans(text) {
		switch {
		case span.Kind == adapter.Address && links:
			b.WriteString("<" + span.Text + ">")
		case span.Kind == adapter.Address, span.Kind == adapter.Copied && strings.Trim(span.Text, "+()-. 0123456789") != "":
			b.WriteString("`" + strings.ReplaceAll(span.Text, "`", "'") + "`")
		default:
			b.WriteString(escaper.Replace(span.Text))
		}
	}
	return b.String()
}

// cut shortens a text to what Discord takes.
func cut(s string, most int) string {
	if units(s) <= most {
		return s
	}
	n := 0
	for at, r := range s {
		if n += utf16.RuneLen(r); n+1 > most {
			return s[:at] + "…"
		}
	}
	return s
}
