package adapter

import "strings"

// Hidden stands where a token stood.
const Hidden = "(hidden)"

// A RedactedError is an error whose text shows no token. It unwraps to the
// error as it was, whose text is not to be shown.
type RedactedError struct {
	err  error
	text string
}

func (e *RedactedError) Error() string { return e.text }
func (e *RedactedError) Unwrap() error { return e.err }

// mostError bounds the text of an error, in characters: libraries quote what a platform
// answered, which may be the page of whoever stands before it.
const mostError = 500

// Redact is an error with its text as hide gives it back, without the end of a very long
// one; nil stays nil.
func Redact(err error, hide func(text string) string) error {
	if err == nil {
		return nil
	}
	text := hide(err.Error())
	if all := []rune(text); len(all) > mostError {
		text = string(all[:mostError]) + " (cut)"
	}
	return &RedactedError{err, text}
}

// hide hides a token in a text; "" is none.
func hide(text, token string) string {
	if token == "" {
		return text
	}
	return strings.ReplaceAll(text, token, Hidden)
}
