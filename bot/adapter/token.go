package adapter

import "sync/atomic"

// A Token is the token of a platform: the first one, until it is replaced.
type Token struct {
	first string
	renew func() string
	fresh atomic.Pointer[string]
}

// NewToken begins with a token. renew reads it anew; "" keeps the one there is,
// as nil does.
func NewToken(first string, renew func() string) *Token { return &Token{first: first, renew: renew} }

// First is the token that the process began with.
func (t *Token) First() string { return t.first }

// Current is the token that is used now.
func (t *Token) Current() string {
	if fresh := t.fresh.Load(); fresh != nil {
		return *fresh
	}
	return t.first
}

// Next is the token that waits to be used; "" where there is none, or none that
// can be read.
func (t *Token) Next() string {
	if t.renew == nil {
		return ""
	}
	if fresh := t.renew(); fresh != t.Current() {
		return fresh
	}
	return ""
}

// Take uses another token from now on.
func (t *Token) Take(token string) { t.fresh.Store(&token) }

// Hide hides in a text every token that was used.
func (t *Token) Hide(text string) string { return hide(hide(text, t.first), t.Current()) }
