package adapter

import "sync/atomic"

// A Rotation is which token of a platform is used: the first one, until it is
// replaced. The zero Rotation uses the first.
type Rotation struct{ fresh atomic.Pointer[string] }

// Token is the token that is used now.
func (r *Rotation) Token(first string) string {
	if fresh := r.fresh.Load(); fresh != nil {
		return *fresh
	}
	return first
}

// Next is the token that renew reads, where it is another than the one in use;
// "" where it is not, or cannot be read, or renew is nil.
func (r *Rotation) Next(first string, renew func() string) string {
	if renew == nil {
		return ""
	}
	if fresh := renew(); fresh != r.Token(first) {
		return fresh
	}
	return ""
}

// Take uses another token from now on.
func (r *Rotation) Take(token string) { r.fresh.Store(&token) }
