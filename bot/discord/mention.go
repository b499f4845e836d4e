package discord

import (
	"regexp"
	"strings"
	"sync/atomic"

	"github.com/bwmarrin/discordgo"
)

// commandIDs are Discord's ids of the bot's commands, by their names; empty until
// they are registered. It is safe for concurrent use.
type commandIDs struct {
	byName atomic.Pointer[map[string]string]
}

func (c *commandIDs) note(all []*discordgo.ApplicationCommand) {
	byName := map[string]string{}
	for _, command := range all {
		byName[command.Name] = command.ID
	}
	c.byName.Store(&byName)
}

// id is that of a command; "" where it is not known.
func (c *commandIDs) id(name string) string {
	if all := c.byName.Load(); all != nil {
		return (*all)[name]
	}
	return ""
}

// commandForm is a command in a text, behind what may stand before it.
var commandForm = regexp.MustCompile(`(^|[\s("“«„\x{2068}])/([a-z]{1,32})\b`)

// link makes the commands that embeds name ones that can be pressed
// (</name:id>). What others wrote is left as it is, and so is a text that would
// become too long.
func (c *commandIDs) link(parts []message) {
	for _, part := range parts {
		for i := range part.Embeds {
			c.linkEmbed(&part.Embeds[i])
		}
		if part.drawn != nil { // what is shown instead where there is a picture
			c.linkEmbed(&part.drawn.embed)
		}
		c.linkTexts(texts(part.laid))
	}
}

// linkEmbed is link for an embed.
func (c *commandIDs) linkEmbed(e *embed) {
	if text := c.linked(e.Description); units(text) <= maxDescription {
		e.Description = text
	}
}

// linkTexts is link for the texts of a message of components.
func (c *commandIDs) linkTexts(all []*words) {
	room := maxLaidText
	for _, w := range all {
		room -= units(w.Text)
	}
	for _, w := range all {
		text := c.linked(w.Text)
		if grows := units(text) - units(w.Text); grows <= room {
			w.Text, room = text, room-grows
		}
	}
}

func (c *commandIDs) linked(description string) string {
	lines := strings.Split(description, "\n")
	for i, line := range lines {
		if !strings.HasPrefix(line, "> ") { // what is quoted
			lines[i] = c.linkedOutsideCode(line)
		}
	}
	return strings.Join(lines, "\n")
}

// linkedOutsideCode leaves what stands between backticks.
func (c *commandIDs) linkedOutsideCode(line string) string {
	spans := strings.Split(line, "`")
	for i := 0; i < len(spans); i += 2 {
		spans[i] = commandForm.ReplaceAllStringFunc(spans[i], func(found string) string {
			at := strings.LastIndexByte(found, '/')
			id := c.id(found[at+1:])
			if id == "" {
				return found
			}
			return found[:at] + "</" + found[at+1:] + ":" + id + ">"
		})
	}
	return strings.Join(spans, "`")
}
