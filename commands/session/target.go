package session

import (
	"context"
	"fmt"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/words"
)

// ArgChat is the parameter that names another chat of the same server or group, by
// its key.
const ArgChat = "channel"

// ChatParam is the parameter of a command that can be about another chat.
func ChatParam() reply.Param { return reply.Param{Name: ArgChat, IsChat: true, AnyVerb: true} }

// ButtonChatParam is ChatParam for a command that only buttons give: without it a
// button under an answer about another chat would be about the one that asks.
func ButtonChatParam() reply.Param { return reply.Param{Name: ArgChat, IsChat: true, Inner: true} }

// A Target is the chat that a session is about: the one that asks, or during a visit
// another one.
type Target struct {
	env    *Env
	req    *reply.Request
	speech *Speech
	asker  *Asker
	visit  visit
}

// A visit is the chat that a session is about, where somebody asks in another one.
type visit struct {
	key  string        // of the chat that it is about; "" is the one that asks
	home reply.Request // as it was asked
	away bool          // Request is about the other chat at this moment
	told bool          // the answer says which chat it is about
	// place is the chat as the platform has described it.
	place reply.Place
}

// Visit makes the session one about the chat that its arguments name, until Return.
// Whatever is read and changed then is that chat's, and rights are those there. What
// the asker does not see is a Problem, as what does not exist.
func (s *Session) Visit(ctx context.Context) error {
	key := strings.TrimLeft(s.Arg(ArgChat), placeMarks)
	if key == "" || key == s.Request.Chat.Key || !s.Command.TakesPlace() {
		return nil
	}
	place, err := s.placeOf(ctx, key)
	if err != nil {
		return err
	}
	if !place.Seen && (!s.Request.Servers || s.Request.GroupID == "") {
		return s.Problem("problem.no_chat", words.With{"Command": s.Command.Name})
	}
	if !place.Seen {
		return s.Problem("problem.no_channel")
	}
	s.goTo(place)
	return nil
}

// IsAbout tells whether arguments that were kept are about the chat that the session
// is about now: what was chosen for one never acts on another.
func (t *Target) IsAbout(args reply.Args) bool {
	key := strings.TrimLeft(args[ArgChat], placeMarks)
	return key == t.visit.key || key == t.req.Chat.Key
}

// VisitPicked is Visit while somebody types: nobody is asked. It is false where the
// asker does not see the chat, or the platform has not described it.
func (t *Target) VisitPicked() bool {
	key := strings.TrimLeft(t.req.Args[ArgChat], placeMarks)
	p := t.req.Picked
	switch {
	case key == "" || key == t.req.Chat.Key:
		return true
	case p == nil || p.Chat.Key != key || !p.Seen:
		return false
	}
	t.goTo(*p)
	return true
}

// goTo makes the session one about another chat.
func (t *Target) goTo(place reply.Place) {
	t.visit = visit{key: place.Chat.Key, home: *t.req, away: true, place: place}
	t.req.Chat, t.req.Kind, t.req.Bot = place.Chat, place.Kind, place.Bot
	t.req.MayPing, t.req.Barred = place.MayPing, !place.Writes
	t.asker.chat = nil
}

// placeMarks may stand before the key of a chat.
const placeMarks = "=" + reply.PlaceMark

// placeOf asks the platform about another chat, where it has not said enough with
// the request.
func (t *Target) placeOf(ctx context.Context, key string) (reply.Place, error) {
	p := t.req.Picked
	switch {
	case p == nil || p.Chat.Key != key:
		return t.Describe(ctx, key)
	case !p.Seen || p.Bot.Known:
		return *p, nil
	}
	place, err := t.Describe(ctx, key)
	place.Chat, place.Kind = p.Chat, p.Kind
	place.Seen, place.Writes, place.MayPing = p.Seen, p.Writes, p.MayPing
	return place, err
}

// Describe asks the platform about a chat of this server or group, as it is to the
// asker at this moment.
func (t *Target) Describe(ctx context.Context, key string) (reply.Place, error) {
	places, can := t.env.Rights().(reply.Places)
	if !can || t.req.GroupID == "" {
		return reply.Place{}, nil
	}
	place, err := places.Place(ctx, record.ChatID{Platform: t.req.Chat.Platform, Key: key}, t.req.GroupID, t.req.Person)
	if err != nil {
		return reply.Place{}, fmt.Errorf("ask about a chat: %w", err)
	}
	return place, nil
}

// RolePing is what would become of a role in the chat that the session is about, if a
// daily point pinged it by the asker's wish: see reply.RolePings.
func (t *Target) RolePing(ctx context.Context, role string) (string, error) {
	pings, can := t.env.Rights().(reply.RolePings)
	if !can || t.req.GroupID == "" {
		return record.PingGone, nil
	}
	outcome, err := pings.RolePing(ctx, t.req.Chat, t.req.GroupID, t.req.Person, role)
	if err != nil {
		return "", fmt.Errorf("ask about a role: %w", err)
	}
	return outcome, nil
}

// Tags are those that a post in the chat that the session is about may have, and
// whether it needs one.
func (t *Target) Tags() (tags []reply.Tag, needed bool) {
	return t.visit.place.Tags, t.visit.place.Tagged
}

// Return ends a Visit: the session is about the chat that asks again.
func (t *Target) Return() {
	if !t.visit.away {
		return
	}
	home := t.visit.home
	t.req.Chat, t.req.Kind, t.req.Bot = home.Chat, home.Kind, home.Bot
	t.req.MayPing, t.req.Barred = home.MayPing, home.Barred
	t.visit.away, t.asker.chat = false, nil
}

// AboutPlace is an answer about another chat: it says which, and its buttons are
// about that one too.
func (t *Target) AboutPlace(r reply.Reply, takes func(line string) bool) reply.Reply {
	if t.visit.key == "" || t.visit.told || r.Empty() && r.Form == nil {
		return r
	}
	t.visit.told = true
	about := reply.Block{Kind: reply.List, Items: []reply.Item{{Text: t.speech.Say("elsewhere.about"), PlaceKey: t.visit.key}}}
	r.Blocks = append([]reply.Block{about}, r.Blocks...)
	rows := make([][]reply.Button, len(r.Buttons))
	for i, row := range r.Buttons {
		rows[i] = append([]reply.Button(nil), row...)
		for j, b := range row {
			if b.Link == "" && takes(b.Do) {
				rows[i][j].Place = t.visit.key
			}
		}
	}
	r.Buttons = rows
	if r.Form != nil {
		form := *r.Form
		form.Place, r.Form = t.visit.key, &form
	}
	return r
}

// Elsewhere tells whether the session is about another chat than the one that asks.
func (t *Target) Elsewhere() bool { return t.visit.away }

// Types tells whether a command that is typed where the answer is shown is about the
// chat that the session is about.
func (t *Target) Types() bool { return !t.req.Through && !t.Elsewhere() }

// HowTyped is small print on what can be typed; none where it would be about another
// chat.
func (t *Target) HowTyped(name string, with ...words.With) []reply.Block {
	if !t.Types() {
		return nil
	}
	return []reply.Block{{Kind: reply.Note, Text: t.speech.Say(name, with...), How: true}}
}

// LineTyped is HowTyped for lines with something behind the command; none where the platform
// has options for that, and does not take them as they are typed.
func (t *Target) LineTyped(name string, with ...words.With) []reply.Block {
	if t.req.Servers {
		return nil
	}
	return t.HowTyped(name, with...)
}

// SayTyped is a sentence that says what to type, or another one where that would be
// about another chat.
func (t *Target) SayTyped(typed, otherwise string, with ...words.With) string {
	if t.Types() {
		return t.speech.Say(typed, with...)
	}
	return t.speech.Say(otherwise, with...)
}

// withPlace adds to arguments that a question keeps which chat it is about.
func (t *Target) withPlace(args reply.Args) reply.Args {
	if t.visit.key == "" {
		return args
	}
	all := reply.Args{ArgChat: reply.Keyed(t.visit.key)}
	for name, value := range args {
		all[name] = value
	}
	return all
}

// ByPlace is the name of a sentence for the place that it is about: a channel is called
// one.
func (t *Target) ByPlace(chat, channel string) string {
	if t.req.Channel {
		return channel
	}
	return chat
}

// ByAnyPlace is ByPlace where a group is spoken of from elsewhere too.
func (t *Target) ByAnyPlace(chat, channel, group string) string {
	if t.req.Through && !t.req.Channel {
		return group
	}
	return t.ByPlace(chat, channel)
}
