package terminal

import (
	"strings"
	"testing"
	"unicode"

	"prayerbot/commands/commandstest"
)

// Whatever a reply holds, nothing of it moves a terminal's cursor or changes its
// colours, and each button has a number.
func FuzzRender(f *testing.F) {
	f.Add("Pray|for \x1b[2Jthem\x07|\x1b]8;;https://example.org\x1b\\|a\tb\rc\u009b", []byte("\x01\x01\x01\x00\x01\x0b\x09\x03\x05\x01\x02\x07\x05"))
	f.Fuzz(func(t *testing.T, text string, shape []byte) {
		r := commandstest.Fuzzed(text, shape)
		asked := 0
		for _, row := range r.Buttons {
			asked += len(row)
		}
		for _, s := range []style{{}, {width: 40}} {
			said, buttons := render(r, s)
			if at := strings.IndexFunc(said, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }); at >= 0 {
				t.Errorf("a control character stands in %q", said[at:])
			}
			if len(buttons) != asked {
				t.Errorf("%d of %d buttons have a number", len(buttons), asked)
			}
		}
		render(r, style{width: 30, bold: true, links: true})
	})
}
