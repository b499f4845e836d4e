package delivery

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// letters are base32's, small.
var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567")

// Nonce names a delivery for a platform's idempotency key: 20 characters (100
// bits) of a hash, the same at every try.
func Nonce(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return letters.EncodeToString(sum[:])[:20]
}
