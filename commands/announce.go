package commands

import (
	"context"
	"fmt"
	"strings"
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
		Row: Row{Name: "announce", Role: Moderator, Secret: true, Params: []Param{
			{Name: "do", Choices: []Choice{{"do_status", "status"}, {"do_log", "log"}}},
			{Name: "urgent", Lead: "urgent", Suggests: true},
			{Name: "to", Lead: "to:"},
			{Name: "text", Long: true},
		}},
		run: c.announce,
	}
}

// announce keeps a draft and shows it in private, with the number of chats
// that it would reach. Nothing is sent before it is confirmed. Some words at
// the beginning ask for something else about announcements.
func (c *Core) announce(ctx context.Context, a *ask) (Reply, error) {
	o := a.order()
	switch o.verb {
	case "status":
		return c.announceStatus(ctx, a, o.id)
	case "log":
		return c.announceLog(ctx, a)
	case "approve":
		return c.approve(ctx, a, o.id)
	case "edit":
		return c.newest(ctx, a, o.id, Secret, func() (Reply, error) { return c.edit(ctx, a, o.id, o.text) })
	case "schedule":
		return c.newest(ctx, a, o.id, Secret, func() (Reply, error) { return c.scheduleDraft(ctx, a, o.id, o.text) })
	case "correct":
		return c.correct(ctx, a, o.id, o.text)
	}
	return c.newDraft(ctx, a, o)
}

// newDraft keeps a draft of what was written.
func (c *Core) newDraft(ctx context.Context, a *ask, o order) (Reply, error) {
	if o.text == "" {
		return a.askText(o), nil
	}
	if a.req.Person == "" {
		return Reply{}, a.problem("problem.anonymous")
	}
	draft := a.draft(o)
	if err := c.checkText(a, draft.Text); err != nil {
		return Reply{}, err
	}
	if err := c.choose(ctx, a, &draft, o.to); err != nil {
		return Reply{}, err
	}
	if n, err := c.Store.Audience(ctx, draft); err != nil || n == 0 {
		if err == nil {
			err = a.problem("announce.preview_none")
		}
		return Reply{}, err
	}
	if err := c.Store.SaveDraft(ctx, draft); err != nil {
		return Reply{}, fmt.Errorf("keep a draft: %w", err)
	}
	return c.preview(ctx, a, draft, Secret)
}

// askText asks for the text, in a form where the platform has one.
func (a *ask) askText(o order) Reply {
	return Reply{
		Blocks: []Block{{Kind: Paragraph, Text: a.say("problem.empty_announcement")}},
		Show:   Whisper,
		Ask:    a.form(o.line(), ""),
	}
}

// form is the form for the text of an announcement.
func (a *ask) form(do, value string) *Ask {
	return &Ask{Title: a.say("announce.form"), Label: a.say("announce.form_text"), Do: do, Value: value, Most: maxAnnouncement}
}

// checkText refuses what cannot be an announcement.
func (c *Core) checkText(a *ask, text string) error {
	if n := utf8.RuneCountInString(text); n > maxAnnouncement {
		return a.problem("problem.long_announcement", words.With{"N": a.voice.Number(n), "Most": a.voice.Number(maxAnnouncement)})
	}
	return nil
}

// draft is an announcement to whom the asker announces unless they say
// otherwise: an operator alone with the bot to all, a moderator to the chats of
// the server or group.
func (a *ask) draft(o order) Announcement {
	draft := Announcement{
		ID: a.core.newID(), From: a.req.Chat, Space: a.req.Space, Alone: a.req.Private, Person: a.person().String(),
		Text: o.text, State: StateDraft, Created: a.req.Now,
	}
	if o.country != nil {
		draft.Kind, draft.Country = KindUrgent, o.country.Key
	}
	switch {
	case a.operator() && a.req.Private:
		draft.To = Audience{Kind: ToEveryone}
	default:
		draft.To = draft.place()
	}
	return draft
}

// newID is a new announcement's: 8 characters, at least one of them a digit, so
// that no word of a text is taken for one.
func (c *Core) newID() string {
	for {
		if id := c.Random()[:8]; strings.ContainsAny(id, "0123456789") {
			return id
		}
	}
}
