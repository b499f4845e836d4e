package record

import (
	"fmt"
	"strings"
)

// A ChatID names one chat: the platform, and that platform's own opaque key.
// It is stored, so its form never changes.
type ChatID struct {
	Platform string // "telegram", "discord", "terminal"
	Key      string // never empty, never holds a line break
}

// String gives the stored form, "telegram:-100123".
func (id ChatID) String() string { return id.Platform + ":" + id.Key }

// ParseChatID reads what String wrote.
func ParseChatID(s string) (ChatID, error) {
	platform, key, ok := strings.Cut(s, ":")
	if !ok || platform == "" || key == "" || strings.ContainsAny(s, "\r\n") {
		return ChatID{}, fmt.Errorf("a chat is named as platform:key")
	}
	return ChatID{Platform: platform, Key: key}, nil
}

// A UserID names one person: the platform, and that platform's own user id. It
// is stored, so its form never changes.
type UserID struct {
	Platform string
	Key      string // "" where the platform does not say who it is
}

// String gives the stored form, "telegram:123".
func (id UserID) String() string { return id.Platform + ":" + id.Key }

// ParseUserID reads what String wrote.
func ParseUserID(s string) (UserID, error) {
	id, err := ParseChatID(s)
	if err != nil {
		return UserID{}, fmt.Errorf("a person is named as platform:user id")
	}
	return UserID(id), nil
}
