package telegram

import (
	"testing"

	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
)

// TestItGoesOnByItself takes the bot's way to write away and gives it back, in every
// way in which Telegram says so.
func TestItGoesOnByItself(t *testing.T) {
	t.Parallel()
	id := func(key string) record.ChatID { return record.ChatID{Platform: "telegram", Key: key} }
	for _, tt := range []struct {
		what      string
		chat      int64
		key       string
		lose, get func(*telegramtest.Server)
		cause     record.StopCause
	}{
		{"unblocked", ada, "7", func(s *telegramtest.Server) { s.Block(ada) }, func(s *telegramtest.Server) { s.Unblock(ada) }, record.StopBlocked},
		{"added again", group, "-1001", func(s *telegramtest.Server) { s.Block(group) }, func(s *telegramtest.Server) { s.Unblock(group) }, record.StopBlocked},
		{"unmuted", group, "-1001", func(s *telegramtest.Server) { s.Restrict(group) }, func(s *telegramtest.Server) { s.Unrestrict(group) }, record.StopForbidden},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.run()
			tt.lose(b.srv)
			b.await("it is noted", func() bool { return b.core.Stopped(id(tt.key)) == tt.cause })
			tt.get(b.srv)
			b.awaitText(tt.chat, "I can write here again")
		})
	}
}

func TestAClosedTopicIsSaidInPrivateAndGoesOn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	topic := record.ChatID{Platform: "telegram", Key: "-1001/45"}
	b.srv.BeginTopic(group, 45, ada)
	b.run()
	b.srv.CloseTopic(group, 45)
	b.srv.SayIn(group, 45, ada, "/subscribe 07:00")
	b.awaitText(ada, "I cannot write there: closed.")
	b.await("it is noted", func() bool { return b.core.Stopped(topic) == record.StopClosed })
	b.srv.ReopenTopic(group, 45)
	if m := b.awaitText(group, "I can write here again"); m.Thread != 45 {
		t.Errorf("it is said in topic %d", m.Thread)
	}
}

func TestAClosedTopicGoesOnWhereTheBotMayManageTopics(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	topic := record.ChatID{Platform: "telegram", Key: "-1001/45"}
	b.srv.BeginTopic(group, 45, ada)
	b.run()
	b.srv.CloseTopic(group, 45)
	b.srv.SayIn(group, 45, ada, "/subscribe 07:00")
	b.await("it is noted", func() bool { return b.core.Stopped(topic) == record.StopClosed })
	b.srv.LetManageTopics(group)
	if m := b.awaitText(group, "I can write here again"); m.Thread != 45 {
		t.Errorf("it is said in topic %d", m.Thread)
	}
}

func TestAnAnswerThatIsShownEndsAPause(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run()
	b.srv.Mute(group)
	b.srv.Say(group, ada, "/pray")
	b.await("it is noted", func() bool {
		return b.core.Stopped(record.ChatID{Platform: "telegram", Key: "-1001"}) == record.StopForbidden
	})
	b.srv.Unmute(group)
	shown := commandstest.Said("A point.")
	shown.Stopped = true
	b.core.Answer("pray", shown)
	b.srv.Say(group, ada, "/pray")
	b.awaitText(group, "I can write here again")
}
