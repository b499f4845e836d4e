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

// Redact is an error with its text as hide gives it back; nil stays nil.
func Redact(err error, hide func(text string) string) error {
	if err == nil {
		return nil
	}
	return &RedactedError{err, hide(err.Error())}
}

// hide hides a token in a text; "" is none.
func hide(text, token string) string {
	if token == "" {
		return text
	}
	return strings.ReplaceAll(text, token, Hidden)
}
