package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// MaxArg bounds an argument in characters, but for long ones, and a text that is
// no command: the longest honest one is far shorter.
const MaxArg = 300

// MaxName bounds the name of a command; Discord allows 32.
const MaxName = 32

// A Session is one request while it is answered.
type Session struct {
	*Env
	Request     reply.Request
	Library     *content.Library
	words.Voice             // of those who will read the answer
	Own         words.Voice // of what the asker alone sees
	Look        Look        // of the chat
	Command     Command
	args        reply.Args   // of the command
	chat        *record.Chat // as it was read; nil is not yet
	// underAnswer says that the pressed button stands under an answer.
	underAnswer bool
	// Settled leaves out news that was kept later, so that a delivery says the
	// same at every try; zero leaves out none.
	Settled    time.Time
	NewsUnread bool // the news could not be read
}

// Session begins a session with the content in force.
func (env *Env) Session(req reply.Request) *Session {
	return env.SessionWith(env.CurrentLibrary(), req)
}

// SessionWith is Session with the library that the caller has looked at already.
func (env *Env) SessionWith(l *content.Library, req reply.Request) *Session {
	voice := env.Voice(req.Language)
	return &Session{Env: env, Request: req, Library: l, Voice: voice, Own: voice, Look: Look{Language: req.Language}}
}

// SessionFor is a session in which nobody asks: a chat of a look is told
// something as of now.
func (env *Env) SessionFor(l *content.Library, look Look, now time.Time) *Session {
	s := env.SessionWith(l, reply.Request{Language: look.Language, Now: now})
	s.Look = look
	return s
}

// Problem is a Problem with the sentence of a name, in the language of the
// asker, who alone sees it.
func (s *Session) Problem(name string, with ...words.With) error {
	return reply.Problem(s.Own.Say(name, with...))
}

// Parse takes the request apart: the payload of a button becomes the command
// line that it stands for.
func (s *Session) Parse() error {
	if s.Request.Payload != "" {
		line, ok := strings.CutPrefix(s.Request.Payload, reply.PayloadVersion)
		if !ok || len(s.Request.Payload) > reply.MaxPayload || HasHidden(line, false) {
			return s.Problem("problem.button")
		}
		line, s.underAnswer = strings.CutPrefix(line, reply.AnswerMark)
		s.Request.Command, _, s.Request.Line = reply.ParseLine(line)
		s.Request.Args, s.Request.Line = nil, s.withKey(s.Request.Command, s.Request.Line)
	}
	s.Request.Command = strings.ToLower(s.Request.Command)
	s.Request.Line = Clean(s.Request.Line)
	s.Request.Text, s.Request.Quoted = Clean(s.Request.Text), Clean(s.Request.Quoted)
	if HasHidden(s.Request.Command, false) || HasHidden(s.Request.Line+s.Request.Text+s.Request.Quoted, true) {
		return s.Problem("problem.characters")
	}
	return nil
}

// Clean is a text without what stands around it, in valid UTF-8.
func Clean(s string) string { return strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD")) }

// HasHidden tells whether a text holds control characters or the marks that turn
// the direction of what follows, with which one text can pose as another.
// Line breaks may be allowed; the marks that real Arabic and Hebrew need
// (U+200E, U+200F, U+061C) always are.
func HasHidden(s string, lines bool) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return !lines
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return true
		}
		return unicode.IsControl(r)
	})
}

// Require refuses somebody whose role is less than needed.
func (s *Session) Require(ctx context.Context, needed reply.Role) error {
	if needed <= reply.Anyone {
		return nil
	}
	role, err := s.Role(ctx)
	if err != nil {
		return err
	}
	if role < needed {
		return s.Problem("problem.moderators")
	}
	return nil
}

// Role is what the asker may do in this chat, found out at this moment.
func (s *Session) Role(ctx context.Context) (reply.Role, error) {
	switch {
	case s.IsOperator():
		return reply.Operator, nil
	case s.Request.Private:
		return reply.Moderator, nil
	case s.Request.Role >= reply.Moderator:
		return s.Request.Role, nil
	case s.Request.Role != reply.RoleUnknown:
		return s.trusted(ctx, s.Request)
	}
	return s.RoleOf(ctx, s.Request.Chat, s.Request.GroupID, s.Request.Person)
}

// IsOperator tells whether the asker runs the bot.
func (s *Session) IsOperator() bool {
	person := s.User()
	return s.Request.Person != "" && slices.Contains(s.Operators(), person)
}

// RoleOf asks the platform about a person whom the request does not describe.
func (env *Env) RoleOf(ctx context.Context, chat record.ChatID, groupID, person string) (reply.Role, error) {
	if env.Rights() == nil || person == "" {
		return reply.Anyone, nil
	}
	role, err := env.Rights().Role(ctx, chat, groupID, person)
	if err != nil {
		return reply.Anyone, fmt.Errorf("ask for a role: %w", err)
	}
	return role, nil
}

// Chat is the record of the chat that asks, read once; anew after Change.
func (s *Session) Chat(ctx context.Context) (record.Chat, error) {
	if s.chat != nil {
		return *s.chat, nil
	}
	chat, err := s.Store().Chat(ctx, s.Request.Chat)
	if err != nil {
		return record.Chat{}, fmt.Errorf("read the chat: %w", err)
	}
	s.chat = &chat
	return chat, nil
}

// Change edits the record of the chat that asks, and tries again where
// somebody else changed it meanwhile.
func (s *Session) Change(ctx context.Context, edit func(*record.Chat) error) (record.Chat, error) {
	s.chat = nil
	chat, err := s.ChangeChat(ctx, s.Request.Chat, s.Request.Now, func(chat *record.Chat) error {
		before := *chat
		chat.GroupID = s.Request.GroupID
		if err := edit(chat); err != nil {
			return err
		}
		s.settle(before, chat)
		return nil
	})
	if err == nil {
		s.chat = &chat
	}
	return chat, err
}

// ChangeTries bounds the tries against others who change the same chat; two
// moderators at once need two.
const ChangeTries = 8

// ChangeChat edits the record of a chat, and tries again where somebody else changed it
// meanwhile.
func (env *Env) ChangeChat(ctx context.Context, id record.ChatID, now time.Time, edit func(*record.Chat) error) (record.Chat, error) {
	for range ChangeTries {
		before, err := env.Store().Chat(ctx, id)
		if err != nil {
			return record.Chat{}, fmt.Errorf("read the chat: %w", err)
		}
		after := before
		after.Subscriptions = slices.Clone(before.Subscriptions)
		if err := edit(&after); err != nil {
			return record.Chat{}, err
		}
		err = env.Store().SaveChat(ctx, after, env.Random(), after.Due(before, now))
		if err == nil {
			return after, nil
		}
		if !errors.Is(err, record.ErrChanged) {
			return record.Chat{}, fmt.Errorf("save the chat: %w", err)
		}
	}
	return record.Chat{}, fmt.Errorf("save the chat: %w", record.ErrChanged)
}

// withKey marks the key of a place in the line of a button. Buttons that were
// written before keys had their mark lie in the chats for ever: they name the
// place by its key alone ("BI"), which no search may take for a name.
func (s *Session) withKey(command, args string) string {
	switch command {
	case "country", "pray", "news":
	default:
		return args
	}
	word, _ := reply.CutWord(args)
	if command == "news" && word == "read" || search.ByKey(s.Library, word).Empty() {
		return args
	}
	return reply.Keyed(args)
}
