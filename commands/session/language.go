package session

import (
	"cmp"
	"context"
	"errors"

	"golang.org/x/text/language"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A Look is all that decides how a chat is told something that everyone in it
// reads: chats of one look are told the same in the same words. A setting that
// changes what a delivery says is one more field here and in LookOf; the reply
// cache keeps it apart by itself.
type Look struct {
	Language    string // BCP 47; "" is English
	WithoutNews bool   // a point does not tell what is in the news
	LinkedVerse bool   // the reference alone, not the verse itself
	Cards       bool   // a point comes with a card
}

// LookOf is the look of a chat.
func LookOf(chat record.Chat) Look {
	return Look{
		Language:    chat.Language,
		WithoutNews: chat.Setting(record.SettingNews) == record.Off,
		LinkedVerse: chat.Setting(record.SettingVerse) == record.Linked,
		Cards:       chat.Setting(record.SettingPicture) == record.On && !chat.Discreet(),
	}
}

// Enter reads the chat, so that the session speaks its language: what everyone
// reads is said in that of the chat, what the asker alone sees in their own. In
// private there is one, that of the chat. A chat that cannot be read speaks the
// language of who asks; whatever needs the chat itself meets the error.
func (s *Session) Enter(ctx context.Context) {
	chat, _ := s.Chat(ctx)
	s.Look = LookOf(chat)
	s.Look.Language = cmp.Or(s.Look.Language, known(s.Request.GroupLanguage), s.Request.Language)
	if s.Request.Private {
		s.adopt(ctx, chat)
		s.Own = s.voiceOf(s.Look.Language)
	}
	s.speak()
}

// adopt gives a private chat that was stored without a language that of the
// person, so that what is delivered there is what they are answered.
func (s *Session) adopt(ctx context.Context, chat record.Chat) {
	if chat.Revision == "" || chat.Language != "" || known(s.Request.Language) == "" {
		return
	}
	_, err := s.Change(ctx, func(chat *record.Chat) error {
		if chat.Revision == "" { // forgotten meanwhile
			return record.ErrNotFound
		}
		return nil
	})
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		s.Log().Warn("the language of a chat could not be kept", "platform", s.Request.Chat.Platform, "error", err)
	}
}

// speak takes the voice of those who will read the answer.
func (s *Session) speak() {
	s.Voice = s.Own
	if s.open() {
		s.Voice = s.voiceOf(s.Look.Language)
	}
}

// open tells whether everyone in the chat will read the answer: what was typed
// for all, and what takes the place of such an answer.
func (s *Session) open() bool {
	if s.Request.Payload == "" {
		return s.public() || s.Request.Command == ""
	}
	inPlace := s.Request.Origin == reply.FromOwnAnswer || s.Request.Origin == reply.FromAnonymousAnswer
	return s.public() && inPlace
}

// known is a language as it is kept: "" where the platform says none that there
// is.
func known(tag string) string {
	if _, err := language.Parse(tag); err != nil || len(tag) > maxTag {
		return ""
	}
	return tag
}

// maxTag bounds the tag of a language in bytes; the longest of a platform
// ("zh-Hant-TW") has ten.
const maxTag = 35
