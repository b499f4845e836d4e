package telegram

import (
	"strings"
	"testing"

	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

func TestADiscreetReplyIsCovered(t *testing.T) {
	parts := render(commandstest.Covered())
	if len(parts) != 1 || !parts[0].silent || !parts[0].protect {
		t.Fatalf("it is %+v", parts)
	}
	golden(t, "covered.golden", parts[0].html+"\n")
}

func TestEveryPartOfADiscreetReplyIsCovered(t *testing.T) {
	r := commandstest.Covered()
	for range 4 {
		r.Blocks = append(r.Blocks, reply.Block{Text: strings.Repeat("Pray for those who wait. ", 100)})
	}
	parts := render(r)
	if len(parts) < 2 {
		t.Fatal("it fits one message")
	}
	for _, p := range parts {
		if !strings.HasPrefix(p.html, "A message for you.\n\n<tg-spoiler>") || !strings.HasSuffix(p.html, "</tg-spoiler>") || !p.silent || !p.protect {
			t.Errorf("a part is %.60q", p.html)
		}
	}
}

func TestASilentReplyIsOpen(t *testing.T) {
	r := commandstest.Everything()
	r.Silent = true
	if p := render(r)[0]; !p.silent || p.protect || p.html != render(commandstest.Everything())[0].html {
		t.Errorf("it is %+v", p)
	}
}

func TestATextOverADiscreetChatNamesNothing(t *testing.T) {
	r := commandstest.Covered()
	if toastOf(r) != r.Discreet || summary(r) != r.Discreet {
		t.Errorf("it says %q, %q", toastOf(r), summary(r))
	}
}
