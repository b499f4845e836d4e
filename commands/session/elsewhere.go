package session

import (
	"context"
	"fmt"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// ArgChat is the parameter that names another chat of the same server or group, by
// its key.
const ArgChat = "channel"

// ChatParam is the parameter of a command that can be about another chat.
func ChatParam() reply.Param { return reply.Param{Name: ArgChat, IsChat: true, AnyVerb: true} }

// ButtonChatParam is ChatParam for a command that only buttons give: without it a
// button under an answer about another chat would be about the one that asks.
func ButtonChatParam() reply.Param { return reply.Param{Name: ArgChat, IsChat: true, Inner: true} }

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
	if !place.Seen {
		return s.Problem("problem.no_channel")
	}
	s.goTo(place)
	return nil
}

// IsAbout tells whether arguments that were kept are about the chat that the session
// is about now: what was chosen for one never acts on another.
func (s *Session) IsAbout(args reply.Args) bool {
	key := strings.TrimLeft(args[ArgChat], placeMarks)
	return key == s.visit.key || key == s.Request.Chat.Key
}

// VisitPicked is Visit while somebody types: nobody is asked. It is false where the
// asker does not see the chat, or the platform has not described it.
func (s *Session) VisitPicked() bool {
	key := strings.TrimLeft(s.Request.Args[ArgChat], placeMarks)
	p := s.Request.Picked
	switch {
	case key == "" || key == s.Request.Chat.Key:
		return true
	case p == nil || p.Chat.Key != key || !p.Seen:
		return false
	}
	s.goTo(*p)
	return true
}

// goTo makes the session one about another chat.
func (s *Session) goTo(place reply.Place) {
	s.visit = visit{key: place.Chat.Key, home: s.Request, away: true, place: place}
	s.Request.Chat, s.Request.Kind, s.Request.Bot = place.Chat, place.Kind, place.Bot
	s.Request.MayPing, s.Request.Barred = place.MayPing, !place.Writes
	s.chat = nil
}

// placeMarks may stand before the key of a chat.
const placeMarks = "=" + reply.PlaceMark

// placeOf asks the platform about another chat, where it has not said enough with
// the request.
func (s *Session) placeOf(ctx context.Context, key string) (reply.Place, error) {
	p := s.Request.Picked
	switch {
	case p == nil || p.Chat.Key != key:
		return s.Describe(ctx, key)
	case !p.Seen || p.Bot.Known:
		return *p, nil
	}
	place, err := s.Describe(ctx, key)
	place.Chat, place.Kind = p.Chat, p.Kind
	place.Seen, place.Writes, place.MayPing = p.Seen, p.Writes, p.MayPing
	return place, err
}

// Describe asks the platform about a chat of this server or group, as it is to the
// asker at this moment.
func (s *Session) Describe(ctx context.Context, key string) (reply.Place, error) {
	places, can := s.Rights().(reply.Places)
	if !can || s.Request.GroupID == "" {
		return reply.Place{}, nil
	}
	place, err := places.Place(ctx, record.ChatID{Platform: s.Request.Chat.Platform, Key: key}, s.Request.GroupID, s.Request.Person)
	if err != nil {
		return reply.Place{}, fmt.Errorf("ask about a chat: %w", err)
	}
	return place, nil
}

// Tags are those that a post in the chat that the session is about may have, and
// whether it needs one.
func (s *Session) Tags() (tags []reply.Tag, needed bool) {
	return s.visit.place.Tags, s.visit.place.Tagged
}

// Return ends a Visit: the session is about the chat that asks again.
func (s *Session) Return() {
	if !s.visit.away {
		return
	}
	home := s.visit.home
	s.Request.Chat, s.Request.Kind, s.Request.Bot = home.Chat, home.Kind, home.Bot
	s.Request.MayPing, s.Request.Barred = home.MayPing, home.Barred
	s.visit.away, s.chat = false, nil
}

// AboutPlace is an answer about another chat: it says which, and its buttons are
// about that one too.
func (s *Session) AboutPlace(r reply.Reply, takes func(line string) bool) reply.Reply {
	if s.visit.key == "" || s.visit.told || r.Empty() && r.Form == nil {
		return r
	}
	s.visit.told = true
	about := reply.Block{Kind: reply.List, Items: []reply.Item{{Text: s.Say("elsewhere.about"), PlaceKey: s.visit.key}}}
	r.Blocks = append([]reply.Block{about}, r.Blocks...)
	rows := make([][]reply.Button, len(r.Buttons))
	for i, row := range r.Buttons {
		rows[i] = append([]reply.Button(nil), row...)
		for j, b := range row {
			if b.Link == "" && takes(b.Do) {
				rows[i][j].Place = s.visit.key
			}
		}
	}
	r.Buttons = rows
	if r.Form != nil {
		form := *r.Form
		form.Place, r.Form = s.visit.key, &form
	}
	return r
}

// Elsewhere tells whether the session is about another chat than the one that asks.
func (s *Session) Elsewhere() bool { return s.visit.away }

// withPlace adds to arguments that a question keeps which chat it is about.
func (s *Session) withPlace(args reply.Args) reply.Args {
	if s.visit.key == "" {
		return args
	}
	all := reply.Args{ArgChat: reply.Keyed(s.visit.key)}
	for name, value := range args {
		all[name] = value
	}
	return all
}
