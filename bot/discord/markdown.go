package discord

import (
	"fmt"
	"slices"
	"strings"

	"prayerbot/bot/adapter"
	"prayerbot/commands/reply"
)

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
