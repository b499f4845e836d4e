package terminal

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/commandstest"
)

func TestWhatAReplyCarriesIsNamed(t *testing.T) {
	const want = `A question

Which country?

A church <door>
The door in spring.
Picture: Somebody

[1] Nigeria   [2] Eritrea   [3] I prayed · 12
`
	text, buttons := render(commandstest.Carried(), style{})
	if diff := cmp.Diff(want, text); diff != "" || len(buttons) != 3 {
		t.Errorf("%d buttons\n%s", len(buttons), diff)
	}
}
