package commands

import (
	"context"
	"slices"
	"strconv"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// This file is the only place that makes a reply discreet, and gives its lines
// their direction. All that is answered
// passes through asChosen, and all that the bot sends by itself, corrections
// and notes in the place of what was taken back too, through Delivered.

// A concealer makes a reply what a chat has chosen.
type concealer struct{ env *session.Env }

// Delivered is a reply as a chat has chosen to receive what it does not ask for,
// at the time at which it is sent: with a sound or without, open or discreet.
func (c concealer) Delivered(r reply.Reply, chat record.Chat, now time.Time) reply.Reply {
	if chat.Setting(record.SettingPicture) != record.On {
		r.Emblem = nil
	}
	if r.Silent = chat.SilentAt(now); chat.Discreet() {
		r = c.conceal(r, chat.Language)
	}
	return directed(r, c.env.VoiceIn(chat.Language))
}

// asChosen is an answer as the chat where it is shown has chosen. What somebody
// asks for has its sound, but in a discreet chat.
func (c concealer) asChosen(ctx context.Context, s *session.Session, r reply.Reply) reply.Reply {
	if r.Empty() && r.Form == nil {
		return r
	}
	if c.isDiscreet(ctx, s, r) {
		r = c.conceal(r, s.Language)
	}
	return directed(r, s.Voice)
}

// isDiscreet tells whether an answer goes to a discreet chat: the one that asks
// or, with what is told in private, that of the person alone. A chat that cannot
// be read counts as one.
func (c concealer) isDiscreet(ctx context.Context, s *session.Session, r reply.Reply) bool {
	chat, err := s.Chat(ctx)
	if err != nil || chat.Discreet() {
		return true
	}
	if r.Visibility != reply.Private || s.Request.Private || s.Request.Person == "" {
		return false
	}
	alone, err := c.env.Store().Chat(ctx, record.ChatID(s.User()))
	return err != nil || alone.Discreet()
}

// conceal makes a reply discreet: a line that names nothing stands before it, it
// has no sound, and its buttons name nothing either.
func (c concealer) conceal(r reply.Reply, language string) reply.Reply {
	if r.Silent, r.Discreet = true, r.Neutral; r.Discreet == "" {
		r.Discreet = c.env.VoiceIn(language).Say("discreet.line")
	}
	r.Picture, r.Emblem, r.Share, r.Page, r.Preview, r.Topics = nil, nil, "", "", "", session.Unnamed(r.Topics)
	buttons, named := c.numbered(r.Buttons)
	if r.Buttons = buttons; len(named.Items) > 0 {
		r.Blocks = append(slices.Clip(r.Blocks), named)
	}
	if r.Form != nil {
		r.Form = c.concealForm(*r.Form, r.Discreet)
	}
	return r
}

// concealForm is a form that names nothing: the neutral line is its title, and where the
// label of an option may name something, its note stands instead.
func (c concealer) concealForm(f reply.Form, line string) *reply.Form {
	f.Title, f.Fields = line, slices.Clone(f.Fields)
	for i, field := range f.Fields {
		f.Fields[i].Options = slices.Clone(field.Options)
		for j, o := range field.Options {
			if o.Note != "" && !c.env.IsLabel(o.Label) {
				f.Fields[i].Options[j].Label, f.Fields[i].Options[j].Note = o.Note, ""
			}
		}
	}
	return &f
}

// numbered gives a number to every button whose label may name something, and
// lists what each means. A button that opens a page becomes a link of that list.
func (c concealer) numbered(rows [][]reply.Button) (kept [][]reply.Button, named reply.Block) {
	named.Kind = reply.List
	n := 0
	for _, row := range rows {
		var left []reply.Button
		for _, b := range row {
			switch {
			case b.Link != "":
				named.Items = append(named.Items, reply.Item{Text: b.Label, Link: b.Link})
				continue
			case !c.env.IsLabel(b.Label):
				n++
				named.Items = append(named.Items, reply.Item{Label: strconv.Itoa(n), Text: b.Label})
				b.Label = strconv.Itoa(n)
			}
			left = append(left, b)
		}
		if len(left) > 0 {
			kept = append(kept, left)
		}
	}
	return kept, named
}
