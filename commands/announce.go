package commands

import (
	"context"
	"fmt"
	"unicode/utf8"

	"prayerbot/commands/words"
)

// maxAnnouncement is the longest announcement in characters: with its title
// and its note it stays one message on Telegram (4,096) and on Discord (4,096
// in an embed), even where every character has to be escaped on Discord twice
// as long.
const maxAnnouncement = 1800

func (c *Core) announceRow() entry {
	return entry{
		Row: Row{Name: "announce", Role: Moderator, Secret: true, Params: []Param{{Name: "text", Required: true, Long: true}}},
		run: c.announce,
	}
}

// announce keeps a draft and shows it in private, with the number of chats
// that it would reach. Nothing is sent before it is confirmed.
func (c *Core) announce(ctx context.Context, a *ask) (Reply, error) {
	if a.args == "" {
		return Reply{}, a.problem("problem.empty_announcement")
	}
	if n := utf8.RuneCountInString(a.args); n > maxAnnouncement {
		return Reply{}, a.problem("problem.long_announcement", words.With{"N": a.voice.Number(n), "Most": a.voice.Number(maxAnnouncement)})
	}
	draft := a.draft()
	n, err := c.Store.Audience(ctx, draft)
	if err != nil {
		return Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	if n == 0 {
		return Reply{}, a.problem("announce.preview_none")
	}
	if err := c.Store.SaveDraft(ctx, draft); err != nil {
		return Reply{}, fmt.Errorf("keep a draft: %w", err)
	}
	return c.preview(a, draft, n), nil
}

// draft is the announcement as the asker may send it: an operator to all, a
// moderator to the chats of the server or group.
func (a *ask) draft() Announcement {
	return Announcement{
		ID:       a.core.Random()[:8],
		From:     a.req.Chat,
		Space:    a.req.Space,
		Everyone: a.operator(),
		Person:   ChatID{a.req.Chat.Platform, a.req.Person}.String(),
		Text:     a.args,
		State:    StateDraft,
		Created:  a.req.Now,
	}
}

// preview shows a draft exactly as the chats will see it.
func (c *Core) preview(a *ask, draft Announcement, n int) Reply {
	looks := c.Announced(draft, a.req.Language)
	blocks := []Block{
		{Kind: Paragraph, Text: a.count("announce.preview_to", n) + " " + a.say("announce.preview_looks")},
		{Kind: Heading, Text: looks.Title},
	}
	return Reply{
		Title:  a.say("announce.preview"),
		Blocks: append(blocks, looks.Blocks...),
		Buttons: [][]Button{{
			{Label: a.count("button.send", n), Do: "desk send " + draft.ID},
			{Label: a.say("button.cancel"), Do: "desk cancel " + draft.ID},
		}},
		Show:        Secret,
		Aside:       a.say("announce.aside"),
		AsideFailed: a.say("announce.aside_failed"),
	}
}

// Announced is how an announcement looks in a chat of the language.
func (c *Core) Announced(announcement Announcement, language string) Reply {
	voice := c.catalogue.In(language)
	title := "announce.title"
	if announcement.Everyone {
		title = "announce.title_everyone"
	}
	return Reply{
		Title: voice.Say(title),
		Blocks: []Block{
			{Kind: Foreign, Text: announcement.Text},
			{Kind: Note, Text: voice.Say("announce.why")},
		},
	}
}
