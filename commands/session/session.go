package session

import (
	"strings"
	"time"
	"unicode"

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
	Speech
	Places
	Asker
	Target
	Questions
	Request reply.Request
	Command Command
	args    reply.Args // of the command
	// underAnswer says that the pressed button stands under an answer.
	underAnswer bool
	pressedFor  string // the chat that the pressed button is about, with its mark; "" is the one that asks
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
	voice := env.VoiceIn(req.Language).OnServer(req.Servers)
	s := &Session{Env: env, Request: req}
	s.Speech = Speech{Voice: voice, Own: voice, Look: Look{Language: req.Language}, voices: env}
	s.Places = Places{Library: l, speech: &s.Speech}
	s.Asker = Asker{env: env, req: &s.Request, speech: &s.Speech, from: req.Chat}
	s.Target = Target{env: env, req: &s.Request, speech: &s.Speech, asker: &s.Asker}
	s.Questions = Questions{env: env, req: &s.Request, speech: &s.Speech, asker: &s.Asker, target: &s.Target, command: &s.Command}
	return s
}

// SessionFor is a session in which nobody asks: a chat of a look is told
// something as of now.
func (env *Env) SessionFor(l *content.Library, look Look, now time.Time) *Session {
	s := env.SessionWith(l, reply.Request{Language: look.Language, Now: now})
	s.Look = look
	return s
}

// Restart begins a session anew with a request whose answer it was not.
func (s *Session) Restart(req reply.Request) {
	s.Request, s.Command, s.args, s.visit = req, Command{}, nil, visit{}
	s.chat = nil
	s.speak()
}

// Parse takes the request apart: the payload of a button becomes the command
// line that it stands for.
func (s *Session) Parse() error {
	if s.Request.Payload != "" {
		line, ok := strings.CutPrefix(s.Request.Payload, reply.PayloadVersion)
		if !ok || len(s.Request.Payload) > mostPayload(line) || HasHidden(line, false) {
			return s.Problem("problem.button")
		}
		line, s.underAnswer = strings.CutPrefix(line, reply.AnswerMark)
		line = s.cutPlace(line)
		s.Request.Command, _, s.Request.Line = reply.ParseLine(line)
		s.Request.Args, s.Request.Line = nil, s.withKey(s.Request.Command, s.Request.Line)
	}
	s.Request.Text, s.Request.Quoted = Clean(s.Request.Text), Clean(s.Request.Quoted)
	s.Request.Command, s.Request.Line = strings.ToLower(words.Visible(s.Request.Command)), Clean(s.Request.Line)
	if line := words.Visible(s.Request.Line); s.Request.Command == "" {
		s.Request.Line = line
		if strings.HasPrefix(line, "/") { // a mark stood before it
			s.Request.Command, _, s.Request.Line = reply.ParseLine(line)
		}
	}
	if HasHidden(s.Request.Text+s.Request.Quoted, true) {
		return s.Problem("problem.characters")
	}
	return nil
}

// mostPayload is how long the payload of a button with a line may be.
func mostPayload(line string) int {
	if strings.HasPrefix(strings.TrimPrefix(line, reply.AnswerMark), reply.PlaceMark) {
		return reply.MaxPlaced
	}
	return reply.MaxPayload
}

// cutPlace takes the chat that a button is about off its line.
func (s *Session) cutPlace(line string) string {
	if !strings.HasPrefix(line, reply.PlaceMark) {
		return line
	}
	s.pressedFor, line = reply.CutWord(line)
	return line
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
