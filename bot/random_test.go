package bot_test

import (
	"crypto/rand"
	"strings"
)

// randomText is what the core makes its keys of.
func randomText() string { return strings.ToLower(rand.Text()[:16]) }
