package discord

import (
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
