package trials_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/telegram/telegramtest"
)

func TestABotThatIsToldToStopDoesSoThoughARequestHangs(t *testing.T) {
	t.Parallel()
	w := onFile(t)
	w.seed(30)
	w.telegram.Fail("sendMessage", telegramtest.Fault{Chat: firstPerson + 3, Lasting: true, Hang: time.Minute})
	w.discord.Fail(discordtest.Fault{Path: "/channels/" + channel(3).Key + "/messages", Lasting: true, Accept: true, Hang: time.Minute})
	b := w.start()
	w.await("all but those that hang are out", func() bool { return w.telegram.Accepted() >= 30 && w.discord.Accepted() >= 30 })
	code, took := b.stop()
	t.Logf("it ended with %d within %s", code, took.Round(10*time.Millisecond))
	if code != 0 || took > stopWithin {
		t.Errorf("it ended with %d after %s", code, took)
	}
	w.telegram.ClearFaults("sendMessage")
	w.discord.ClearFaults()
	w.finish()
	w.exactlyOnce("discord")
	for _, pair := range w.ledger().twice("telegram") {
		if pair[0].chat != person(3) {
			t.Errorf("%v came twice, though its request did not hang", pair[0].chat)
		}
	}
	if lost := w.ledger().lost("telegram"); len(lost) > 0 {
		t.Errorf("lost: %v", lost)
	}
}

func TestASecondProcessOnTheSameFileIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	w := onFile(t)
	first := w.start()
	w.await("the first one serves", func() bool { return w.discord.Connected() == 1 })
	second := w.start()
	if code := second.awaitEnd(); code != 1 {
		t.Errorf("the second ended with %d", code)
	}
	if said := second.said(); !strings.Contains(said, "another prayerbot uses the data in "+w.folder) {
		t.Errorf("the second said %q", said)
	}
	w.stop(first)
}
