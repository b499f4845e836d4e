package adapter

import (
	"errors"
	"strings"
	"testing"
)

// A page in the place of an answer does not fill the log, and a token across the place
// where the text is cut is hidden.
func TestALongErrorIsCutOnceItsTokenIsHidden(t *testing.T) {
	const token = "123:SECRETSECRET"
	cause := errors.New(strings.Repeat("é", mostError-4) + token + strings.Repeat("<p>502</p>", 1000))
	got := Redact(cause, func(text string) string { return hide(text, token) })
	if want := strings.Repeat("é", mostError-4) + Hidden[:4] + " (cut)"; got.Error() != want {
		t.Errorf("it says %q", got)
	}
	if !errors.Is(got, cause) {
		t.Error("the cause is lost")
	}
}
